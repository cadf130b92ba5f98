/// One file on its way down to its texts.
struct SourceVisit {
    let file: SourceFile
    /// The members to go through to the one that is wanted, from here on; nil when all are.
    var target: ArraySlice<Int>?
    /// Whether members are hashed.
    var isHashed = true
    /// Whether the checksums of gzip data are compared.
    var isChecked = true
    var summary = SourceSummary()
    /// How many bytes the file may still expand to.
    var allowance = 0
    /// How many bytes it has expanded to.
    var expanded = 0
    /// Whether more texts are wanted.
    var isWanted = true

    init(file: SourceFile, target: ArraySlice<Int>?) {
        self.file = file
        self.target = target
    }

    /// Bytes on their way: the file's, or a member's.
    struct Item {
        var path: String
        var members: [Int]
        var sha256: String
        var byteCount: Int
        /// What is already known to be damaged.
        var damage: SourceDamage?
    }

    mutating func report(_ reason: SourceProblem.Reason, _ item: Item) {
        summary.problems.append(
            SourceProblem(
                path: item.path, reason: reason, sha256: item.sha256.isEmpty ? nil : item.sha256,
                byteCount: item.byteCount))
    }

    /// Counts bytes that came out of compression or an archive.
    mutating func expand(by count: Int) {
        expanded += count
        allowance = max(0, allowance - count)
    }
}

extension SourceReader {
    /// Takes a text, and says whether more are wanted.
    typealias Body = (SourceInfo, Span<UInt8>) throws -> Bool

    /// Takes stored bytes down to text.
    ///
    /// - Parameter depth: how many archives, or gzip within gzip, are around them.
    func read(
        _ bytes: Span<UInt8>, _ item: SourceVisit.Item, depth: Int, _ visit: inout SourceVisit, _ body: Body
    ) rethrows {
        switch ByteFormat(bytes) {
        case .other: try text(bytes, item, &visit, body)
        case .tar: try members(of: bytes, .tar, item, depth: depth, &visit, body)
        case .zip: try members(of: bytes, .zip, item, depth: depth, &visit, body)
        // Compressed text is not an archive: as the last level it is welcome.
        case .gzip where depth > limits.nesting: visit.report(.nestedTooDeep(limit: limits.nesting), item)
        case .gzip: try gzip(bytes, item, depth: depth, &visit, body)
        }
    }

    private func gzip(
        _ bytes: Span<UInt8>, _ item: SourceVisit.Item, depth: Int, _ visit: inout SourceVisit, _ body: Body
    ) rethrows {
        let output = level(depth).decompressed
        defer { output.removeAll() }
        if bytes.count >= limits.streamedBytes {
            gunzip.beginning(of: bytes, count: ByteFormat.tarHeaderSize, into: output)
            if case .tar = output.withBytes({ ByteFormat($0) }) {
                return try members(of: bytes, .compressedTar, item, depth: depth, &visit, body)
            }
        }
        let limit = min(limits.textBytes, visit.allowance)
        var item = item
        switch gunzip.decompress(bytes, into: output, limit: limit, isChecked: visit.isChecked) {
        case .limit: return visit.report(tooMuch(visit), item)
        case .noMemory: return visit.report(.noMemory, item)
        case .done(let damage): item.damage = item.damage ?? damage
        }
        visit.expand(by: output.count)
        try output.withBytes { text in
            switch ByteFormat(text) {
            case .other: try self.text(text, item, &visit, body)
            case .tar: try members(of: text, .tar, item, depth: depth, &visit, body)
            case .zip, .gzip: try read(text, item, depth: depth + 1, &visit, body)
            }
        }
    }

    /// Which limit was met.
    func tooMuch(_ visit: SourceVisit) -> SourceProblem.Reason {
        guard limits.textBytes <= visit.allowance else {
            return .expandsTooFar(stored: visit.summary.byteCount, decoded: visit.expanded + visit.allowance)
        }
        return limits.isTextLimitedByMemory
            ? .tooLargeForMemory(limit: limits.textBytes) : .tooLarge(limit: limits.textBytes)
    }

    private func text(
        _ bytes: Span<UInt8>, _ item: SourceVisit.Item, _ visit: inout SourceVisit, _ body: Body
    ) rethrows {
        let (encoding, markLength) = TextEncoding.detect(bytes)
        let content = bytes.extracting(markLength..<bytes.count)
        var damage = item.damage
        if encoding.isUTF16, content.count % 2 == 1 {
            damage = damage ?? SourceDamage(offset: item.byteCount, reason: .halfCharacter)
        }
        let info = SourceInfo(
            path: item.path, file: visit.file, members: item.members, hash: SourceHash(item.sha256),
            byteCount: item.byteCount,
            encoding: encoding, damage: damage)
        guard encoding.isUTF16 else {
            visit.isWanted = try body(info, content)
            return
        }
        guard content.count <= limits.textBytes else { return visit.report(tooMuch(visit), item) }
        guard TextEncoding.transcode(content, isBigEndian: encoding == .utf16BigEndian, into: transcoded) else {
            return visit.report(.noMemory, item)
        }
        defer { transcoded.removeAll() }
        visit.isWanted = try transcoded.withBytes { try body(info, $0) }
    }
}
