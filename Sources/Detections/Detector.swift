public import Records
public import Sigma

/// Something that raises alerts over a trail: a built-in rule, the findings of another product, or a set of rules.
public protocol Detector: Sendable {
    /// The rules that the detector may raise.
    var rules: [Rule] { get }

    /// The alerts of a trail, at most one for a rule, of a correlation one for a group. The result depends on nothing
    /// but the trail and the options.
    func alerts(in trail: Trail, options: DetectionOptions) -> [Alert]

    /// The same, with what could not be followed to its end; nil where it was given up.
    func report(in trail: Trail, options: DetectionOptions, isCancelled: @Sendable () -> Bool) -> DetectionReport?

    /// Why an alert of this detector holds a row; nil where the alert is not its own, or says all by itself.
    func explanation(of row: Int, in alert: Alert, of trail: Trail) -> Explanation?

    /// The same for many rows, by alert and row; records are read source by source.
    func explanations(of wanted: [(alert: Alert, rows: [Int])], of trail: Trail) -> [[Int: Explanation]]
}

extension Detector {
    public func report(
        in trail: Trail, options: DetectionOptions, isCancelled: @Sendable () -> Bool
    ) -> DetectionReport? {
        isCancelled() ? nil : DetectionReport(alerts: alerts(in: trail, options: options))
    }

    /// The report, to its end.
    public func report(in trail: Trail, options: DetectionOptions = DetectionOptions()) -> DetectionReport {
        report(in: trail, options: options) { false } ?? DetectionReport()
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
        report(in: trail, options: options).alerts
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
        report(in: trail, options: options) { false } ?? DetectionReport()
    }

    /// The same; nil where it was given up.
    public func report(
        in trail: Trail, options: DetectionOptions = DetectionOptions(), isCancelled: @Sendable () -> Bool
    ) -> DetectionReport? {
        var whole = DetectionReport()
        for detector in self {
            guard let report = detector.report(in: trail, options: options, isCancelled: isCancelled) else {
                return nil
            }
            whole.alerts += report.alerts
            whole.problems += report.problems
        }
        whole.alerts.sort(by: Alert.precedes)
        return whole
    }
}
