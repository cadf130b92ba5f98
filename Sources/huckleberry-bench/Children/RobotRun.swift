import Detections
import Ingest
import Investigation
import Records
import Resources
import Robots
import Sigma

/// What robots take to answer about alerts of a loaded trail, and what the scope and the lineage take that follow from
/// each.
struct RobotRun {
    private let trail: Trail
    private let alerts: [Alert]
    private let robots: [any Robot]
    private let runs: Int

    /// The gravest alerts that are asked about.
    private static let mostAlerts = 50

    init(path: String, threads: Int, runs: Int) throws {
        trail = Trail(try LoadRun.load(path, threads: threads).trail)
        let resources = ResourceFolder.ofThisProgram()
        let folder = try resources.rules()
        robots = .standard + RobotLoader().load([try resources.robots()]).robots
        let detectors = [any Detector].standard(
            RuleLoader().load([folder]), builtInFolder: folder, threads: threads)
        alerts = Array(detectors.alerts(in: trail).filter { $0.leadRow != nil }.prefix(Self.mostAlerts))
        self.runs = runs
    }

    /// Alert by alert.
    func answers() -> [Answer] {
        var asked = [[Double]](repeating: [], count: alerts.count)
        var scoped = asked
        for _ in 0..<runs {
            // One that knows nothing yet.
            let crew = RobotCrew(robots, for: trail)
            for (number, alert) in alerts.enumerated() {
                asked[number] += Stopwatch.seconds(runs: 1) { crew.report(on: alert)?.answers.count ?? 0 }
                scoped[number] += Stopwatch.seconds(runs: 1) {
                    let scope = Scope(ScopeSeeds(alert, in: trail), in: trail)
                    return Lineage(of: scope, in: trail).nodes.count + scope.keys.count
                }
            }
        }
        return answers(asked, .robots, .worstRobots) + answers(scoped, .scope, .worstScope)
    }

    private func answers(_ samples: [[Double]], _ usual: Measure, _ worst: Measure) -> [Answer] {
        let medians = samples.map { $0.median ?? 0 }
        let slowest = medians.indices.max { medians[$0] < medians[$1] }
        return [
            Answer(usual, medians, note: "\(alerts.count) alerts"),
            Answer(worst, slowest.map { samples[$0] } ?? [], note: slowest.map { alerts[$0].rule.title }),
        ]
    }
}
