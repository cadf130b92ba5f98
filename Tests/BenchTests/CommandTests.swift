import Foundation
import Testing

@Suite struct BenchCommandTests {
    /// The program as built, beside the test bundle.
    private func run(_ arguments: [String]) throws -> (output: Data, status: Int32) {
        let process = Process()
        process.executableURL = Bundle.main.executableURL!.deletingLastPathComponent()
            .appending(path: "huckleberry-bench")
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (data, process.terminationStatus)
    }

    @Test func aSmallTrailIsWrittenMeasuredAndUsedAgain() throws {
        let folder = try TemporaryFolder()
        let arguments = ["--events", "500", "--runs", "1", "--threads", "2", "--folder", folder.path, "--json"]
        let (output, status) = try run(arguments)
        #expect(status == 0)
        let json = try #require(try JSONSerialization.jsonObject(with: output) as? [String: [String: Any]])
        #expect(json["trail"]?["events"] as? Int == 500)
        let figures = try #require(json["figures"] as? [String: [String: Any]])
        for key in [
            "loadSeconds", "loadOverFloorRatio", "residentBytesPerEvent", "keyPivotMicroseconds",
            "twoWayFilterWorstMicroseconds", "groupByWorstMicroseconds", "hourlyHistogramMicroseconds",
            "rawRecordMicroseconds", "substringSeconds", "literalRegexSeconds", "regexSeconds",
            "ndjsonEventsPerSecond", "firstRowsSeconds",
            "keyToFrame99Seconds", "keyToFrameWorstSeconds", "timelineListSeconds", "keyBytesWorst", "repaintBytes",
        ] {
            #expect(figures[key]?["median"] is Double, "\(key)")
        }
        let written = try contents(of: folder)
        #expect(try run(arguments + ["--only", "load"]).status == 0)
        #expect(try contents(of: folder) == written)
    }

    /// Names and times of change of what lies in a folder.
    private func contents(of folder: TemporaryFolder) throws -> [String: Date] {
        let url = URL(filePath: folder.path)
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        return try Dictionary(
            uniqueKeysWithValues: names.map { name in
                let values = try url.appending(path: name).resourceValues(forKeys: [.contentModificationDateKey])
                return (name, try #require(values.contentModificationDate))
            })
    }

    @Test func aFolderWithoutEventsIsAnError() throws {
        let folder = try TemporaryFolder()
        #expect(try run(["--runs", "1", folder.path]).status == 1)
        #expect(try run(["--runs", "1", "/no/such/folder"]).status == 1)
    }

    @Test func wrongOptionsAreUsageErrors() throws {
        #expect(try run(["--runs", "0"]).status == 64)
        #expect(try run(["--only", "load,nothing"]).status == 64)
    }
}
