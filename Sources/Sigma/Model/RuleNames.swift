/// Finds the rules and correlations that others name: by id before name before title, and of equal ones the first.
/// Filters are named by nobody.
public struct RuleNames: Sendable {
    private var numbers: [String: Int] = [:]

    public init(_ rules: [SigmaRule]) {
        let keys: [(RuleHeader) -> String?] = [{ $0.id }, { $0.name }, { $0.title }]
        for key in keys {
            for (number, rule) in rules.enumerated() {
                if case .filter = rule.content { continue }
                if let name = key(rule.header), numbers[name] == nil { numbers[name] = number }
            }
        }
    }

    /// The number of the rule, in the order in which rules were given.
    public subscript(name: String) -> Int? { numbers[name] }

    /// All names, in no order.
    var all: some Sequence<String> { numbers.keys }
}
