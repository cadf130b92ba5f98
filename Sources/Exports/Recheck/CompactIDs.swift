/// IDs as people read them: `C1-C3 C7`, in the order in which they are given.
struct CompactIDs: CustomStringConvertible {
    private var runs: [(first: String, last: String)] = []
    private var next: String?

    init(_ ids: some Sequence<String>) {
        for id in ids {
            if id == next {
                runs[runs.count - 1].last = id
            } else {
                runs.append((id, id))
            }
            next = Self.successor(of: id)
        }
    }

    /// `E13` of `E12`; nil of what is no letter with a number.
    private static func successor(of id: String) -> String? {
        guard let letter = id.first, letter.isLetter, let number = Int(id.dropFirst()), number < Int.max,
            "\(letter)\(number)" == id
        else { return nil }
        return "\(letter)\(number + 1)"
    }

    var description: String {
        runs.map { $0.first == $0.last ? $0.first : "\($0.first)-\($0.last)" }.joined(separator: " ")
    }
}
