public import Detections

/// The detectors that alerts come from, as they were read, with what was wrong with rules that are left out.
public struct DetectorSet: Sendable {
    public var detectors: [any Detector]
    /// One sentence for each rule that was rejected.
    public var problems: [String]

    public init(_ detectors: [any Detector], problems: [String] = []) {
        self.detectors = detectors
        self.problems = problems
    }

    var ruleCount: Int { detectors.reduce(0) { $0 + $1.rules.count } }
}

/// What came of reading the rules again.
public struct RuleReload: Hashable, Sendable {
    /// Rules that are in force now.
    public var rules: Int
    public var rejected: Int
    /// What is wrong with the first that was rejected or could not be followed to its end.
    public var problem: String?
    /// Alerts that were not there before.
    public var new: Int
    /// Alerts that are not there any more.
    public var gone: Int

    public init(rules: Int, rejected: Int = 0, problem: String? = nil, new: Int = 0, gone: Int = 0) {
        self.rules = rules
        self.rejected = rejected
        self.problem = problem
        self.new = new
        self.gone = gone
    }

    /// `412 rules, 1 rejected · 2 new alerts, 1 gone · aws.yml:3: no title`.
    var words: String {
        let rules = counted(rules, "rule") + (rejected == 0 ? "" : ", \(rejected.grouped) rejected")
        let alerts = "\(counted(new, "new alert"))" + (gone == 0 ? "" : ", \(gone.grouped) gone")
        return ([rules, alerts] + [problem].compactMap { $0 }).joined(separator: " · ")
    }
}
