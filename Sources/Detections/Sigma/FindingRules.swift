internal import CloudTrail
internal import Ingest
internal import JSON
internal import Patterns
internal import Records
internal import Sigma

/// Rules for GuardDuty: what they ask is asked of its findings, and not of events.
struct FindingRules {
    private let findings: [(json: JSONValue, finding: GuardDutyFinding)]

    init(_ trail: Trail) {
        findings = trail.report.findings.compactMap { finding in
            guard let json = try? JSONValue.parse(finding.json), let parsed = GuardDutyFinding(json) else { return nil }
            return (json, parsed)
        }
    }

    /// The alert of a rule; nil where no finding matches.
    func alert(_ rule: Rule, _ detection: Detection) throws(RuleFailure) -> Alert? {
        guard !findings.isEmpty else { return nil }
        var test = try RuleExplainer(detection)
        var matches: [GuardDutyFinding] = []
        var costly = 0
        for (json, finding) in findings {
            do throws(RegularExpression.LimitExceeded) {
                if try test.matches(json) { matches.append(finding) }
            } catch {
                costly += 1
            }
        }
        if matches.isEmpty, costly > 0 { throw .tooCostly(costly) }
        matches = matches.latest.filter { $0.standing != .sample }
        guard let first = matches.map(\.first).min(), let last = matches.map(\.last).max() else { return nil }
        func values(_ of: (GuardDutyFinding) -> [String]) -> [String] { Set(matches.flatMap(of)).sorted() }
        return Alert(
            id: rule.id, rule: rule, rows: [], leadRow: nil, count: matches.count, first: first, last: last,
            principals: values { $0.calls.callers.map(\.name) }, accessKeys: values(\.calls.keys),
            addresses: values(\.calls.addresses), account: matches[0].account, region: matches[0].region,
            reasons: [ScoreReason(points: rule.level.points, text: "level \(rule.level.rawValue)", evidence: [])])
    }
}
