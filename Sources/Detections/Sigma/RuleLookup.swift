internal import Sigma

/// Finds rules by what correlations and filters call them.
struct RuleLookup: Sendable {
    private var byID: [String: [Int]] = [:]
    private var byName: [String: [Int]] = [:]
    private var byTitle: [String: [Int]] = [:]

    init(_ rules: [SigmaRule]) {
        for (number, rule) in rules.enumerated() {
            byID[rule.header.id, default: []].append(number)
            if let name = rule.header.name { byName[name, default: []].append(number) }
            byTitle[rule.header.title, default: []].append(number)
        }
    }

    /// The numbers of the rules of that ID; without one of that name; without one of that title.
    func numbers(of reference: String) -> [Int] {
        byID[reference] ?? byName[reference] ?? byTitle[reference] ?? []
    }

    /// The rules at the bottom of a reference, through correlations.
    func baseRules(of reference: String, in rules: [SigmaRule]) -> [Int] {
        var found: [Int] = []
        var waiting = numbers(of: reference)
        var seen = Set(waiting)
        while let number = waiting.popLast() {
            guard case .correlation(let correlation) = rules[number].content else {
                found.append(number)
                continue
            }
            for inner in correlation.rules.flatMap({ numbers(of: $0.text) }) where seen.insert(inner).inserted {
                waiting.append(inner)
            }
        }
        return found
    }
}
