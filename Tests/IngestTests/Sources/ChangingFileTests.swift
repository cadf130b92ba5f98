import Foundation
import Glibc
import Testing

@testable import Ingest

/// Files that someone changes while they are read.
@Suite struct ChangingFileTests {
    private let line = Array((#"{"eventVersion":"1.08","eventName":"A"}"# + "\n").utf8)

    /// A file of many pages, and how it is read: mapped, or copied.
    private func withFile(
        isMapped: Bool, lines: Int = 2_000, _ body: (SourceReader, SourceFile, String) throws -> Void
    ) throws {
        let folder = try TemporaryFolder()
        let bytes = Array(repeatElement(line, count: lines).joined())
        let path = try folder.write("log", bytes)
        var limits = ReadLimits()
        limits.copiedBytes = isMapped ? 1 : bytes.count
        try body(SourceReader(limits: limits), SourceFile(path: SourcePath(path), byteCount: bytes.count), path)
    }

    private func count(of byte: UInt8, in text: Span<UInt8>) -> Int {
        text.indices.reduce(0) { $0 + (text[$1] == byte ? 1 : 0) }
    }

    @Test func aMappedFileThatIsCutShortReadsAsZerosAndIsReported() throws {
        try withFile(isMapped: true) { reader, file, path in
            var zeros = 0
            let summary = reader.read(file) { _, text in
                #expect(count(of: 0, in: text) == 0)
                #expect(unsafe truncate(path, 0) == 0)
                zeros = count(of: 0, in: text)
                #expect(zeros == text.count)
            }
            #expect(zeros == file.byteCount)
            #expect(summary.problems.map(\.reason) == [.changing])
        }
    }

    @Test func aMappedFileThatGrowsIsReadAsItWasAndReported() throws {
        try withFile(isMapped: true) { reader, file, path in
            let summary = reader.read(file) { _, text in
                #expect(text.count == file.byteCount)
                #expect(unsafe truncate(path, off_t(file.byteCount * 2)) == 0)
                #expect(text[text.count - 1] == UInt8(ascii: "\n"))
            }
            #expect(summary.problems.map(\.reason) == [.changing])
        }
    }

    @Test func aMappedFileThatIsReplacedIsReadAsItWas() throws {
        try withFile(isMapped: true) { reader, file, path in
            let summary = reader.read(file) { _, text in
                #expect(unsafe unlink(path) == 0)
                #expect(count(of: UInt8(ascii: "\n"), in: text) == 2_000)
            }
            #expect(summary.problems.isEmpty)
        }
    }

    @Test func aCopiedFileIsSafeFromChanges() throws {
        try withFile(isMapped: false) { reader, file, path in
            let summary = reader.read(file) { _, text in
                #expect(unsafe truncate(path, 0) == 0)
                #expect(count(of: UInt8(ascii: "\n"), in: text) == 2_000)
            }
            #expect(summary.problems.isEmpty)
        }
    }

    @Test(arguments: [true, false])
    func aFileThatLostBytesSinceItWasFoundIsReportedWithWhatIsLeft(isMapped: Bool) throws {
        try withFile(isMapped: isMapped) { reader, file, path in
            #expect(unsafe truncate(path, off_t(line.count)) == 0)
            var damage: [SourceDamage?] = []
            _ = reader.read(file) { info, text in
                #expect(text.count == line.count)
                damage.append(info.damage)
            }
            #expect(damage == [SourceDamage(offset: line.count, reason: .cutShort(found: file.byteCount))])
        }
    }

    @Test func anArchiveThatLostBytesIsReportedWithWhatIsLeft() throws {
        let folder = try TemporaryFolder()
        let bytes = Archives.tar([.init("a", line), .init("b", [UInt8](repeating: 0x20, count: 4_096))])
        let path = try folder.write("logs.tar", bytes)
        #expect(unsafe truncate(path, 1_024) == 0)
        let read = ReadFile(SourceFile(path: SourcePath(path), byteCount: bytes.count))
        #expect(read.names == ["a"])
        #expect(read.reasons.count == 1)
    }

    @Test func aRecordOfAFileThatWasCutShortIsNotMadeUp() throws {
        try withFile(isMapped: true, lines: 60_000) { reader, file, path in
            var info: SourceInfo?
            _ = reader.read(file) { found, _ in info = found }
            let source = try #require(info)
            // Cut before it is opened again, and while it is read again.
            #expect(throws: SourceProblem(path: path, reason: .changed)) {
                try reader.reopen(source) { text in
                    #expect(unsafe truncate(path, 0) == 0)
                    #expect(count(of: 0, in: text) == text.count)
                }
            }
            #expect(throws: SourceProblem(path: path, reason: .changed)) { try reader.reopen(source) { _ in } }
        }
    }

    @Test func aFileThatGrowsIsReadToWhereItEndedWhenItWasOpened() throws {
        try withFile(isMapped: false) { reader, file, path in
            let handle = try #require(FileHandle(forUpdatingAtPath: path))
            try handle.seekToEnd()
            try handle.write(contentsOf: Data(line))
            let summary = reader.read(file) { _, text in
                #expect(count(of: UInt8(ascii: "\n"), in: text) == 2_001)
            }
            #expect(summary.problems.isEmpty)
        }
    }
}
