/// Why a rule could not be followed to its end over a trail. The others are not touched by it.
enum RuleFailure: Error, Hashable, Sendable {
    /// A regular expression takes more steps than it may, on so many values or events; these count as no match of it.
    case tooCostly(Int)
    /// In the words of PCRE2.
    case badRegex(String)

    /// Costly values and events of one rule, and costly values of one question. Each takes tens of milliseconds, and who
    /// writes the logs could make very many: behind these the rule is given up.
    static let mostCostly = 50

    /// In words, behind the rule's title.
    var message: String {
        switch self {
        case .tooCostly(let count) where count > Self.mostCostly:
            "a regular expression takes too many steps on more than \(Self.mostCostly) values: the rule was given up"
        case .tooCostly(let count):
            "a regular expression takes too many steps on \(count) \(count == 1 ? "value" : "values"), "
                + "which may or may not match"
        case .badRegex(let reason): "a regular expression is unsound: \(reason)"
        }
    }
}
