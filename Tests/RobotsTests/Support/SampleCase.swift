import Detections
import Ingest
import Records
import Robots
import Sigma
import Testing

/// The sample case and what the robots answer about its lead alert, worked out once for all tests.
enum SampleCase {
    static let top = "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")

    static let trail: Trail = {
        guard let loaded = Loader([top + "/SampleData"]).load() else {
            fatalError("the load of SampleData was cancelled")
        }
        return Trail(loaded)
    }()

    static let alerts: [Alert] = {
        let folder = top + "/Sources/Detections/Resources/Rules"
        let detectors: [any Detector] = .standard(RuleLoader().load([folder]), builtInFolder: folder, threads: 2)
        return detectors.alerts(in: trail)
    }()

    static let crew = RobotCrew(for: trail)

    /// The report on the alert that leads the list.
    static let lead: RobotReport? = alerts.first.flatMap { crew.report(on: $0) }

    static func answer(_ robot: String) throws -> RobotAnswer {
        try #require(lead?.answers.first { $0.robot == robot })
    }
}
