internal import Glibc
@testable import Ingest

/// A file's bytes, through whatever they are compressed and packed in, to texts and rows.
enum SourceFuzzing {
    /// A source as it was handed on.
    private struct Read: Equatable {
        var path: String
        var members: [Int]
        var sha256: String
        var text: [UInt8]
        var damage: SourceDamage?
    }

    private static var limits: ReadLimits {
        var limits = ReadLimits()
        limits.textBytes = 1 << 18
        limits.harmlessBytes = 1 << 19
        limits.expansion = 50
        limits.members = 50
        // So that compressed archives are read as they stream.
        limits.streamedBytes = 1 << 10
        return limits
    }

    static func run(_ bytes: Span<UInt8>) {
        guard let file = namelessFile(bytes) else { return }
        let allowance = limits.expandedBytes(ofStored: bytes.count)
        let (read, infos, summary) = read(file, limits)
        let (again, _, other) = self.read(file, limits)
        require(read == again && summary.problems == other.problems, "the same bytes give the same sources")
        require(summary.sha256?.count == 64 && summary.byteCount == bytes.count, "the file is hashed whole")
        require(summary.isArchive || read.count <= 1, "a file that is no archive is one source at most")
        require(!read.isEmpty || summary.isArchive || !summary.problems.isEmpty, "nothing is dropped in silence")
        for problem in summary.problems { require(!problem.description.isEmpty, "a problem has words") }
        var total = 0
        for source in read {
            require(source.text.count <= max(limits.textBytes * 3 / 2, bytes.count * 3 / 2), "a text keeps its limit")
            total += source.text.count
        }
        // Not counted by the allowance: what was no archive, and transcoding, which adds half.
        require(total <= (allowance + bytes.count) * 3 / 2, "all texts together keep the limit")
        // A mapped file is read as a copied one is.
        var mapped = limits
        mapped.copiedBytes = 1
        require(self.read(file, mapped).0 == read, "mapped or copied, a file is the same")
        let reader = SourceReader(limits: limits)
        for (info, source) in zip(infos, read).prefix(4) {
            let text = try? reader.reopen(info, isVerified: true) { Array(copying: $0) }
            require(text == source.text, "a source that is read again is the same")
        }
    }

    private static func read(_ file: SourceFile, _ limits: ReadLimits) -> ([Read], [SourceInfo], SourceSummary) {
        var found: [Read] = []
        var infos: [SourceInfo] = []
        let summary = SourceReader(limits: limits).read(file) { info, text in
            infos.append(info)
            found.append(
                Read(
                    path: info.path, members: info.members, sha256: info.hash.value ?? "", text: Array(copying: text),
                    damage: info.damage))
            if found.count <= 4, text.count < 1 << 14, limits.copiedBytes > 1 { ParserFuzzing.check(text) }
        }
        return (found, infos, summary)
    }

    /// A file without a name.
    private static func namelessFile(_ bytes: Span<UInt8>) -> SourceFile? {
        var template = "/tmp/huckleberry-fuzz-XXXXXX".utf8.map { CChar(bitPattern: $0) } + [0]
        let descriptor = unsafe mkstemp(&template)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        unsafe unlink(&template)
        let written = unsafe bytes.withUnsafeBytes { unsafe pwrite(descriptor, $0.baseAddress, $0.count, 0) }
        guard written == bytes.count, let spool = try? SpooledInput(readingFrom: descriptor) else { return nil }
        return SourceFile(path: SourcePath("file"), byteCount: bytes.count, spool: spool)
    }
}
