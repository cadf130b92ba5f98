/// A mistake in a description of providers, and where it is. The provider is left out, the others are used.
public struct ProviderProblem: Error, Hashable, Sendable {
    public var path: String
    /// From 1.
    public var line: Int
    /// From 1.
    public var column: Int
    public var reason: Reason

    public enum Reason: Hashable, Sendable {
        case notYAML(String)
        case tooLarge(limit: Int)
        /// Anchors and aliases are not read: a few of them can stand for very much.
        case alias
        case missing(String)
        case unknown(String, near: String?)
        /// What a member must be, in words.
        case wants(String, String)
        case unknownKind(String, near: String?)
        case url(String)
        /// Neither or both of URL and program.
        case means
        case twice(String)
    }
}

extension ProviderProblem: CustomStringConvertible {
    /// `path:line:column: reason`, in one line.
    public var description: String { "\(path):\(line):\(column): \(reason)" }
}

extension ProviderProblem.Reason: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notYAML(let message): "not YAML: \(message)"
        case .tooLarge(let limit): "the file is larger than \(limit) bytes"
        case .alias: "anchors and aliases are not read here; write the values out"
        case .missing(let name): "\(name) is missing"
        case .unknown(let name, let near): "\(name.prefix(60)) is no member of this" + Self.hint(near)
        case .wants(let name, let what): "\(name) is \(what)"
        case .unknownKind(let name, let near): "\(name.prefix(60)) is no kind of label" + Self.hint(near)
        case .url(let fault): "the URL cannot be used: \(fault)"
        case .means: "a provider has either url or command"
        case .twice(let name): "\(name.prefix(60)) is described twice; the first one is used"
        }
    }

    private static func hint(_ near: String?) -> String { near.map { "; did you mean \($0)?" } ?? "" }
}
