public import ArgumentParser
import CloudTrail
import Detections
import Events
import Records
public import Sigma
import Sources

/// `huckleberry detect`: the alerts over a trail.
struct DetectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "detect",
        abstract: "List alerts: of rules, correlations, and findings of GuardDuty that lie beside the logs.")

    @Argument(help: ArgumentHelp("Files, folders, or - for standard input.", valueName: "path"))
    var paths: [String] = []

    @Option(help: "text or json.")
    var format = Format.text

    @Option(help: ArgumentHelp("Leave out alerts below this level.", valueName: "level"))
    var minLevel = Level.informational

    @Flag(help: "Let the rules that correlations rest on raise alerts of their own.")
    var includeBaseRules = false

    @Option(
        help: ArgumentHelp(
            "In JSON, say of so many events of each alert why they match, or of all of them.", valueName: "count"))
    var explain = MatchLimit(100)

    @OptionGroup var rules: RuleOptions

    @OptionGroup var attack: AttackOptions

    @OptionGroup var engine: EngineOptions

    @OptionGroup var trail: TrailOptions

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    func validate() throws { try engine.require(paths) }

    func run() async throws {
        try await CommandRun.run { output in
            let (ruleSet, detectors) = try rules.detection(
                threads: trail.threadCount, baseRules: includeBaseRules ? .included : .asGenerated,
                isStrict: trail.strict)
            guard engine.engine != nil else { return try write(try trail.load(paths), detectors, to: output) }
            let selection = try trail.selection()
            guard !engine.isPlan else {
                try engine.writePlan(ruleSet, selection, to: output)
                return .done
            }
            return try await engine.rounds(ruleSet, selection) { rounds in
                let counter = rounds.counter
                let load = { slices in try trail.load([slices] + paths).counting(by: counter) }
                _ = try await rounds.judge { slices in
                    detectors.alerts(in: try load(slices)).filter { $0.rule.level >= minLevel }
                }
                return try write(try load(rounds.folder.path), detectors, to: output)
            }
        }
    }

    private func write(
        _ read: Trail, _ detectors: [any Detector], to output: StandardOutput
    ) throws -> ExitStatus {
        let report = detectors.report(in: read)
        for problem in report.problems { StandardError.write(problem) }
        let alerts = report.alerts.filter { $0.rule.level >= minLevel }.sorted { $0.precedesInReport($1) }
        let list = AlertList(alerts, detectors, read, attack: attack.version)
        switch format {
        case .json: try list.writeJSON(to: output, explaining: explain.count)
        case .text: try list.writeText(to: output)
        }
        try output.flush()
        if format == .text {
            let ruleCount = detectors.reduce(0) { $0 + $1.rules.count }
            StandardError.write("\(ruleCount) rules over \(read.index.count) events: \(alerts.count) alerts")
        }
        TrailOptions.reportFailures(of: read)
        return trail.strict && !report.problems.isEmpty ? .unreadable : TrailOptions.status(of: read)
    }
}

extension Level: ExpressibleByArgument {}
