import ArgumentParser
import Athena
import CloudTrail
import Detections
import Events
import Investigation
import Query
import Records
import Sigma
import Sources
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
    ///   - engine: what is asked for the trail, where it is not read from files alone.
    ///   - doubts: what is known against the sources of the trail.
    ///   - use: what is to be done with it and with all alerts of the trail, before it is reported which files could not be
    ///     read.
    func run(
        _ paths: [String], asking engine: EngineOptions? = nil,
        doubts: @escaping (Trail) throws -> [SourceDoubt] = { _ in [] },
        _ use: (Investigation, [Alert]) throws -> Void
    ) async throws -> ExitStatus {
        let settings = try analysis.settings(beside: paths)
        let (ruleSet, detectors) = try rules.detection(threads: trail.threadCount, isStrict: trail.strict)
        let work = { (paths: [String], counter: CallCounter?) in
            let loaded = try trail.load(paths).counting(by: counter)
            return try finding(in: loaded.doubting(try doubts(loaded)), detectors, settings)
        }
        guard let engine, engine.engine != nil else { return try await finish(try work(paths, nil), use) }
        return try await engine.rounds(ruleSet, try trail.selection(), start: try seed()) { rounds in
            var last: Finding?
            let counter = rounds.counter
            _ = try await rounds.close { slices in
                let found = try work([slices] + paths, counter)
                last = found
                return EngineRounds.Finding(investigation: found.investigation, alerts: found.report.alerts)
            }
            guard let last else { throw CancellationError() }
            return try await finish(last, use)
        }
    }

    /// Prints what an engine would be asked before anything is known.
    func writePlan(_ engine: EngineOptions, to output: StandardOutput) throws {
        try engine.writePlan(try rules.load().rules, try trail.selection(), start: try seed(), to: output)
    }

    /// The events that are named as a start; nil where nothing but rules is.
    private func seed() throws -> Query.Predicate? {
        var parts = ip.map { Query.Predicate.field(.ip, is: $0) } + key.map { .field(.key, is: $0) }
        parts += (principal + accept).map { .field(.principal, is: $0) }
        parts += accept.flatMap { [Query.Predicate.field(.ip, is: $0), .field(.key, is: $0)] }
        parts += alert.map { .field(.id, is: $0) }
        return parts.isEmpty ? nil : .anyOf(parts)
    }

    /// What was worked out, and with what.
    private struct Finding {
        var investigation: Investigation
        var report: DetectionReport
        var start: InvestigationStart
        var settings: Investigation.Settings
    }

    private func finding(
        in read: Trail, _ detectors: [any Detector], _ settings: Investigation.Settings
    ) throws -> Finding {
        var settings = settings
        let names = ScopeNames(index: read.index)
        settings.thresholds.scope.excluded = Set(try exclude.flatMap { try names.values($0, of: "--exclude") })
        settings.thresholds.scope.accepted = Set(try accept.flatMap { try names.values($0, of: "--accept") })
        settings.thresholds.scope.responders = Set(try responder.map { try names.principal($0, of: "--responder") })
        let report = detectors.report(in: read, options: settings.thresholds.detection)
        for problem in report.problems { StandardError.write(problem) }
        let start = try start(among: report.alerts, names, in: read)
        let found = try investigation(start, report.alerts, in: read, settings)
        return Finding(investigation: found, report: report, start: start, settings: settings)
    }

    /// Asks the services that know addresses, and hands the result on.
    private func finish(
        _ finding: Finding, _ use: (Investigation, [Alert]) throws -> Void
    ) async throws -> ExitStatus {
        var found = finding.investigation
        let read = found.trail
        let alerts = finding.report.alerts
        let addresses = found.scope.addresses.filter { $0.status != .excluded }.map(\.address)
        if let known = try await services.intelligence(adding: finding.settings.intelligence, about: addresses) {
            var settings = finding.settings
            settings.intelligence = known
            found = try investigation(finding.start, alerts, in: read, settings)
        }
        try use(found, alerts)
        TrailOptions.reportFailures(of: read)
        return trail.strict && !finding.report.problems.isEmpty ? .unreadable : TrailOptions.status(of: read)
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
