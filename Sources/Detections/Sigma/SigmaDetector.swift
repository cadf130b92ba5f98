internal import CloudTrail
internal import Events
public import Records
public import Sigma
internal import YAML

/// A set of Sigma rules as a detector: each rule at most one alert, each correlation one for a group.
public struct SigmaDetector: Detector {
    /// What becomes of the rules that correlations rest on.
    public enum BaseRules: Sendable {
        /// They raise alerts where the correlation says so.
        case asGenerated
        /// They raise alerts as all others.
        case included
    }

    let ruleSet: RuleSet
    private let builtInFolder: String?
    private let baseRules: BaseRules
    private let threads: Int
    let names: RuleNames

    /// - Parameters:
    ///   - builtInFolder: where the rules lie that come with the program; all others are somebody's own.
    ///   - threads: that share the work.
    public init(
        _ set: RuleSet, builtInFolder: String? = nil, baseRules: BaseRules = .asGenerated, threads: Int = 2
    ) {
        ruleSet = set
        self.builtInFolder = builtInFolder
        self.baseRules = baseRules
        self.threads = threads
        names = RuleNames(set.rules)
    }

    public var rules: [Rule] { ruleSet.rules.map(rule) }

    public func alerts(in trail: Trail, options: DetectionOptions) -> [Alert] {
        report(in: trail, options: options).alerts
    }

    public func report(
        in trail: Trail, options: DetectionOptions, isCancelled: @Sendable () -> Bool
    ) -> DetectionReport? {
        var report = DetectionReport()
        let detections = detections { $0.isCloudTrail }
        let run = RuleRun(detections.map(\.detection), over: trail, threads: threads, isCancelled: isCancelled)
        if isCancelled() { return nil }
        var matches = [RowSet](repeating: .none(of: trail.index.count), count: ruleSet.rules.count)
        for (place, found) in zip(detections, run.matches) { matches[place.number] = found }
        let silent = silentRules
        let raising = matches.indices.filter { !matches[$0].isEmpty && !silent.contains($0) }
        report.alerts = Crew(threads: threads).map(raising.count) { [matches] place in
            let rows = matches[raising[place]].rows.map { Int($0) }
            return alert(ruleSet.rules[raising[place]], rows, trail.index, options)
        }
        var correlations = CorrelationRun(
            ruleSet.rules, names, matches: matches, over: trail, threads: threads, isCancelled: isCancelled)
        for (number, rule) in ruleSet.rules.enumerated() where !silent.contains(number) {
            if isCancelled() { return nil }
            guard case .correlation(let correlation) = rule.content else { continue }
            for hit in correlations.hits(of: number) {
                report.alerts.append(alert(rule, correlation, hit, correlations, trail.index, options))
            }
        }
        for (place, failure) in run.failures.sorted(by: { $0.key < $1.key }) {
            report.note(failure, of: ruleSet.rules[detections[place].number])
        }
        addFindings(of: trail, to: &report)
        return report
    }

    /// The alerts of rules on findings.
    private func addFindings(of trail: Trail, to report: inout DetectionReport) {
        let findings = FindingRules(trail)
        for (number, detection) in detections(where: { !$0.isCloudTrail }) {
            do throws(RuleFailure) {
                let alert = try findings.alert(rule(ruleSet.rules[number]), detection)
                if let alert { report.alerts.append(alert) }
            } catch {
                report.note(error, of: ruleSet.rules[number])
            }
        }
    }

    // MARK: Rules

    /// The rules of some log sources, each with the filters that belong to it.
    private func detections(where isWanted: (LogSource) -> Bool) -> [(number: Int, detection: Detection)] {
        let filters = ruleSet.rules.compactMap { rule -> (LogSource, RuleFilter)? in
            if case .filter(let filter) = rule.content { (rule.logSource, filter) } else { nil }
        }
        return ruleSet.rules.enumerated().compactMap { number, rule in
            guard case .detection(var detection) = rule.content, isWanted(rule.logSource) else { return nil }
            for (logSource, filter) in filters where applies(filter, of: logSource, to: number) {
                detection.add(filter.detection)
            }
            return (number, detection)
        }
    }

    private func applies(_ filter: RuleFilter, of logSource: LogSource, to number: Int) -> Bool {
        guard let references = filter.rules else { return logSource.includes(ruleSet.rules[number].logSource) }
        return references.contains { names[$0.text] == number }
    }

    /// The rules that raise no alerts of their own: filters, and what correlations rest on unless they say otherwise.
    private var silentRules: Set<Int> {
        var silent: Set<Int> = []
        var heard: Set<Int> = []
        for (number, rule) in ruleSet.rules.enumerated() {
            switch rule.content {
            case .detection: break
            case .filter: silent.insert(number)
            case .correlation(let correlation):
                let base = names.bases(of: correlation)
                if correlation.generatesBaseAlerts { heard.formUnion(base) } else { silent.formUnion(base) }
            }
        }
        let isFilter = silent.filter { if case .filter = ruleSet.rules[$0].content { true } else { false } }
        return baseRules == .included ? isFilter : silent.subtracting(heard)
    }

    private func rule(_ rule: SigmaRule) -> Rule {
        let isBuiltIn = builtInFolder.map { rule.header.position.path.hasPrefix($0 + "/") } ?? false
        var kind = isBuiltIn ? Rule.Kind.builtin : .sigma
        if case .correlation = rule.content { kind = .correlation }
        return Rule(rule.header, kind: kind, path: isBuiltIn ? nil : rule.header.position.path)
    }

    // MARK: Alerts

    private func alert(
        _ rule: SigmaRule, _ rows: [Int], _ index: EventIndex, _ options: DetectionOptions
    ) -> Alert {
        Alert(
            self.rule(rule), rows: rows, reasons: CallContext(of: rows[0], in: index, options: options).reasons,
            in: index)
    }

    private func alert(
        _ rule: SigmaRule, _ correlation: Correlation, _ hit: CorrelationHit, _ run: CorrelationRun,
        _ index: EventIndex, _ options: DetectionOptions
    ) -> Alert {
        let rows = hit.rows
        let group = zip(correlation.groupBy, hit.group).map {
            CorrelationMatch.GroupField(field: $0, value: run.text($1))
        }
        let members = correlation.rules.enumerated().map { place, reference in
            let base = names[reference.text].map { ruleSet.rules[$0].header }
            let items = hit.items.filter { $0.rule == place }
            return CorrelationMatch.Member(
                ruleID: base?.id ?? reference.text, title: base?.title ?? reference.text,
                rows: Set(items.flatMap(\.rows)).sorted())
        }
        var alert = Alert(
            self.rule(rule), id: ([rule.header.id] + group.map(\.value)).joined(separator: "/"), rows: rows,
            reasons: CallContext(of: rows[0], in: index, options: options).reasons, in: index)
        alert.correlation = CorrelationMatch(
            group: group, timespan: correlation.timespan, figure: correlation.words(for: hit.figure),
            members: members)
        return alert
    }
}

extension Rule {
    init(_ header: RuleHeader, kind: Kind, path: String?) {
        self.init(
            id: header.id, title: header.title, level: header.level, tags: header.tags, author: header.author,
            kind: kind, path: path, explanation: header.description, references: header.references,
            falsePositives: header.falsePositives)
    }
}

extension DetectionReport {
    fileprivate mutating func note(_ failure: RuleFailure, of rule: SigmaRule) {
        problems.append("\(rule.header.title): \(failure.message)")
    }
}

extension LogSource {
    /// Whether events of CloudTrail are meant, and not findings.
    var isCloudTrail: Bool { service != "guardduty" }

    /// Whether everything of another log source is of this one too.
    fileprivate func includes(_ other: LogSource) -> Bool {
        (product == nil || product == other.product) && (service == nil || service == other.service)
            && (category == nil || category == other.category)
    }
}

extension Detection {
    /// Wants what another detection wants too.
    fileprivate mutating func add(_ other: Detection) {
        let count = selections.count
        selections += other.selections
        condition = .all([condition, other.condition.renumbered(by: count)])
    }
}

extension Condition {
    /// The same condition with all selections' numbers that much higher.
    fileprivate func renumbered(by offset: Int) -> Condition {
        switch self {
        case .selection(let number): .selection(number + offset)
        case .not(let inner): .not(inner.renumbered(by: offset))
        case .all(let parts): .all(parts.map { $0.renumbered(by: offset) })
        case .any(let parts): .any(parts.map { $0.renumbered(by: offset) })
        case .atLeast(let count, let parts): .atLeast(count, parts.map { $0.renumbered(by: offset) })
        }
    }
}

extension Correlation {
    /// What was found, in words: `12 events`.
    func words(for figure: Double) -> String {
        let number = Self.number(figure)
        let plural = figure == 1 ? "" : "s"
        let fields = fields.joined(separator: ", ")
        return switch kind {
        case .eventCount: "\(number) event\(plural)"
        case .valueCount: "\(number) value\(plural) of \(fields)"
        case .temporal: "\(number) of \(rules.count) rules"
        case .temporalOrdered: "\(number) rule\(plural) in order"
        case .valueSum: "sum of \(fields): \(number)"
        case .valueAverage: "average of \(fields): \(number)"
        case .valuePercentile: "percentile \(Self.number(percentile)) of \(fields): \(number)"
        case .valueMedian: "median of \(fields): \(number)"
        }
    }

    /// A number as people write it: `95`, `2.5`.
    private static func number(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
    }
}
