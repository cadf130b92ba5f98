public import YAML

/// What a person has settled for good, in a file. What is nil was left to the program.
public struct Configuration: Sendable {
    /// Sequences of keys by the name of their action; an empty list leaves it without a key.
    public internal(set) var bindings: [String: [String]] = [:]
    public internal(set) var theme: String?
    public internal(set) var color: Color?
    public internal(set) var usesMouse: Bool?
    public internal(set) var isASCII: Bool?
    public internal(set) var isPlain: Bool?
    /// Who decides and writes.
    public internal(set) var analyst: String?

    /// When the console uses colour.
    public enum Color: String, CaseIterable, Sendable {
        case auto, always, never
    }

    public init() {}

    /// Reads a configuration.
    ///
    /// - Parameters:
    ///   - bytes: one document of YAML.
    ///   - path: what the places of problems name.
    ///   - themes: the names that there are.
    ///   - standard: the actions as they are shipped.
    /// - Returns: what is wrong, in the order of the file. Where something is, the configuration is not to be used.
    public static func read(
        yaml bytes: [UInt8], path: String, themes: [String], standard: ActionRegistry
    ) -> (configuration: Configuration, problems: [FileProblem]) {
        let documents = SourceText.documents(of: bytes, path: path)
        guard let first = documents.first else { return (Configuration(), []) }
        do throws(YAMLError) {
            let source = try first.get()
            guard let node = try YAMLReader.read(source) else { return (Configuration(), []) }
            var reader = ConfigurationReader(source, themes: themes, standard: standard)
            reader.read(node)
            if documents.count > 1, let next = try? documents[1].get() {
                reader.complain(next.start, "a configuration is one document")
            }
            return (reader.configuration, reader.problems.sorted { $0.position < $1.position })
        } catch {
            return (Configuration(), [FileProblem(position: error.position, message: error.reason.message)])
        }
    }
}

extension FilePosition {
    fileprivate static func < (left: FilePosition, right: FilePosition) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}
