public import Events

/// Why a path, or a member of an archive, was not read, or not to its end.
public struct SourceProblem: Error, Hashable, Sendable {
    public enum Reason: Hashable, Sendable {
        /// A path that was asked for does not exist.
        case missing
        /// It was there when folders were listed, and is no more.
        case vanished
        /// The system refused, with this error number.
        case system(Int32)
        /// Neither a file nor a folder.
        case special(Special)
        /// A link whose target does not exist.
        case danglingLink
        /// The folder was already walked under this path: a link leads back to it, or it was asked for twice.
        case alreadyWalked(String)
        /// Standard input was named a second time.
        case alreadyRead
        /// A text larger than this many bytes.
        case tooLarge(limit: Int)
        /// A text larger than this many bytes, which are what a bound of memory leaves for one.
        case tooLargeForMemory(limit: Int)
        /// It expands to more than a source of its size can, by the limits.
        case expandsTooFar(stored: Int, decoded: Int)
        /// Archives within archives, deeper than this.
        case nestedTooDeep(limit: Int)
        /// More members than this.
        case tooManyMembers(limit: Int)
        /// A member that needs a password.
        case encrypted
        /// A member that is no file: a link, a device.
        case memberWithoutContent
        /// The archive's structure is damaged; the words are the archive library's.
        case damagedArchive(String)
        /// There is no memory for it.
        case noMemory
        /// It is not what was read before.
        case changed
        /// Someone wrote to it while it was read.
        case changing
        /// A snapshot of an index that cannot be used.
        case snapshot(StoredFileProblem)
        /// A snapshot of which something else was to be loaded than it holds.
        case otherSelection
        /// A snapshot whose index takes more memory, in bytes, than is allowed.
        case snapshotTooLarge(bytes: Int)
    }

    public enum Special: Hashable, Sendable {
        case pipe, socket, characterDevice, blockDevice, other
    }

    /// As given or found; of a member `archive.zip!/folder/member.json`.
    public var path: String
    public var reason: Reason
    /// SHA-256 of the bytes as stored, where they could be read.
    public var sha256: String?
    /// The size as stored, where known.
    public var byteCount: Int?

    public init(path: String, reason: Reason, sha256: String? = nil, byteCount: Int? = nil) {
        self.path = path
        self.reason = reason
        self.sha256 = sha256
        self.byteCount = byteCount
    }

    /// Whether events may be missing because of it. What was read under another path is not missing.
    public var losesEvents: Bool {
        switch reason {
        case .alreadyWalked, .alreadyRead, .memberWithoutContent: false
        default: true
        }
    }
}
