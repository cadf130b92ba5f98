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
        var seen: Set<String> = []
        return trail.report.findings.compactMap { finding in
            guard let value = try? JSONValue.parse(finding.json), let parsed = GuardDutyFinding(value),
                seen.insert(parsed.id).inserted
            else { return nil }
            return alert(parsed, trail.index)
        }
    }

    private func alert(_ finding: GuardDutyFinding, _ index: EventIndex) -> Alert {
        let rows = matching(finding, index)
        let rule = Rule(
            id: finding.type, title: "GuardDuty: \(finding.title)", level: finding.level, kind: .guardduty,
            explanation: finding.description)
        let principals = Set(rows.compactMap { index.text(.principal, $0) }).sorted()
        let reason = ScoreReason(
            points: rule.level.points + 15, text: "GuardDuty severity \(finding.severity)",
            evidence: rows.prefix(1).map { $0 })
        return Alert(
            id: finding.id, rule: rule, rows: rows, leadRow: rows.first, count: finding.count, first: finding.first,
            last: finding.last, principals: principals.isEmpty ? [finding.userName].compactMap { $0 } : principals,
            accessKeys: [finding.accessKeyID].compactMap { $0 }, addresses: [finding.address].compactMap { $0 },
            account: finding.account, region: finding.region, reasons: [reason])
    }

    /// The calls that the finding speaks of: by its key, from its address, of its API, in its time.
    private func matching(_ finding: GuardDutyFinding, _ index: EventIndex) -> [Int] {
        guard finding.accessKeyID != nil || finding.address != nil else { return [] }
        var rows = index.rows(from: finding.first, to: finding.last.advanced(byMilliseconds: 1))
        if let key = finding.accessKeyID { rows = rows.intersection(index.rows(.key, equal: key)) }
        if let address = finding.address { rows = rows.intersection(index.rows(.ip, equal: address)) }
        if let api = finding.api { rows = rows.intersection(index.rows(.name, equal: api)) }
        return rows.rows.map { Int($0) }
    }
}
