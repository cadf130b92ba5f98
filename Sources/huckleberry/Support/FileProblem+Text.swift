import Text
import YAML

extension FileProblem {
    /// `path:line:column: error: title: reason`, in one line.
    var heading: String {
        let subject = subject.map { $0 + ": " } ?? ""
        let place = "\(position.path):\(position.line):\(position.column)"
        return Neutral.text("\(place): \(severity.rawValue): \(subject)\(message)")
    }

    /// The heading, and below it the line of the file with a caret.
    var text: String {
        guard let line else { return heading }
        return heading + "\n" + Caret.render(line: line, column: position.column)
    }
}
