import CloudTrail
import Detections
import Ingest
import Investigation
import Records
import Testing

/// The sample case, loaded once for all tests.
enum SampleCase {
    static let trail: Trail = {
        guard let loaded = Loader([BuiltInRules.top + "/SampleData"]).load() else {
            fatalError("the load of SampleData was cancelled")
        }
        return Trail(loaded)
    }()

    static let alerts = BuiltInRules.detectors.alerts(in: trail)
    static let incident = Incident.leading(alerts, in: trail)

    /// The first alert of a rule.
    static func alert(of rule: String) throws -> Alert {
        try #require(alerts.first { $0.rule.id == rule })
    }
}

extension SampleCase {
    /// What follows from the alert that leads.
    static let investigation: Investigation = {
        guard let found = Investigation(InvestigationStart(), alerts: alerts, in: trail) else {
            fatalError("the investigation of SampleData was cancelled")
        }
        return found
    }()
}
