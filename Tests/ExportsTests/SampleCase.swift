import CloudTrail
import Detections
import Exports
import Ingest
import Intelligence
import Investigation
import Records
import Sigma

/// The sample case, investigated once for all tests.
enum SampleCase {
    /// The project's folder.
    private static var top: String { "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") }

    static let trail: Trail = {
        guard let loaded = Loader([top + "/SampleData"]).load() else {
            fatalError("the load of SampleData was cancelled")
        }
        return Trail(loaded)
    }()

    private static let alerts: [Alert] = {
        let folder = top + "/Sources/Detections/Resources/Rules"
        let detectors: [any Detector] = .standard(
            RuleLoader().load([folder]), builtInFolder: folder, threads: 2)
        return detectors.alerts(in: trail)
    }()

    private static let investigation: Investigation = {
        guard let found = Investigation(InvestigationStart(), alerts: alerts, in: trail) else {
            fatalError("the investigation was cancelled")
        }
        return found
    }()

    /// 2020-09-13T12:26:40Z.
    static let generated = EventTime(milliseconds: 1_600_000_000_000)

    static let exported = ExportedCase(
        investigation,
        header: CaseHeader(
            caseID: "IR-7", name: "SampleData", tlp: "TLP:AMBER", analyst: "Ada Example", version: "1.0.0",
            generated: generated, isSample: true),
        alerts: alerts)

    static let redacted: ExportedCase = {
        var redacted = exported
        redacted.redactor = Redactor(for: exported)
        return redacted
    }()
}
