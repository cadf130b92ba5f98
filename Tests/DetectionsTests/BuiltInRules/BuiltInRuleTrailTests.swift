import CloudTrail
import Detections
import Foundation
import Ingest
import Records
import Sigma
import Testing

/// The rules on whole trails: the sample case, and the logs of public detonations where they are at hand.
@Suite struct BuiltInRuleTrailTests {
    private static let intruders: Set = ["198.51.100.23", "203.0.113.77"]

    /// The alerts on the sample case.
    private static let alerts: [Alert] = {
        guard let loaded = Loader([BuiltInRules.top + "/SampleData"]).load() else {
            fatalError("the load of SampleData was cancelled")
        }
        return BuiltInRules.detector.alerts(in: Trail(loaded), options: DetectionOptions())
    }()

    @Test func `The incident of the sample case is told step by step`() {
        let titles = Set(Self.alerts.filter { Set($0.addresses).isSubset(of: Self.intruders) }.map(\.rule.title))
        #expect(
            titles.isSuperset(of: [
                "Security group opened to the world on all ports",
                "Security groups opened in a burst",
                "SSH key pair made or imported by hand",
                "Instance started or launched after a new key pair",
                "Same sweep by several keys, one address",
            ]))
    }

    @Test func `A month and a half of ordinary work raises few grave alerts`() {
        let grave = Self.alerts.filter { $0.rule.level >= .high && Self.intruders.isDisjoint(with: $0.addresses) }
        #expect(grave.count <= 5, "\(grave.map(\.rule.title))")
    }

    /// Named by the environment, else beside the project.
    private static let detonations =
        (ProcessInfo.processInfo.environment["HUCKLEBERRY_OPEN_DATA"]
            ?? URL(filePath: BuiltInRules.top).appending(path: "../shared/data").standardizedFileURL.path) + "/stratus"

    private static let hasDetonations = FileManager.default.fileExists(atPath: detonations)

    @Test(.enabled(if: hasDetonations, "the open data is not on this machine"))
    func `Every detonated technique raises an alert, whatever the client calls itself`() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.detonations)
            .filter { $0.hasSuffix(".json") }
        #expect(files.count == 35)
        for file in files.sorted() {
            let trail = Trail(try #require(Loader([Self.detonations + "/" + file]).load()))
            let alerts = BuiltInRules.detector.alerts(in: trail, options: DetectionOptions())
            #expect(alerts.contains { !$0.rule.title.contains("user agent") }, "\(file)")
        }
    }
}
