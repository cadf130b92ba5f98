import Detections
import Ingest
import Records
import Resources
import Robots
import Sigma

/// What robots take to answer about alerts of a loaded trail.
struct RobotRun {
    private let trail: Trail
    private let alerts: [Alert]
    private let runs: Int

    /// The gravest alerts that are asked about.
    private static let mostAlerts = 50

    init(path: String, threads: Int, runs: Int) throws {
        trail = Trail(try LoadRun.load(path, threads: threads).trail)
        let folder = try ResourceFolder.ofThisProgram().rules()
        let detectors = [any Detector].standard(
            RuleLoader().load([folder]), builtInFolder: folder, threads: threads)
        alerts = Array(detectors.alerts(in: trail).filter { $0.leadRow != nil }.prefix(Self.mostAlerts))
        self.runs = runs
    }

    /// All robots together, alert by alert.
    func answers() -> [Answer] {
        var samples = [[Double]](repeating: [], count: alerts.count)
        for _ in 0..<runs {
            // One that knows nothing yet.
            let crew = RobotCrew(for: trail)
            for (number, alert) in alerts.enumerated() {
                samples[number] += Stopwatch.seconds(runs: 1) { crew.report(on: alert)?.answers.count ?? 0 }
            }
        }
        let medians = samples.map { $0.median ?? 0 }
        let worst = medians.indices.max { medians[$0] < medians[$1] }
        return [
            Answer(.robots, medians, note: "\(alerts.count) alerts"),
            Answer(.worstRobots, worst.map { samples[$0] } ?? [], note: worst.map { alerts[$0].rule.title }),
        ]
    }
}
