/// The names of a detection's selections, for its condition.
struct SelectionNames {
    /// By the number of the selection.
    let all: [String]
    private let numbers: [String: Int]
    private let bytes: Int

    init(_ names: [String]) {
        all = names
        numbers = Dictionary(zip(names, names.indices)) { first, _ in first }
        bytes = names.reduce(0) { $0 + $1.utf8.count }
    }

    /// What it takes to compare a pattern with all names: one for each, and more where they are long.
    func cost(ofFitting pattern: String) -> Int { all.count + bytes * pattern.utf8.count / 1_000 }

    /// The number of the selection with this name.
    subscript(name: String) -> Int? { numbers[name] }

    /// The selections that a pattern means. `them` is every one whose name does not begin with `_`.
    func numbers(fitting pattern: String) -> [Int] {
        if pattern.lowercased() == "them", numbers[pattern] == nil {
            return all.indices.filter { !all[$0].hasPrefix("_") }
        }
        guard pattern.contains("*") else { return numbers[pattern].map { [$0] } ?? [] }
        let names = NamePattern(pattern)
        return all.indices.filter { names.matches(all[$0]) }
    }
}
