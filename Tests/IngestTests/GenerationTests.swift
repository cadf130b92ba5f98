import Events
import Foundation
import Synchronization
import Testing

@testable import Ingest

@Suite struct GenerationTests {
    /// A folder of small files, each with one event.
    private func folder(files: Int) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for number in 0..<files {
            let id = String(repeating: "0", count: max(0, 2 - "\(number)".count)) + "\(number)"
            try folder.write("\(id).json", Array(record("Call\(number)", id: "\(number % 10)").utf8))
        }
        return folder
    }

    @Test func partsGrowAndEachIsConsistentInItself() throws {
        let folder = try folder(files: 60)
        let parts = Mutex<[LoadedTrail]>([])
        let result = Loader([folder.path], threads: 2).load(generation: { part in parts.withLock { $0.append(part) } })
        let loaded = try #require(result)
        #expect(loaded.isComplete)
        for part in parts.withLock({ $0 }) {
            #expect(!part.isComplete)
            #expect(part.index.count == part.report.events)
            #expect(part.index.count <= loaded.index.count)
            #expect(part.index.checkInvariants(sourceCount: part.report.sources.count).isEmpty)
        }
        let counts = parts.withLock { $0.map(\.index.count) }
        #expect(counts == counts.sorted())
    }

    /// Records in one line: more of them than a file's beginning holds.
    private static func longLine() -> [UInt8] {
        let records = (0..<12_000).map { number in
            let text = "\(number)"
            return record("Call", id: "", extra: "")
                .replacing("00000000000\"", with: String(repeating: "0", count: 12 - text.count) + text + "\"")
        }
        return Array((#"{"Records":["# + records.joined(separator: ",") + "]}").utf8)
    }

    @Test(arguments: [false, true])
    func theBeginningOfALargeFileIsHadBeforeTheRest(isCompressed: Bool) throws {
        let folder = try TemporaryFolder()
        let text = Self.longLine()
        // Stored without being compressed, so that it is as large.
        let content = isCompressed ? Archives.gzip(text, level: 0) : text
        try folder.write("a.json", content)
        let file = SourceFile(path: SourcePath(folder.path + "/a.json"), byteCount: content.count)
        let beginning = FileBeginning.part(of: file, number: 0, LoadSelection(), limits: LoadLimits(), seed: 1)
        let part = try #require(beginning)
        // What half a megabyte holds of records that are all of one length.
        let length = (text.count - #"{"Records":[]}"#.utf8.count + 1) / 12_000
        let whole = (512 << 10) / length
        // The headers of gzip and deflate may take the place of a record.
        #expect((isCompressed ? whole - 1...whole : whole...whole).contains(part.shard.count))
        #expect(part.sources.map(\.scan.events) == [part.shard.count])
        #expect(part.sources.allSatisfy { $0.scan.rejections.isEmpty && $0.scan.cutOff == nil })
    }

    @Test func partsOfALargeFileAreConsistentInThemselves() throws {
        let folder = try TemporaryFolder()
        try folder.write("a.json", Self.longLine())
        var limits = LoadLimits()
        limits.windowBytes = 1 << 20
        let parts = Mutex<[LoadedTrail]>([])
        let result = Loader([folder.path], limits: limits, threads: 1)
            .load(generation: { part in parts.withLock { $0.append(part) } })
        #expect(try #require(result).index.count == 12_000)
        for part in parts.withLock({ $0 }) {
            #expect(part.report.rejections.isEmpty)
            #expect(part.report.sources.count == 1)
            #expect(part.report.events == part.index.count)
            #expect(part.index.checkInvariants(sourceCount: 1).isEmpty)
        }
    }

    @Test func aStoppedLoadKeepsWhatItHasAndSaysSo() throws {
        let folder = try folder(files: 60)
        let asked = Atomic<Int>(0)
        let result = Loader([folder.path], threads: 1).load(order: {
            asked.wrappingAdd(1, ordering: .relaxed).newValue > 20 ? .stop : .goOn
        })
        let loaded = try #require(result)
        #expect(loaded.report.stop == .asked)
        #expect(!loaded.isComplete)
        #expect(loaded.index.count < 60)
        #expect(loaded.index.count == loaded.report.events)
    }

    /// Loads with one worker, who is told to stop when it asks for the fourth time. It asks before it looks for work,
    /// before each window but the first, and behind each member.
    private func stoppedWithinAFile(_ folder: TemporaryFolder, _ limits: LoadLimits) throws -> LoadedTrail {
        let worker = pthread_self()
        let asked = Atomic<Int>(0)
        let result = Loader([folder.path], limits: limits, threads: 1).load(order: {
            guard pthread_self() == worker else { return .goOn }
            return asked.wrappingAdd(1, ordering: .relaxed).newValue >= 4 ? .stop : .goOn
        })
        return try #require(result)
    }

    @Test func aFileThatWasReadInPartSaysHowFar() throws {
        let folder = try TemporaryFolder()
        let records = (0...9).map { record("Call\($0)", id: "\($0)") }
        try folder.write("a.json", Array((#"{"Records":["# + records.joined(separator: ",") + "]}").utf8))
        var limits = LoadLimits()
        // In each window one record ends.
        limits.windowBytes = records[0].utf8.count * 3 / 2
        let loaded = try stoppedWithinAFile(folder, limits)
        let report = loaded.report
        #expect(report.stop == .asked)
        #expect(!loaded.isComplete)
        #expect((report.filesRead, report.filesCutShort, report.fileCount) == (0, 1, 1))
        #expect(loaded.index.count == 3)
        #expect(report.events == 3)
        let note = try #require(report.sources.first?.note)
        #expect(note.hasPrefix("read up to byte ") && note.hasSuffix(" of its text, where loading stopped"))
        #expect(report.rejections.isEmpty)
    }

    @Test func anArchiveThatWasReadInPartIsNotCountedAsRead() throws {
        let folder = try TemporaryFolder()
        let members = (0...9).map { Archives.Member("\($0).json", record("Call\($0)", id: "\($0)")) }
        try folder.write("a.tar", Archives.tar(members))
        let loaded = try stoppedWithinAFile(folder, LoadLimits())
        #expect((loaded.report.filesRead, loaded.report.filesCutShort, loaded.report.fileCount) == (0, 1, 1))
        #expect(loaded.report.sources.map(\.events) == [1, 1, 1])
    }

    @Test func linesThatWereReadInPartAreNotCountedAsRead() throws {
        let folder = try TemporaryFolder()
        let lines = (0...9).map { record("Call\($0)", id: "\($0)") + "\n" }
        try folder.write("a.json", Array(lines.joined().utf8))
        var limits = LoadLimits()
        // In each segment two lines begin.
        (limits.splitBytes, limits.segmentBytes) = (1_000, 2 * lines[0].utf8.count)
        let loaded = try stoppedWithinAFile(folder, limits)
        #expect((loaded.report.filesRead, loaded.report.filesCutShort, loaded.report.fileCount) == (0, 1, 1))
        #expect(loaded.index.count == 2)
    }

    @Test func aTextThatIsLargerThanMemoryLeavesIsNamed() throws {
        let folder = try TemporaryFolder()
        try folder.write("a.json.gz", Archives.gzip([UInt8](repeating: 0x20, count: 17 << 20)))
        var limits = LoadLimits()
        limits.memoryBytes = 64 << 20
        let loaded = try #require(Loader([folder.path], limits: limits, threads: 2).load())
        let reason = "its text is larger than 16 MiB, which is what --max-memory leaves for one text"
        #expect(loaded.report.rejections.map(\.reason) == [reason])
    }

    @Test func aCancelledLoadGivesNothing() throws {
        let folder = try folder(files: 3)
        #expect(Loader([folder.path]).load(order: { .cancel }) == nil)
    }

    @Test func memoryEndsALoadThatNeedsTooMuch() throws {
        let folder = try folder(files: 60)
        var limits = LoadLimits()
        limits.memoryBytes = 1
        let loaded = try #require(Loader([folder.path], limits: limits, threads: 1).load())
        #expect(loaded.report.stop == .memory(limit: 1))
        #expect(loaded.index.count < 60)
    }

    @Test func aLoadThatTheBoundEndsBehindItsLastFileIsWhole() throws {
        let folder = try folder(files: 1)
        var limits = LoadLimits()
        limits.memoryBytes = 1
        let loaded = try #require(Loader([folder.path], limits: limits, threads: 1).load())
        #expect(loaded.report.stop == nil)
        #expect(loaded.isComplete)
    }
}
