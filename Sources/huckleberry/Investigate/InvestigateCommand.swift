import ATTACK
import ArgumentParser
import CloudTrail
import Detections
import Events
import Exports
import Investigation
import JSON
import Query
import Records

/// `huckleberry investigate`: everything that follows from an alert, an address, a key or a principal.
struct InvestigateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "investigate",
        abstract: "Work out an incident: keys, addresses, lineage, changes, answers, response.",
        discussion: "Starts from what is named, or from the alert that leads where nothing is.")

    @Argument(help: ArgumentHelp("Files, folders, or - for standard input.", valueName: "path"))
    var paths: [String]

    @Option(help: ArgumentHelp("Start from an alert, a rule, an event or a finding, by its ID.", valueName: "id"))
    var alert: [String] = []

    @Option(help: ArgumentHelp("Start from an address.", valueName: "address"))
    var ip: [String] = []

    @Option(help: ArgumentHelp("Start from an access key.", valueName: "id"))
    var key: [String] = []

    @Option(help: ArgumentHelp("Start from a principal, by its ARN or short name.", valueName: "name"))
    var principal: [String] = []

    @Option(help: ArgumentHelp("Keep a key, an address or a principal out of the scope.", valueName: "value"))
    var exclude: [String] = []

    @Option(help: ArgumentHelp("Take a key, an address or a principal into the scope.", valueName: "value"))
    var accept: [String] = []

    @Option(help: ArgumentHelp("A principal whose calls are the response, not the attack.", valueName: "name"))
    var responder: [String] = []

    @Option(help: ArgumentHelp("How many days before the incident are its baseline.", valueName: "days"))
    var baseline = 30

    @Option(help: "text, json or markdown.")
    var format = Format.text

    @OptionGroup var rules: RuleOptions

    @OptionGroup var robots: RobotOptions

    @OptionGroup var intel: IntelOptions

    @OptionGroup var services: ProviderOptions

    @OptionGroup var attack: AttackOptions

    @OptionGroup var trail: TrailOptions

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, markdown
    }

    func validate() throws {
        if baseline < 1 { throw ValidationError("--baseline must be at least 1.") }
        for address in ip where IPAddress(address) == nil {
            throw ValidationError("--ip: \(address) is no Internet address.")
        }
    }

    func run() async throws {
        try await CommandRun.run { output in
            var settings = try settings()
            let detectors = try rules.detectors(threads: trail.threadCount, isStrict: trail.strict)
            let read = try trail.load(paths)
            let names = ScopeNames(index: read.index)
            settings.scope.excluded = Set(try exclude.flatMap { try names.values($0, of: "--exclude") })
            settings.scope.accepted = Set(try accept.flatMap { try names.values($0, of: "--accept") })
            settings.scope.responders = Set(try responder.map { try names.principal($0, of: "--responder") })
            let report = detectors.report(in: read, options: settings.detection)
            for problem in report.problems { StandardError.write(problem) }
            let start = try start(among: report.alerts, names, in: read)
            var investigation = try investigation(start, report.alerts, in: read, settings)
            let addresses = investigation.scope.addresses.filter { $0.status != .excluded }.map(\.address)
            if let known = try await services.intelligence(adding: settings.intelligence, about: addresses) {
                settings.intelligence = known
                investigation = try self.investigation(start, report.alerts, in: read, settings)
            }
            try write(investigation, to: output)
            try output.flush()
            TrailOptions.reportFailures(of: read)
            return trail.strict && !report.problems.isEmpty ? .unreadable : TrailOptions.status(of: read)
        }
    }

    private func investigation(
        _ start: InvestigationStart, _ alerts: [Alert], in trail: Trail, _ settings: Investigation.Settings
    ) throws -> Investigation {
        guard let investigation = Investigation(start, alerts: alerts, in: trail, settings: settings) else {
            throw CancellationError()
        }
        return investigation
    }

    private func settings() throws -> Investigation.Settings {
        var settings = Investigation.Settings()
        settings.attack = attack.version
        settings.scope.baselineDays = baseline
        settings.detection.baselineDays = baseline
        settings.intelligence = try intel.load(beside: paths)
        settings.robots = try robots.robots()
        return settings
    }

    private func start(among alerts: [Alert], _ names: ScopeNames, in read: Trail) throws -> InvestigationStart {
        var start = InvestigationStart()
        for id in alert {
            let named = alerts.filter { $0.id == id || $0.rule.id == id }
            let rows = read.index.eventIDs.rows(of: id)
            guard !named.isEmpty || !rows.isEmpty else {
                throw CommandFailure(
                    message: "--alert \(id): there is no such alert, rule with an alert, finding or event",
                    status: .usage)
            }
            start.alerts += named
            // An ID that is an alert's as well means the alert.
            if named.isEmpty { start.events += rows.map { Int($0) } }
        }
        start.addresses = Set(ip.flatMap { names.addresses($0, of: "--ip") })
        start.keys = Set(key.map { names.key($0, of: "--key") })
        start.principals = Set(try principal.map { try names.principal($0, of: "--principal") })
        return start
    }

    private func write(_ investigation: Investigation, to output: StandardOutput) throws {
        switch format {
        case .json:
            var bytes: [UInt8] = []
            JSONWriter(.pretty).append(InvestigationJSON(investigation).value, to: &bytes, level: 0)
            try output.write(bytes: bytes)
            try output.write("\n")
        case .text: try output.write(InvestigationReport(investigation).text)
        case .markdown: try output.write(InvestigationReport(investigation).markdown)
        }
    }
}
