import Events
import Foundation
import Ingest
import Testing

@testable import huckleberry_bench

@Suite struct FloorTests {
    /// The repository's own sample case.
    private static let sample = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "SampleData").path

    @Test(arguments: [1, 3]) func theFloorCountsTheEventsThatTheLoaderLoads(threads: Int) throws {
        let pass = try Floor.run(Self.sample, .parse, threads: threads)
        let trail = try #require(Loader([Self.sample]).load())
        #expect(pass.records == 48_000)
        #expect(trail.index.count == 48_000)
        // GuardDuty's findings and the truth of the case are no CloudTrail logs.
        #expect(pass.badFiles == 3)
    }

    @Test func inflatingAloneCountsBytesAndNoRecords() throws {
        let inflated = try Floor.run(Self.sample, .inflate, threads: 2)
        let parsed = try Floor.run(Self.sample, .parse, threads: 2)
        #expect(inflated.rawBytes == parsed.rawBytes)
        #expect(inflated.records == 0)
        #expect(inflated.badFiles == 0)
    }

    @Test func aMissingFolderIsAnError() {
        #expect(throws: BenchError.floor(path: "/no/such/folder", reason: "No such file or directory")) {
            try Floor.run("/no/such/folder", .parse, threads: 1)
        }
    }

    @Test func damagedAndLyingFilesAreCountedAsBadAndNothingElseHappens() throws {
        let folder = try TemporaryFolder()
        let sound = Array(#"{"Records":[{"eventName":"A"},{"eventName":"B"}]}"#.utf8)
        try folder.write("a.json", sound)
        try folder.write("b.json", [])
        try folder.write("c.json", Array(#"{"Records":{}}"#.utf8))
        try folder.write("d.json.gz", [0x1F, 0x8B])
        // A header, and then a size field that claims four gigabytes.
        try folder.write("e.json.gz", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + [UInt8](repeating: 0xFF, count: 8))
        try folder.write("f.json.gz", Array(sound.dropLast()))
        try folder.write("g.txt", sound)
        let pass = try Floor.run(folder.path, .parse, threads: 2)
        #expect(pass.files == 6)
        #expect(pass.records == 2)
        #expect(pass.badFiles == 5)
    }

    @Test func allMembersOfAFileAreInflated() throws {
        let folder = try TemporaryFolder()
        // `{"Records":[` and `1,2]}` as two gzip members with stored blocks; the size field tells of the second alone.
        try folder.write("two.json.gz", StoredGzip.member(#"{"Records":["#) + StoredGzip.member("1,2]}"))
        let pass = try Floor.run(folder.path, .parse, threads: 1)
        #expect(pass.badFiles == 0)
        #expect(pass.records == 2)
        #expect(pass.rawBytes == 17)
    }

    @Test func recordsAreWrittenOneALine() throws {
        let folder = try TemporaryFolder()
        try folder.write("1.json", Array("{\"Records\": [ {\"a\": 1},\n {\"b\": \"x y\"} ]}".utf8))
        let file = LineFile(
            folder: URL(filePath: folder.path + "-lines"), trail: folder.path,
            contents: try Floor.run(folder.path, .parse, threads: 1))
        defer { try? FileManager.default.removeItem(at: file.folder) }
        var messages = 0
        let path = try file.path { _ in messages += 1 }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "{\"a\":1}\n{\"b\":\"x y\"}\n")
        // The second time it is there already.
        #expect(try file.path { _ in messages += 1 } == path)
        #expect(messages == 1)
    }
}

@Suite struct ProcessMemoryTests {
    @Test func residentAndPeakAreReadInBytes() throws {
        let status = "Name:\tbench\nVmPeak:\t  900 kB\nVmHWM:\t    300 kB\nVmRSS:\t    200 kB\n"
        let memory = try #require(ProcessMemory(status: status))
        #expect(memory.resident == 204_800)
        #expect(memory.peak == 307_200)
        #expect(ProcessMemory(status: "VmRSS:\t 200 kB\n") == nil)
    }

    @Test func thisProcessHasMemory() throws {
        let memory = try ProcessMemory.current()
        #expect(memory.resident > 0)
        #expect(memory.peak >= memory.resident)
    }
}
