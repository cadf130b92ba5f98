import Foundation
import Glibc
import Testing

@testable import Ingest

/// The inputs of `.ci/extremes`, as small as the limits can be lowered.
@Suite struct ExtremeInputTests {
    private func report(_ path: String, _ limits: LoadLimits = LoadLimits()) throws -> LoadReport {
        let trail = try #require(Loader([path], limits: limits, threads: 2).load())
        #expect(trail.checkInvariants() == [])
        return trail.report
    }

    private var narrow: LoadLimits {
        var limits = LoadLimits()
        limits.reading.textBytes = 1 << 20
        limits.reading.harmlessBytes = 1 << 20
        limits.reading.expansion = 20
        limits.reading.streamedBytes = 1 << 10
        return limits
    }

    private func rejections(_ content: [UInt8]) throws -> [String] {
        let folder = try TemporaryFolder()
        try folder.write("bomb", content)
        try folder.write("good", Array(record("A").utf8))
        let report = try report(folder.path, narrow)
        #expect(report.events == 1)
        return report.rejections.map(\.reason)
    }

    @Test func bombsAreReportedAndCostNothingElse() throws {
        let zeros = [UInt8](repeating: 0, count: 4 << 20)
        let records = Array(Array(repeating: record("A"), count: 4_000).joined(separator: "\n").utf8)
        let member = Archives.gzip([UInt8](repeating: 0x20, count: 50_000))
        let bombs = [
            Archives.gzip(zeros), Archives.gzip(records), Array(repeatElement(member, count: 400).joined()),
            Archives.zip((0..<50).map { .init("\($0)", [UInt8](repeating: 0x20, count: 100_000)) }),
            Archives.gzip(Archives.tar((0..<50).map { .init("\($0)", [UInt8](repeating: 0x20, count: 100_000)) })),
        ]
        for (number, bomb) in bombs.enumerated() {
            let reasons = try rejections(bomb)
            #expect(!reasons.isEmpty, "\(number)")
            for reason in reasons {
                #expect(reason.contains("decompression bomb") || reason.contains("limit"), "\(number): \(reason)")
            }
        }
    }

    @Test func archivesWithinArchivesEndSomewhere() throws {
        var inner = [UInt8](repeating: 0x20, count: 1 << 16)
        for _ in 0..<6 { inner = Archives.zip([.init("a", inner)]) }
        #expect(try rejections(inner) == ["an archive within more than 3 archives"])
    }

    @Test func oneLongLineIsReadThroughWindows() throws {
        let text = #"{"Records":["# + (0..<2_000).map { record("A", id: "\($0)") }.joined(separator: ",") + "]}"
        let result = Scan(text, window: 4_096)
        #expect(result.scan.events == 2_000)
        #expect(result.scan.rejections.isEmpty)
    }

    @Test func thousandsOfEmptyFilesAreTold() throws {
        let folder = try TemporaryFolder()
        for number in 0..<3_000 { try folder.write("\(number).json", []) }
        let report = try report(folder.path)
        #expect(report.sources.count { $0.shape == .empty } == 3_000)
        #expect(report.rejections.isEmpty)
    }

    @Test func whatIsNoFileIsTold() throws {
        let folder = try TemporaryFolder()
        try folder.write("good", Array(record("A").utf8))
        #expect(unsafe mkfifo(folder.path + "/pipe", 0o600) == 0)
        for (name, target) in [("zero", "/dev/zero"), ("loop", "."), ("dangling", "nowhere")] {
            #expect(unsafe symlink(target, folder.path + "/" + name) == 0)
        }
        let report = try report(folder.path)
        #expect(report.events == 1)
        #expect(
            Set(report.rejections.map { String($0.path.split(separator: "/").last ?? "") }) == [
                "dangling", "pipe", "zero",
            ])
        #expect(report.passedOver.count == 1)
    }

    /// Each file is changed the moment after the folder was listed.
    @Test func aFolderThatChangesIsReadAsFarAsItIsThere() throws {
        let folder = try TemporaryFolder()
        let line = record("A")
        let names = ["cut", "gone", "grown", "pipe", "replaced", "same"]
        for (number, name) in names.enumerated() {
            try folder.write(name, Array((record("A", id: "\(number)") + "\n" + line).utf8))
        }
        let listing = SourceWalk.files(under: [SourcePath(folder.path)])
        let path = folder.path + "/"
        #expect(unsafe truncate(path + "cut", 100) == 0)
        #expect(unsafe unlink(path + "gone") == 0)
        let handle = try #require(FileHandle(forWritingAtPath: path + "grown"))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(("\n" + line).utf8))
        #expect(unsafe unlink(path + "pipe") == 0)
        #expect(unsafe mkfifo(path + "pipe", 0o600) == 0)
        try folder.write("replaced", Array("no logs".utf8))
        let reader = SourceReader()
        var told: [String: String] = [:]
        for file in listing.files {
            let name = String(file.path.shown.split(separator: "/").last ?? "")
            let summary = reader.read(file) { info, text in
                told[name] = info.damage?.description ?? "\(text.count) bytes"
            }
            for problem in summary.problems { told[name] = problem.reason.description }
        }
        let size = line.utf8.count
        #expect(
            told == [
                "cut": "the file had \(size * 2 + 1) bytes when it was found and 100 bytes when it was read",
                "gone": "it was there when the folder was listed, and is gone",
                "grown": "\(size * 3 + 2) bytes",
                "pipe": "something, not a file: give its content as a file or on standard input",
                "replaced": "the file had \(size * 2 + 1) bytes when it was found and 7 bytes when it was read",
                "same": "\(size * 2 + 1) bytes",
            ])
    }
}
