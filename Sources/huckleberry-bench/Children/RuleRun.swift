import Detections
import Events
import Ingest
import Records
import Resources
import Sigma

/// Sigma rules over a loaded trail, all of them and every second one in turn.
struct RuleRun {
    private let trail: Trail
    private let all: RuleSet
    private let threads: Int
    private let runs: Int

    /// - Parameter rules: files and folders; those that come with the program where there are none.
    init(path: String, rules: [String], threads: Int, runs: Int) throws {
        all = RuleLoader().load(rules.isEmpty ? [try ResourceFolder.ofThisProgram().rules()] : rules)
        trail = Trail(try LoadRun.load(path, threads: threads).trail)
        self.threads = threads
        self.runs = runs
    }

    func answers() -> [Answer] {
        var half = all
        // Correlations stay with what they rest on.
        half.rules = all.rules.enumerated().filter { $0.offset % 2 == 0 || $0.element.isCorrelated }.map(\.element)
        var (whole, less): ([Double], [Double]) = ([], [])
        for _ in 0..<runs {
            whole += Stopwatch.seconds(runs: 1) { alerts(all) }
            less += Stopwatch.seconds(runs: 1) { alerts(half) }
        }
        return [
            Answer(.rules, whole, note: "\(all.rules.count) rules, \(alerts(all)) alerts"),
            Answer(.twiceTheRules, zip(whole, less).map { $0 / $1 }, note: "\(half.rules.count) rules, then all"),
        ]
    }

    private func alerts(_ rules: RuleSet) -> Int {
        SigmaDetector(rules, threads: threads).alerts(in: trail, options: DetectionOptions()).count
    }
}

extension SigmaRule {
    fileprivate var isCorrelated: Bool {
        if case .correlation = content { true } else { header.name != nil }
    }
}
