import ArgumentParser
import Intelligence
import Investigation
import Robots
import YAML

/// What every command that investigates works with: thresholds, robots, what is known of addresses.
struct AnalysisOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("How many days before the incident are its baseline; 30 unless said.", valueName: "days"))
    var baseline: Int?

    @Option(help: ArgumentHelp("Take thresholds from a YAML file.", valueName: "file"))
    var config: String?

    @OptionGroup var robots: RobotOptions

    @OptionGroup var intel: IntelOptions

    @OptionGroup var attack: AttackOptions

    func validate() throws {
        if let baseline, baseline < 1 { throw ValidationError("--baseline must be at least 1.") }
    }

    /// What the options ask for.
    ///
    /// - Parameter paths: the trails; what is known of addresses may lie beside them.
    func settings(beside paths: [String]) throws -> Investigation.Settings {
        var settings = Investigation.Settings()
        settings.attack = attack.version
        settings.thresholds = try thresholds()
        settings.intelligence = try intel.load(beside: paths)
        settings.robots = try robots.robots()
        return settings
    }

    /// - Throws: where something is wrong with the file: an answer that rests on other thresholds than those that were
    ///   asked for misleads.
    private func thresholds() throws -> Thresholds {
        var thresholds = Thresholds()
        if let config {
            try InputFiles.require([config])
            let problems: [FileProblem]
            do {
                problems = thresholds.read(yaml: try YAMLFiles.bytes(of: config), path: config)
            } catch {
                problems = [FileProblem(position: error.position, message: error.reason.message)]
            }
            guard problems.isEmpty else {
                throw CommandFailure(
                    message: problems.map(\.heading).joined(separator: "\n"), status: .usage)
            }
        }
        if let baseline { thresholds.baselineDays = baseline }
        return thresholds
    }
}
