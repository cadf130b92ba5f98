import Foundation
import Testing

@testable import Ingest

/// Real logs of public projects. They are no part of this one: where they are absent, the test passes over.
@Suite struct OpenDataTests {
    /// Named by the environment, else beside the project.
    private static let folder =
        ProcessInfo.processInfo.environment["HUCKLEBERRY_OPEN_DATA"]
        ?? URL(fileURLWithPath: #filePath).appendingPathComponent("../../../../shared/data").standardizedFileURL.path

    private static let isThere = FileManager.default.fileExists(atPath: folder)

    private func report(_ name: String) throws -> LoadReport {
        let trail = try #require(Loader([Self.folder + "/" + name]).load())
        #expect(trail.checkInvariants() == [])
        return trail.report
    }

    @Test(.enabled(if: isThere, "the open data is not on this machine"))
    func detonationLogsAreReadWhole() throws {
        let report = try report("stratus")
        #expect(report.events == 310)
        #expect(report.eventSources == 35)
        #expect(report.rejections.isEmpty)
    }

    @Test(.enabled(if: isThere, "the open data is not on this machine"))
    func aSimulatedAttackIsReadWhole() throws {
        let report = try report("invictus")
        #expect(report.events == 2_261)
        #expect(report.rejections.isEmpty)
    }

    @Test(.enabled(if: isThere, "the open data is not on this machine"))
    func copiesEmptyAndForeignFilesAreTold() throws {
        let report = try report("traildiscover")
        #expect(report.events == 314)
        #expect(report.events + report.duplicates == 563)
        #expect(report.sources.count { $0.shape == .empty } == 21)
        let foreign = report.sources.filter { $0.shape == .notCloudTrail }.compactMap(\.note)
        #expect(foreign.sorted() == ["JavaScript", "an HTML page", "plain text"])
    }
}
