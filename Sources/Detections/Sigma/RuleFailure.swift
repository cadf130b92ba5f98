/// Why a rule could not be followed to its end over a trail. The others are not touched by it.
enum RuleFailure: Error, Hashable, Sendable {
    /// A regular expression takes more steps on a value than it may.
    case tooCostly
    /// In the words of PCRE2.
    case badRegex(String)

    /// In words, behind the rule's title.
    var message: String {
        switch self {
        case .tooCostly: "a regular expression takes too many steps on some event: the rule was given up"
        case .badRegex(let reason): "a regular expression is unsound: \(reason)"
        }
    }
}
