/// A source whose text was read: a file, or a member of an archive.
public struct SourceInfo: Sendable {
    /// As given or found; of a member `archive.zip!/folder/member.json`. Bytes that are no UTF-8 are shown as `\xNN`.
    public let path: String
    /// The file that holds it.
    public let file: SourceFile
    /// Which member of the file it is: its number in the archive, then in the archive within. Empty for a file itself.
    public let members: [Int]
    /// SHA-256 of the bytes as stored; of a member as the archive holds them, unpacked.
    public let hash: SourceHash
    /// The number of those bytes.
    public let byteCount: Int
    public let encoding: TextEncoding
    /// What could not be decoded; the text is what comes before.
    public let damage: SourceDamage?
}

/// Where and why decoding stopped.
public struct SourceDamage: Hashable, Sendable {
    /// The byte in the source as stored.
    public var offset: Int
    public var reason: Reason

    public enum Reason: Hashable, Sendable {
        /// The gzip data ends before its end mark.
        case gzipCutOff
        /// The gzip data is corrupt.
        case gzipCorrupt
        /// The decompressed text does not have the checksum or the length that the gzip data says.
        case gzipChecksum
        /// Other bytes follow the gzip data.
        case trailingBytes
        /// A UTF-16 text ends within a character.
        case halfCharacter
        /// The file had this many bytes when it was found, and fewer when it was read.
        case cutShort(found: Int)
        /// The archive library failed within the member, in its words.
        case archive(String)
    }
}

extension SourceDamage: CustomStringConvertible {
    /// The words, without a full stop.
    public var description: String {
        switch reason {
        case .gzipCutOff: "the gzip data is cut off at byte \(offset); what comes before was read"
        case .gzipCorrupt: "the gzip data is corrupt at byte \(offset); what comes before was read"
        case .gzipChecksum: "the gzip checksum or length does not match; the text was read as it is"
        case .trailingBytes: "other bytes follow the gzip data at byte \(offset); they were not read"
        case .halfCharacter: "the UTF-16 text ends within a character"
        case .cutShort(let found):
            "the file had \(ByteCount(found)) when it was found and \(ByteCount(offset)) when it was read"
        case .archive(let message): "the archive is damaged in this member (\(message)); what comes before was read"
        }
    }
}

/// What became of one file.
public struct SourceSummary: Sendable {
    /// SHA-256 of the file as stored; nil where it could not be read.
    public internal(set) var sha256: String?
    /// Its size as stored.
    public internal(set) var byteCount = 0
    /// Whether it holds members, which were handed on instead of it.
    public internal(set) var isArchive = false
    /// Whether members were left, as no more were wanted.
    var isCutShort = false
    /// How long it took to get its bytes, and to hash them.
    var readTime = Duration.zero
    var hashTime = Duration.zero
    /// What of it was not read, in the order met.
    public internal(set) var problems: [SourceProblem] = []
}
