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
}
