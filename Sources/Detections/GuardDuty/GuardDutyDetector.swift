internal import CloudTrail
internal import Events
internal import Ingest
internal import JSON
internal import Records
internal import Sigma

/// GuardDuty's findings as alerts, joined to the events of the trail that they speak of.
struct GuardDutyDetector: Detector {
    var rules: [Rule] { [] }

    func alerts(in trail: Trail, options: DetectionOptions) -> [Alert] {
        let findings = trail.report.findings.compactMap { finding in
            (try? JSONValue.parse(finding.json)).flatMap { GuardDutyFinding($0) }
        }
        let links = GuardDutyLinks(index: trail.index)
        return findings.latest.map { finding in
            // A sample speaks of calls that nobody made.
            let rows = finding.standing == .sample ? [] : links.rows(finding)
            return alert(finding, rows, in: trail.index, options)
        }
    }

    private func alert(
        _ finding: GuardDutyFinding, _ rows: [Int], in index: EventIndex, _ options: DetectionOptions
    ) -> Alert {
        let said = finding.calls
        let principals = Alert.values(.principal, of: rows, in: index)
        let keys = said.keys.isEmpty ? Alert.values(.key, of: rows, in: index) : said.keys
        let addresses = said.addresses.isEmpty ? Alert.values(.ip, of: rows, in: index) : said.addresses
        return Alert(
            id: finding.id, rule: rule(of: finding), rows: rows, leadRow: rows.first, count: finding.count,
            first: finding.first, last: finding.last,
            principals: principals.isEmpty ? said.callers.map(\.name) : principals, accessKeys: keys,
            addresses: addresses, account: finding.account, region: finding.region,
            reasons: reasons(finding, rows.first, in: index, options), standing: finding.standing)
    }

    private func rule(of finding: GuardDutyFinding) -> Rule {
        let word =
            switch finding.standing {
            case .open: ""
            case .archived: ", archived"
            case .sample: ", sample"
            }
        let made = finding.standing == .sample ? "GuardDuty made this up on request; nothing happened. " : ""
        return Rule(
            id: finding.type.rawValue, title: "GuardDuty\(word): \(finding.title)", level: finding.level,
            tags: finding.tags, kind: .guardduty, explanation: made + finding.description)
    }

    private func reasons(
        _ finding: GuardDutyFinding, _ lead: Int?, in index: EventIndex, _ options: DetectionOptions
    ) -> [ScoreReason] {
        if finding.standing == .sample {
            return [ScoreReason(points: 0, text: "a sample: nothing happened", evidence: [])]
        }
        let severity = finding.severity.map { "GuardDuty severity \($0)" } ?? "GuardDuty gives no severity"
        let level = ScoreReason(points: finding.level.points, text: severity, evidence: lead.map { [$0] } ?? [])
        return [level] + (lead.map { CallContext(of: $0, in: index, options: options).reasons } ?? [])
    }
}
