internal import CloudTrail
internal import Events
internal import Records
internal import Sigma

/// Security groups opened in a burst: many rules on many groups in a few minutes, by one principal.
struct SecurityGroupBurstDetector: Detector {
    static let rule = Rule(
        id: "huckleberry-security-group-burst", title: "Security groups opened in a burst", level: .high,
        tags: ["attack.defense-evasion", "attack.t1562.007"],
        explanation: "One principal authorised ingress on many groups within minutes. Deployments do this too: compare "
            + "the client, the address and the sources that were let in.")

    var rules: [Rule] { [Self.rule] }

    func alerts(in trail: Trail, options: DetectionOptions) -> [Alert] {
        let index = trail.index
        let openings = index.rows(.name, equal: "AuthorizeSecurityGroupIngress")
            .intersection(index.rows(.outcome, equal: Outcome.ok.word))
        guard openings.count >= options.burstRules else { return [] }
        var found: [Int] = []
        for group in index.groups(.principal, in: openings) where group.count >= options.burstRules {
            let rows = openings.intersection(index.rows(.principal, code: group.code)).rows.map { Int($0) }
            found += burst(rows, trail, options)
        }
        guard !found.isEmpty else { return [] }
        found.sort()
        let context = CallContext(of: found[0], in: index, options: options)
        let size = ScoreReason(
            points: 10, text: "\(found.count) openings", evidence: [found[0], found[found.count - 1]])
        return [Alert(Self.rule, rows: found, reasons: [size] + context.reasons, in: index)]
    }

    /// The rows that lie in a window with enough rules on enough groups.
    private func burst(_ rows: [Int], _ trail: Trail, _ options: DetectionOptions) -> [Int] {
        let length = Int64(options.burstMinutes) * EventTime.minute
        let times = trail.index.times
        var rules: [(row: Int, rule: SecurityGroupRule)] = []
        trail.records.forEach(rows) { row, record in
            for rule in SecurityGroupRule.rules(in: record.json) { rules.append((row, rule)) }
        }
        rules.sort { $0.row < $1.row }
        var found: Set<Int> = []
        var start = 0
        for end in rules.indices {
            while times[rules[end].row] - times[rules[start].row] > length { start += 1 }
            let window = rules[start...end]
            guard window.count >= options.burstRules,
                Set(window.map(\.rule)).count >= options.burstRules,
                Set(window.map(\.rule.group)).count >= options.burstGroups
            else { continue }
            found.formUnion(window.map(\.row))
        }
        return found.sorted()
    }
}
