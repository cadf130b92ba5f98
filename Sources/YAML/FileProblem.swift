/// Something wrong with what a file says: with a rule, a robot, or a threshold.
public struct FileProblem: Error, Hashable, Sendable {
    public enum Severity: String, Sendable {
        /// What is wrong is left out.
        case error
        /// It works, though perhaps not as its author thinks.
        case warning
    }

    public var severity: Severity
    public var position: FilePosition
    /// What is wrong, by its title or ID, as far as that is known.
    public var subject: String?
    public var message: String
    /// The line of the file at the position, as it stands there; nil where there is none, or it is very long.
    public var line: String?

    /// - Parameter source: where the line is taken from.
    public init(
        severity: Severity = .error, position: FilePosition, subject: String? = nil, message: String,
        in source: SourceText? = nil
    ) {
        self.severity = severity
        self.position = position
        self.subject = subject
        self.message = message
        let line = source?.line(at: position)
        let isShort = line.map { $0.utf8.count <= YAMLLimits.keptLine } ?? false
        self.line = isShort ? line.map(String.init) : nil
    }
}
