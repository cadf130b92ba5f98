internal import Crypto

/// Reads files down to the text they hold: through gzip, tar, zip, archives within archives, byte order marks and
/// UTF-16, all told by content and never by name. One worker owns it and uses its memory again for each file.
public final class SourceReader {
    let limits: ReadLimits
    private let prefetch: Prefetch?
    let gunzip = Gunzip()
    private let stored = PaddedBuffer()
    private let turn: LargeTextTurn
    /// What maps the file that is read.
    private var mapped: MappedFile?
    /// The memory for a text's transcoded copy, and that of each level of nesting.
    private(set) var transcoded: PaddedBuffer
    private var levels: [Level] = []

    /// The memory that one level of nesting needs.
    final class Level {
        let decompressed: PaddedBuffer
        let member: PaddedBuffer

        fileprivate init(_ turn: LargeTextTurn) {
            decompressed = PaddedBuffer(turn: turn)
            member = PaddedBuffer(turn: turn)
        }
    }

    public convenience init(limits: ReadLimits = ReadLimits()) {
        self.init(limits: limits, prefetch: nil)
    }

    /// - Parameters:
    ///   - prefetch: started by the first file that has to be waited for.
    ///   - largeTexts: of all readers that work at the same time.
    init(limits: ReadLimits, prefetch: Prefetch?, largeTexts: LargeTextQueue = LargeTextQueue()) {
        self.limits = limits
        self.prefetch = prefetch
        turn = LargeTextTurn(largeTexts, ownBytes: limits.ownTextBytes)
        transcoded = PaddedBuffer(turn: turn)
    }

    /// Readable bytes behind each text that is handed on.
    public static let padding = PaddedBuffer.padding

    /// Reads a file and calls `body` with each source in it: the file itself, or each member of an archive in the
    /// archive's order. What cannot be read is in the summary.
    ///
    /// The text is UTF-8 as far as it is sound (a byte order mark is left out, UTF-16 is transcoded) and valid during
    /// the call only; `padding` bytes are readable behind it. Members of large archives are read one after the other,
    /// without the whole ever being in memory.
    public func read(
        _ file: SourceFile, _ body: (SourceInfo, Span<UInt8>) throws -> Void
    ) rethrows -> SourceSummary {
        try readWhileWanted(file) { info, text in
            try body(info, text)
            return true
        }
    }

    /// The same until `body` says that no more is wanted.
    func readWhileWanted(_ file: SourceFile, _ body: Body) rethrows -> SourceSummary {
        defer { endTurn() }
        var visit = SourceVisit(file: file, target: nil)
        let start = ContinuousClock.now
        try StoredFile.withBytes(
            of: file, buffer: stored, largestCopy: limits.copiedBytes, prefetch: prefetch
        ) { bytes, mapping in
            mapped = mapping
            defer { mapped = nil }
            let copied = ContinuousClock.now
            visit.summary.sha256 = SHA256.hexadecimal(of: bytes) { forgetMapped() }
            visit.summary.readTime = copied - start
            visit.summary.hashTime = ContinuousClock.now - copied
            visit.summary.byteCount = bytes.count
            visit.allowance = limits.expandedBytes(ofStored: bytes.count)
            var item = SourceVisit.Item(
                path: file.path.shown, members: [], sha256: visit.summary.sha256 ?? "", byteCount: bytes.count)
            if bytes.count < file.byteCount {
                item.damage = SourceDamage(offset: bytes.count, reason: .cutShort(found: file.byteCount))
            }
            try read(bytes, item, depth: 0, &visit, body)
        } failed: { reason, _ in
            visit.summary.problems.append(SourceProblem(path: file.path.shown, reason: reason))
        }
        stored.removeAll()
        return visit.summary
    }

    /// Calls `body` with the text of a source that was read before.
    ///
    /// Of an archive only the member is read; all of it where that gives something else: in a damaged zip what a header
    /// says of a member's length need not be where it ends, so that who passes over it finds other members than who
    /// reads it, as loading does.
    ///
    /// - Parameter isVerified: whether the bytes are hashed and compared, as those of members always are; else only
    ///   their number is.
    /// - Throws: a `SourceProblem` when the source is gone, or not what it was; and whatever `body` throws.
    public func reopen<Result>(
        _ source: SourceInfo, isVerified: Bool = false, _ body: (Span<UInt8>) throws -> Result
    ) throws -> Result {
        defer { endTurn() }
        let isMember = !source.members.isEmpty
        var result: Result?
        var problem: SourceProblem?
        let largestCopy = isVerified ? limits.copiedBytes : Self.partialCopy
        try StoredFile.withBytes(of: source.file, buffer: stored, largestCopy: largestCopy) { bytes, _ in
            let item = SourceVisit.Item(
                path: source.file.path.shown, members: [],
                sha256: isVerified && !isMember ? SHA256.hexadecimal(of: bytes) : "", byteCount: bytes.count)
            let isHashed = isVerified || isMember
            var visit = SourceVisit(file: source.file, target: source.members[...])
            visit.isHashed = isHashed
            // Where all fitted when it was loaded, a checksum could only tell that the file changed, and not what it was.
            visit.isChecked = isHashed || source.damage != nil
            visit.allowance = limits.expandedBytes(ofStored: bytes.count)
            var whole = visit
            whole.target = nil
            func take(_ info: SourceInfo, _ text: Span<UInt8>) throws -> Bool {
                guard result == nil, info.members == source.members, info.byteCount == source.byteCount,
                    !isHashed || info.hash == source.hash
                else {
                    problem = problem ?? SourceProblem(path: source.path, reason: .changed)
                    return true
                }
                result = try body(text)
                return false
            }
            try read(bytes, item, depth: 0, &visit, take)
            problem = problem ?? visit.summary.problems.first
            if result == nil, isMember { try read(bytes, item, depth: 0, &whole, take) }
        } failed: { reason, _ in
            throw SourceProblem(path: source.path, reason: reason == .changing ? .changed : reason)
        }
        stored.removeAll()
        guard let result else { throw problem ?? SourceProblem(path: source.path, reason: .changed) }
        return result
    }

    /// Where one record is wanted, larger files are mapped: copying them whole would be waste. In bytes.
    private static let partialCopy = 1 << 20

    /// The memory of a level, which is made when it is first needed.
    func level(_ depth: Int) -> Level {
        while levels.count <= depth { levels.append(Level(turn)) }
        return levels[depth]
    }

    /// Where memory is bounded, lets the system take back what was read of a mapped file: called now and then, so that it
    /// is never there as a whole.
    func forgetMapped() {
        if limits.isMemoryBounded { mapped?.forget() }
    }

    /// Gives the memory of a large text back, and lets others have theirs.
    private func endTurn() {
        guard turn.isTaken else { return }
        levels = []
        transcoded = PaddedBuffer(turn: turn)
        turn.end()
    }
}

extension SHA256 {
    /// The hash of bytes in lower-case hexadecimal.
    ///
    /// - Parameter didRead: called now and then when a part has been read.
    static func hexadecimal(of bytes: Span<UInt8>, didRead: () -> Void = {}) -> String {
        var hasher = SHA256()
        for start in stride(from: 0, to: bytes.count, by: partBytes) {
            let part = bytes.extracting(start..<min(start + partBytes, bytes.count))
            unsafe part.withUnsafeBytes { unsafe hasher.update(bufferPointer: $0) }
            didRead()
        }
        return hexadecimal(of: hasher.finalize())
    }

    private static let partBytes = 8 << 20

    /// A hash in lower-case hexadecimal.
    static func hexadecimal(of digest: Digest) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(2 * SHA256.byteCount)
        for byte in digest {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
