public import JSON

/// What a case in JSON claims, and what it rests on, as far as it has to be checked. The file comes from somebody else:
/// nothing of it is believed before it has been found.
public struct CheckedNotes: Hashable, Sendable {
    public struct Claim: Hashable, Sendable {
        public var id: String
        public var text: String
        /// Evidence numbers as they are written: `E12`.
        public var evidence: [String]
    }

    /// A line of the evidence table.
    public struct Evidence: Hashable, Sendable {
        /// `E12`.
        public var id: String
        public var eventID: String?
        public var account: String?
        public var file: String
        public var sha256: String?
        public var record: Int
        public var recordSHA256: String?
        /// When the event was, and the call, as the table says them.
        public var time: String?
        public var name: String?
    }

    /// A source, as the chain of custody lists it.
    public struct ListedSource: Hashable, Sendable {
        public var path: String
        /// As stored.
        public var byteCount: Int?
        /// Of the file as stored.
        public var sha256: String?
        /// Of the log itself, uncompressed.
        public var logSHA256: String?
        /// Whether it was not there any more when the notes were written.
        public var isAbsent = false
    }

    /// In the order of the file.
    public var claims: [Claim]
    /// In the order of the file.
    public var evidence: [Evidence]
    /// In the order of the file; empty where the notes were written without a manifest.
    public var manifest: [ListedSource]
    /// Whether pseudonyms stand in the place of accounts, and of names in paths.
    public var isRedacted: Bool

    public init(
        claims: [Claim], evidence: [Evidence], manifest: [ListedSource] = [], isRedacted: Bool = false
    ) {
        self.claims = claims
        self.evidence = evidence
        self.manifest = manifest
        self.isRedacted = isRedacted
    }
}

/// Why a text is no case that can be checked.
public enum CheckedNotesProblem: Error, Hashable, Sendable, CustomStringConvertible {
    case json(JSONError)
    /// Something else stands at a place: `claims[3].evidence`, and what is wanted there.
    case wanted(String, at: String)
    /// An ID that two lines have.
    case repeated(String, at: String)
    case version(String)

    public var description: String {
        switch self {
        case .json(let error): "it is no JSON: \(error)"
        case .wanted(let what, let place): "\(place): \(what) is wanted here"
        case .repeated(let id, let place): "\(place): there are two of the ID \(id)"
        case .version(let version):
            "its schemaVersion is \(version); this program reads \(CaseJSON.schemaVersion)"
        }
    }
}
