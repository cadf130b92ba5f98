internal import ATTACK
internal import Text

extension FilterError.Reason {
    /// The one place where errors of filters are worded.
    var message: String {
        switch self {
        case .unclosedQuote: "the quote that begins here is not closed"
        case .unclosedParenthesis: "the parenthesis that opens here is not closed"
        case .unopenedParenthesis: "this parenthesis was not opened"
        case .emptyParentheses: "there is nothing in the parentheses"
        case .tooDeep(let limit): "more than \(limit) parentheses lie inside each other"
        case .unclosedRegex:
            "the regular expression that begins here is not closed; a text that begins with / stands in quotes"
        case .textBehindRegex:
            "a regular expression ends with / or /i; a / in it is written \\/, and a text that begins with / stands in quotes"
        case .badRegex(let why): "the regular expression is wrong here: \(why)"
        case .regexTooCostly:
            "the regular expression takes too many steps on some of these values; make it more definite"
        case .nothingEscaped: "there is nothing behind the backslash"
        case .missingBehind(let name): "something must follow \(name)"
        case .missingBefore(let name): "something must stand before \(name)"
        case .missingValue(let field): "a value is missing; \(field):* asks whether there is any"
        case .unknownField(let name, let meant): "no field is called \(name); did you mean \(meant)?"
        case .equalsSign(let field):
            "write \(field):value, \(field):=value for a text to the letter, or -\(field):value for what it is not"
        case .colonNeeded(let word): "write \(word):2020-05-06 or \(word):-2h"
        case .notATime(let text): "\(text) is no time; write 2020-05-06, 2020-05-06T09:00 or, with > or <, -2h"
        case .notComparable(let text): "\(text) is neither a number nor a time"
        case .notOrdered(let field): "\(field) is a text; < and > compare times and numbers"
        case .notANetwork(let text): "\(text) is neither an address nor a network"
        case .unknownWord(let field, let word, let known):
            "\(field) is never \(word)" + didYouMean + "; it is \(Self.list(known))"
        case .unknownTactic(let name): "ATT&CK has no tactic \(name)" + didYouMean
        case .unknownTechnique(let name): "no technique of a cloud account is called \(name)" + didYouMean
        case .ambiguousPrincipal(let name, let candidates):
            "\(name) may be any of \(candidates.count) principals: \(candidates.joined(separator: ", "))"
        case .unknownFact(let fact): "nothing here can tell \(fact)"
        }
    }

    var suggestion: String? {
        switch self {
        case .unknownField(_, let meant): meant
        case .unknownWord(_, let word, let known): nearest(to: word, among: known)
        case .unknownTactic(let name):
            nearest(to: name, among: AttackVersion.allCases.flatMap { Tactic.all(in: $0).map(\.shortName) })
        case .unknownTechnique(let name):
            nearest(to: name, among: AttackVersion.allCases.flatMap { AttackMatrix.of($0).techniques.map(\.name) })
        default: nil
        }
    }

    private var didYouMean: String { suggestion.map { " (did you mean \($0)?)" } ?? "" }

    /// `a`, `a or b`, `a, b or c`.
    private static func list(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " or " + last
    }
}
