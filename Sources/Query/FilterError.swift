internal import Text

/// What is wrong with a filter, and where.
public struct FilterError: Error, Hashable, Sendable {
    /// What is wrong. The texts are those of the filter.
    public enum Reason: Hashable, Sendable {
        case unclosedQuote
        case unclosedParenthesis
        case unopenedParenthesis
        case emptyParentheses
        case tooDeep(limit: Int)
        case unclosedRegex
        case textBehindRegex
        case badRegex(String)
        case regexTooCostly
        case nothingEscaped
        /// An operator without what stands behind it.
        case missingBehind(String)
        /// `AND` or `OR` without what stands in front of it.
        case missingBefore(String)
        case missingValue(field: String)
        case unknownField(String, meant: String)
        case equalsSign(field: String)
        /// `after` or `before` with another sign than a colon.
        case colonNeeded(String)
        case notATime(String)
        case notComparable(String)
        case notOrdered(field: String)
        case notANetwork(String)
        case unknownWord(field: String, word: String, known: [String])
        case unknownTactic(String)
        case unknownTechnique(String)
        case ambiguousPrincipal(String, candidates: [String])
        /// A fact that nobody here can tell, such as `has:note` without a case.
        case unknownFact(String)
    }

    /// The filter's text.
    public let filter: String
    /// The number of the character it is about, from 1; one more than there are characters for the end.
    public let column: Int
    public let reason: Reason

    public init(filter: String, column: Int, reason: Reason) {
        self.filter = filter
        self.column = column
        self.reason = reason
    }

    /// What the writer most likely meant, to stand in place of what is at the column.
    public var suggestion: String? { reason.suggestion }

    /// The message in a sentence, without the place. Log texts in it are made harmless.
    public var message: String { Neutral.text(reason.message) }
}

extension FilterError: CustomStringConvertible {
    /// Message, filter and caret on three lines:
    ///
    ///     column 1: no field is called evenName; did you mean eventName?
    ///       evenName:x
    ///       ^
    public var description: String {
        let caret = Caret.render(line: filter, column: column).split(separator: "\n").map { "  " + $0 }
        return (["column \(column): \(message)"] + caret).joined(separator: "\n")
    }
}
