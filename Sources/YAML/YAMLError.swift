/// Why a file or a document of it could not be read, and where.
public struct YAMLError: Error, Hashable, Sendable {
    /// What is wrong, as data.
    public enum Reason: Hashable, Sendable {
        case unreadable(String)
        case tooLarge(bytes: Int)
        case notUTF8
        case notYAML(String)
        case duplicateKey(String)
        case tooManyAliases
        case tooManyNodes
        case tooDeep
    }

    public let reason: Reason
    public let position: FilePosition

    init(_ reason: Reason, at position: FilePosition) {
        self.reason = reason
        self.position = position
    }
}

extension YAMLError.Reason {
    /// The one place where problems of files and of YAML are worded.
    public var message: String {
        switch self {
        case .unreadable(let why): "it cannot be read: \(why)"
        case .tooLarge(let bytes): "the file has \(bytes) bytes; it may have \(YAMLLimits.fileBytes)"
        case .notUTF8: "this is no UTF-8"
        case .notYAML(let why): "not YAML: \(why)"
        case .duplicateKey(let name): "\(Wording.cut(name)) is written twice"
        case .tooManyAliases: "more than \(YAMLLimits.aliases) aliases; write the values out"
        case .tooManyNodes: "the document has more than \(YAMLLimits.nodes) values"
        case .tooDeep: "more than \(YAMLLimits.depth) lists and maps lie inside each other"
        }
    }
}
