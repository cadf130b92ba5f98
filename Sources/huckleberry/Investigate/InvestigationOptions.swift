import ArgumentParser
import CloudTrail
import Detections
import Events
import Investigation
import Query
import Records
import YAML

/// Where an investigation starts, what it leaves out, and what it works with.
struct InvestigationOptions: ParsableArguments {
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

    @OptionGroup var rules: RuleOptions

    @OptionGroup var services: ProviderOptions

    @OptionGroup var analysis: AnalysisOptions

    @OptionGroup var trail: TrailOptions

    /// Whether the command line says where it starts, or who is in the scope.
    var isStarted: Bool {
        [alert, ip, key, principal, exclude, accept, responder].contains { !$0.isEmpty }
    }

    func validate() throws {
        for address in ip where IPAddress(address) == nil {
            throw ValidationError("--ip: \(address) is no Internet address.")
        }
    }

    /// Reads trails and works out the incident in them.
    ///
    /// - Parameters:
    ///   - doubts: what is known against the sources of the trail.
    ///   - use: what is to be done with it and with all alerts of the trail, before it is reported which files could not be
    ///     read.
    func run(
        _ paths: [String], doubts: (Trail) throws -> [SourceDoubt] = { _ in [] },
        _ use: (Investigation, [Alert]) throws -> Void
    ) async throws -> ExitStatus {
        var settings = try analysis.settings(beside: paths)
        let detectors = try rules.detectors(threads: trail.threadCount, isStrict: trail.strict)
        let loaded = try trail.load(paths)
        let read = loaded.doubting(try doubts(loaded))
        let names = ScopeNames(index: read.index)
        settings.thresholds.scope.excluded = Set(try exclude.flatMap { try names.values($0, of: "--exclude") })
        settings.thresholds.scope.accepted = Set(try accept.flatMap { try names.values($0, of: "--accept") })
        settings.thresholds.scope.responders = Set(try responder.map { try names.principal($0, of: "--responder") })
        let report = detectors.report(in: read, options: settings.thresholds.detection)
        for problem in report.problems { StandardError.write(problem) }
        let start = try start(among: report.alerts, names, in: read)
        var found = try investigation(start, report.alerts, in: read, settings)
        let addresses = found.scope.addresses.filter { $0.status != .excluded }.map(\.address)
        if let known = try await services.intelligence(adding: settings.intelligence, about: addresses) {
            settings.intelligence = known
            found = try investigation(start, report.alerts, in: read, settings)
        }
        try use(found, report.alerts)
        TrailOptions.reportFailures(of: read)
        return trail.strict && !report.problems.isEmpty ? .unreadable : TrailOptions.status(of: read)
    }

    private func investigation(
        _ start: InvestigationStart, _ alerts: [Alert], in trail: Trail, _ settings: Investigation.Settings
    ) throws -> Investigation {
        guard let investigation = Investigation(start, alerts: alerts, in: trail, settings: settings) else {
            throw CancellationError()
        }
        return investigation
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
}
