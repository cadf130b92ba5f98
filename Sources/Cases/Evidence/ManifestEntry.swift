public import CloudTrail
public import Ingest

/// One source of a case: enough to tell whether a file is the one that was read, whatever became of its name.
public struct ManifestEntry: Hashable, Sendable, Codable {
    /// As given or found; of a member `archive.zip!/folder/member.json`.
    public var path: String
    /// The size in bytes as stored.
    public var byteCount: Int
    /// SHA-256 of the bytes as stored, in lower-case hexadecimal; nil where they could not be read.
    public var sha256: String?
    /// SHA-256 of the log itself, decompressed: the hash that CloudTrail's digests list. Nil where it could not be read.
    public var logSHA256: String?
    public var shape: Shape
    /// Records read, copies and rejected ones included.
    public var records: Int
    public var rejected: Int
    /// When the first of its events in the index was; nil where it has none there.
    public var first: EventTime?
    public var last: EventTime?
    /// How far digests vouch for it; nil where none was looked at.
    public var validation: SourceValidation?
    /// Since which load it is not among the sources any more: the rest is as it was before that. Nil where it is.
    public var absentSince: EventTime?
    /// SHA-256 of the bytes that the case first read under this path, where they are others now.
    public var changedFrom: String?
    /// Since which load they are.
    public var changedSince: EventTime?

    public init(
        path: String, byteCount: Int, sha256: String?, logSHA256: String?, shape: Shape, records: Int, rejected: Int,
        first: EventTime?, last: EventTime?, validation: SourceValidation? = nil,
        absentSince: EventTime? = nil
    ) {
        self.path = path
        self.byteCount = byteCount
        self.sha256 = sha256
        self.logSHA256 = logSHA256
        self.shape = shape
        self.records = records
        self.rejected = rejected
        self.first = first
        self.last = last
        self.validation = validation
        self.absentSince = absentSince
    }
}

/// How far CloudTrail's digests vouch for a source.
public struct SourceValidation: Hashable, Sendable, Codable {
    /// `L0` to `L3`: no digest, the hash matches, the chain is unbroken, the signatures are verified.
    public var level: Int
    /// What is wrong, or what holds, in words.
    public var state: String
    /// Whether something contradicts the digests.
    public var isFailed: Bool

    public init(level: Int, state: String, isFailed: Bool = false) {
        self.level = level
        self.state = state
        self.isFailed = isFailed
    }

    /// `L2`, or `L2 failed`.
    public var word: String { "L\(level)" + (isFailed ? " failed" : "") }
}
