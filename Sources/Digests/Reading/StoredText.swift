internal import Crypto
internal import Ingest

/// A file, or a member of an archive, and the hash of what it holds once it is unpacked.
struct StoredText: Hashable, Sendable {
    /// As given or found; of a member `archive.zip!/folder/member.json`.
    let path: String
    /// SHA-256 of the bytes as stored, in lower-case hexadecimal; of a member as the archive holds them.
    let storedSHA256: String?
    /// SHA-256 of the uncompressed bytes, which is what digests list, in lower-case hexadecimal. Nil where the text is in
    /// UTF-16, which nothing that CloudTrail delivers is.
    let sha256: String?
    /// What could not be unpacked.
    let damage: SourceDamage?
    let delivery: Delivery
    /// Whether the text begins as JSON does.
    let isJSON: Bool

    /// Whether it should be a log file, by its name, or by what it is in a folder of log files.
    var isLog: Bool { delivery.name.map { $0.kind == .log } ?? isInLogFolder }

    /// Whether it should be a digest, by its name, or by what it is in a folder of digests.
    var isDigest: Bool { delivery.isDigest || delivery.name == nil && delivery.liesWithDigests && isJSON }

    private var isInLogFolder: Bool { delivery.folder?.kind == .log && (delivery.isJSON || isJSON) }
}

extension StoredText {
    /// - Parameter text: as it was handed on: without a byte order mark, which is hashed with it.
    init(_ info: SourceInfo, _ text: Span<UInt8>) {
        path = info.path
        storedSHA256 = info.hash.value
        damage = info.damage
        delivery = Delivery(info.path)
        var start = 0
        while start < text.count, [0x20, 0x09, 0x0A, 0x0D].contains(text[start]) { start += 1 }
        isJSON = start < text.count && [UInt8(ascii: "{"), UInt8(ascii: "[")].contains(text[start])
        switch info.encoding {
        case .utf16LittleEndian, .utf16BigEndian: sha256 = nil
        case .utf8, .utf8WithMark:
            var hasher = SHA256()
            if info.encoding == .utf8WithMark { hasher.update(data: [0xEF, 0xBB, 0xBF] as [UInt8]) }
            unsafe text.withUnsafeBytes { unsafe hasher.update(bufferPointer: $0) }
            sha256 = Hexadecimal.text(hasher.finalize())
        }
    }
}
