import Detections
import Foundation
import Ingest
import Records
import Sigma
import Testing

/// Public rules over real logs. Neither is a part of this project: where they are absent, the test passes over.
@Suite struct OpenRulesTests {
    private static let folder =
        ProcessInfo.processInfo.environment["HUCKLEBERRY_OPEN_DATA"]
        ?? URL(fileURLWithPath: #filePath).appendingPathComponent("../../../../../shared/data").standardizedFileURL.path

    private static let isThere = FileManager.default.fileExists(atPath: folder + "/sigma-rules")

    /// Pairs of event and rule, and rules with any, correlations apart.
    private func hits(in logs: String) throws -> (pairs: Int, rules: Int) {
        let trail = Trail(try #require(Loader([Self.folder + "/" + logs]).load()))
        let set = RuleLoader().load([Self.folder + "/sigma-rules"])
        let report = SigmaDetector(set, baseRules: .included).report(in: trail, options: DetectionOptions())
        #expect(report.problems == [])
        let alerts = report.alerts.filter { $0.rule.kind == .sigma }
        return (alerts.reduce(0) { $0 + $1.rows.count }, alerts.count)
    }

    @Test(.enabled(if: isThere, "the open data is not on this machine"))
    func `Public rules find what they are known to find in detonation logs`() throws {
        #expect(try hits(in: "stratus") == (455, 63))
    }

    @Test(.enabled(if: isThere, "the open data is not on this machine"))
    func `Public rules find what they are known to find in example events`() throws {
        #expect(try hits(in: "traildiscover") == (624, 321))
    }
}
