public import Records
public import Sigma

/// Something that raises alerts over a trail: a built-in rule, the findings of another product, or a set of rules.
public protocol Detector: Sendable {
    /// The rules that the detector may raise.
    var rules: [Rule] { get }

    /// The alerts of a trail, at most one for a rule, of a correlation one for a group. The result depends on nothing
    /// but the trail and the options.
    func alerts(in trail: Trail, options: DetectionOptions) -> [Alert]

    /// The same, with what could not be followed to its end.
    func report(in trail: Trail, options: DetectionOptions) -> DetectionReport

    /// Why an alert of this detector holds a row; nil where the alert is not its own, or says all by itself.
    func explanation(of row: Int, in alert: Alert, of trail: Trail) -> Explanation?

    /// The same for many rows, by alert and row; records are read source by source.
    func explanations(of wanted: [(alert: Alert, rows: [Int])], of trail: Trail) -> [[Int: Explanation]]
}

extension Detector {
    public func report(in trail: Trail, options: DetectionOptions) -> DetectionReport {
        DetectionReport(alerts: alerts(in: trail, options: options))
    }

    public func explanation(of row: Int, in alert: Alert, of trail: Trail) -> Explanation? { nil }

    public func explanations(of wanted: [(alert: Alert, rows: [Int])], of trail: Trail) -> [[Int: Explanation]] {
        wanted.map { _ in [:] }
    }
}

/// Thresholds that analysts may change.
public struct DetectionOptions: Sendable, Equatable {
    /// How many days of history a verdict "new" needs.
    public var baselineDays = 30
    /// What was first seen this many days before an alert counts as new to it: intruders return.
    public var recentDays = 3

    public init() {}
}

extension [any Detector] {
    /// What looks at a trail: rules, what comes with the program beside them, and the findings of GuardDuty.
    ///
    /// - Parameters:
    ///   - builtInFolder: where the rules lie that come with the program; nil where nothing of it is wanted.
    ///   - threads: that share the work.
    public static func standard(
        _ rules: RuleSet, builtInFolder: String?, baseRules: SigmaDetector.BaseRules = .asGenerated, threads: Int
    ) -> [any Detector] {
        let sigma = SigmaDetector(rules, builtInFolder: builtInFolder, baseRules: baseRules, threads: threads)
        return builtInFolder == nil ? [sigma, GuardDutyDetector()] : builtIn + [sigma]
    }

    /// What Huckleberry looks for without rules: what needs the history of principals and addresses, which rules cannot
    /// ask for, and the findings of GuardDuty.
    public static var builtIn: [any Detector] { [KeyPairDetector(), PermissionProbeDetector(), GuardDutyDetector()] }

    /// All alerts, the gravest first.
    public func alerts(in trail: Trail, options: DetectionOptions = DetectionOptions()) -> [Alert] {
        flatMap { $0.alerts(in: trail, options: options) }.sorted(by: Alert.precedes)
    }

    /// Why an alert holds a row; nil where the alert says all by itself.
    public func explanation(of row: Int, in alert: Alert, of trail: Trail) -> Explanation? {
        lazy.compactMap { $0.explanation(of: row, in: alert, of: trail) }.first
    }

    /// The same for many rows, by alert and row; records are read source by source.
    public func explanations(of wanted: [(alert: Alert, rows: [Int])], of trail: Trail) -> [[Int: Explanation]] {
        var found = wanted.map { _ in [Int: Explanation]() }
        for detector in self {
            for (number, explanations) in detector.explanations(of: wanted, of: trail).enumerated() {
                found[number].merge(explanations) { first, _ in first }
            }
        }
        return found
    }

    /// All alerts, the gravest first, and what could not be followed to its end.
    public func report(in trail: Trail, options: DetectionOptions = DetectionOptions()) -> DetectionReport {
        var whole = DetectionReport()
        for detector in self {
            let report = detector.report(in: trail, options: options)
            whole.alerts += report.alerts
            whole.problems += report.problems
        }
        whole.alerts.sort(by: Alert.precedes)
        return whole
    }

    /// The alerts, or nil where it was given up; that is asked before each detector.
    public func alerts(
        in trail: Trail, options: DetectionOptions = DetectionOptions(), isCancelled: () -> Bool
    ) -> [Alert]? {
        var found: [Alert] = []
        for detector in self {
            if isCancelled() { return nil }
            found += detector.alerts(in: trail, options: options)
        }
        return found.sorted(by: Alert.precedes)
    }
}
