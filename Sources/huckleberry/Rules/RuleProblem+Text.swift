import Sigma
import Text

extension RuleProblem {
    /// `path:line:column: error: title: reason`, in one line.
    var heading: String {
        let title = rule.map { $0 + ": " } ?? ""
        let place = "\(position.path):\(position.line):\(position.column)"
        return Neutral.text("\(place): \(severity.rawValue): \(title)\(message)")
    }

    /// The heading, and below it the line of the file with a caret.
    var text: String {
        guard let line else { return heading }
        return heading + "\n" + Caret.render(line: line, column: position.column)
    }
}

extension SigmaRule.Content {
    /// What a list of rules calls it.
    enum Kind: String {
        case sigma, correlation, filter
    }

    var kind: Kind {
        switch self {
        case .detection: .sigma
        case .correlation: .correlation
        case .filter: .filter
        }
    }
}
