import CloudTrail
import Detections
import Ingest
import Investigation
import Records
import Testing

/// The sample case, loaded once for all tests.
enum SampleCase {
    static let trail: Trail = {
        guard let loaded = Loader([folder]).load() else { fatalError("the load of SampleData was cancelled") }
        return Trail(loaded)
    }()

    static let alerts = [any Detector].builtIn.alerts(in: trail)
    static let incident = Incident.leading(alerts, in: trail)

    /// `SampleData` beside `Tests`.
    private static var folder: String {
        let parts = #filePath.split(separator: "/").dropLast(3)
        return "/" + parts.joined(separator: "/") + "/SampleData"
    }

    static func alert(_ id: String) throws -> Alert {
        try #require(alerts.first { $0.id == id })
    }
}
