public import CloudTrail

/// How a source differs from what a case was last worked on with.
public struct SourceChange: Hashable, Sendable, Codable {
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// Its bytes are others now.
        case changed
        /// It is not there any more.
        case missing
        /// It is there, and was not read.
        case unread
        /// Its bytes are there under another path.
        case moved
        /// It was not there before.
        case added
    }

    public var kind: Kind
    /// As the case knows it; of one that was added, where it is.
    public var path: String
    /// Where it is now; nil unless it was moved.
    public var newPath: String?
    /// SHA-256 of the bytes as the case knows them; nil of one that was added, and where they could not be read.
    public var before: String?
    /// SHA-256 of the bytes that are there now; nil where none were read.
    public var now: String?
    /// When it was first found so; nil where that is now.
    public var since: EventTime?

    public init(
        _ kind: Kind, _ path: String, newPath: String? = nil, before: String? = nil, now: String? = nil,
        since: EventTime? = nil
    ) {
        self.kind = kind
        self.path = path
        self.newPath = newPath
        self.before = before
        self.now = now
        self.since = since
    }
}

extension SourceChange {
    /// What became of it, in one line: `changed: logs/a.json`.
    public var sentence: String { "\(kind.words): \(newPath.map { "\($0), before \(path)" } ?? path)" }
}

extension SourceChange.Kind {
    /// `changed`, `elsewhere`: what a source that differs so is.
    public var words: String {
        switch self {
        case .changed: "changed"
        case .missing: "missing"
        case .unread: "not read"
        case .moved: "elsewhere"
        case .added: "new"
        }
    }
}
