import Events
import Testing

@testable import Ingest

@Suite struct SplitFileTests {
    /// Splits what is larger than a kilobyte, in segments shorter than a record.
    private var splitting: LoadLimits {
        var limits = LoadLimits()
        limits.splitBytes = 1_024
        limits.segmentBytes = 100
        return limits
    }

    private func lines(_ count: Int) -> [String] {
        (0..<count).map { number in
            let id = String("\(10_000_000 + number)")
            return record("Call\(number)").replacing("5a4f7d4c", with: id)
        }
    }

    /// What a load says of a text, read whole and in segments of several lengths.
    private func expectSame(_ text: String) throws {
        let folder = try TemporaryFolder()
        try folder.write("trail.json", text)
        let whole = try #require(Loader([folder.path], threads: 2).load())
        for length in [100, 700, 1_500, 100_000] {
            var limits = splitting
            limits.segmentBytes = length
            let split = try #require(Loader([folder.path], limits: limits, threads: 2).load())
            #expect(split.report == whole.report)
            #expect(split.index.count == whole.index.count)
            for row in 0..<whole.index.count {
                #expect(split.index.location(row) == whole.index.location(row))
                #expect(split.index.text(.name, row) == whole.index.text(.name, row))
            }
            #expect(split.index.checkInvariants(sourceCount: 1).isEmpty)
        }
    }

    @Test func segmentsSayWhatTheWholeFileSays() throws {
        try expectSame(lines(40).joined(separator: "\n") + "\n")
    }

    @Test func theLastLineNeedsNoLineEnd() throws {
        try expectSame(lines(40).joined(separator: "\n"))
    }

    @Test func emptyLinesAreNoRecords() throws {
        try expectSame(lines(40).joined(separator: "\n\n\n") + "\n\n")
    }

    @Test func aBadLineIsRejectedWithItsNumberInTheWholeFile() throws {
        var lines = lines(40)
        lines[25] = String(lines[25].dropLast(30))
        try expectSame(lines.joined(separator: "\n") + "\n")
    }

    @Test func aRecordOverSeveralLinesIsOneRecord() throws {
        var lines = lines(40)
        lines[20] = lines[20].replacing(",", with: ",\n")
        try expectSame(lines.joined(separator: "\n") + "\n")
    }

    @Test func otherShapesAreReadInOneGo() throws {
        try expectSame(#"{"Records":["# + lines(40).joined(separator: ",\n") + "]}")
    }

    @Test func largeFilesWithTheSameBytesAreCopies() throws {
        let folder = try TemporaryFolder()
        let text = lines(40).joined(separator: "\n")
        try folder.write("a.json", text)
        try folder.write("b.json", text)
        let trail = try #require(Loader([folder.path], limits: splitting, threads: 2).load())
        #expect(trail.index.count == 40)
        #expect(trail.report.sources.map(\.events) == [40, 0])
        #expect(trail.report.sources[1].note == "the same bytes as a source read before")
        let whole = try #require(Loader([folder.path]).load())
        #expect(trail.report.sources[0].sha256 != nil)
        #expect(trail.report == whole.report)
    }

    @Test func aFileThatIsWrittenToBeforeItIsHashedHasNoHash() throws {
        let folder = try TemporaryFolder()
        try folder.write("trail.json", "{}\n")
        let path = SourcePath(folder.path + "/trail.json")
        let sound = try #require(WatchedFile(path))
        #expect(
            SourceHash(LaterHash(of: sound)).value
                == "ca3d163bab055381827226140568f3bef7eaac187cebd76878e0b63e9e442356")
        #expect(SourceHash(LaterHash(of: sound)).shortcoming == nil)
        let written = SourceHash(LaterHash(of: try #require(WatchedFile(path))))
        try folder.write("trail.json", "{}\n{}\n")
        #expect(written.value == nil)
        #expect(written.shortcoming?.contains("before it was hashed") == true)
    }
}
