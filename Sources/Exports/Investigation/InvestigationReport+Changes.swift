internal import CloudTrail
internal import Events
internal import Investigation
internal import Records

/// What the attacker opened and changed, and what of it still stands.
extension InvestigationReport {
    var openedRules: Report.Section {
        let ledger = found.securityGroups
        guard ledger.isTold else { return Report.Section("Security groups", []) }
        return Report.Section(
            "Security groups",
            [
                .paragraph(
                    "\(ledger.opened) unique rules opened, \(ledger.revoked) revoked, \(ledger.stillOpen.count) still open "
                        + "at \(time(ledger.asOf)) (coverage \(found.coverage.told)); "
                        + "\(ledger.attempts(in: found.coverage)).\(doubt)"),
                .table(
                    headings: [
                        "still open in", "region", "rules", "first of them", "opened by", "to everybody", "exposes",
                    ],
                    rows: groups(ledger.stillOpen)),
            ])
    }

    /// What is shown as still open or there may be gone where the trail may lack what took it away.
    private var doubt: String {
        found.coverage.allowsNegativeAnswers
            ? "" : " A removal may be missing from the trail: whether what is shown as still there is so is unknown."
    }

    /// A line for each group, in the order of their first openings.
    private func groups(_ rules: [OpenedRule]) -> [[String]] {
        var order: [[String]] = []
        var byGroup: [[String]: [OpenedRule]] = [:]
        for rule in rules {
            let group = [rule.rule.group, rule.region, rule.account]
            if byGroup[group] == nil { order.append(group) }
            byGroup[group, default: []].append(rule)
        }
        return order.map { group in
            let rules = byGroup[group] ?? []
            let exposed = Set(rules.flatMap(\.exposes).map(\.name)).sorted()
            let services = rules.map { Exposure($0.rule) }.filter(\.isOpenToAll).flatMap(\.ports).map(\.service)
            return [
                group[0], group[1], String(rules.count), rules[0].standing.summary,
                rules[0].openedBy.first.flatMap { index.eventIDs[$0] } ?? "-",
                services.isEmpty ? "-" : Set(services).sorted().joined(separator: ", "),
                exposed.isEmpty ? "unknown" : exposed.joined(separator: " "),
            ]
        }
    }

    var changes: Report.Section {
        guard !found.changes.isEmpty else { return Report.Section("Changes", []) }
        return Report.Section(
            "Changes",
            [
                .paragraph(
                    "\(found.changes.count) changes, \(stillThere) (coverage \(found.coverage.told)).\(doubt)"),
                .table(
                    headings: ["what", "which", "more", "region", "by", "event", "undone by"],
                    rows: found.changes.map { change in
                        [
                            change.kind.rawValue, change.id, change.detail ?? "-", change.region, change.by,
                            index.eventIDs[change.row] ?? "-",
                            change.removedBy.map { index.eventIDs[$0] ?? "yes" }
                                ?? change.turnedOffBy.map { "turned off by \(index.eventIDs[$0] ?? "another call")" }
                                ?? change.putBackBy.map { "put back by \(index.eventIDs[$0] ?? "another call")" }
                                ?? (change.kind == .unclassified ? "unknown" : "still there"),
                        ]
                    }),
            ])
    }

    /// `5 still there`, `5 still there, 1 of them turned off`.
    private var stillThere: String {
        let there = found.changes.filter { $0.removedBy == nil && $0.kind != .unclassified }
        let off = there.count { $0.turnedOffBy != nil }
        return "\(there.count) still there" + (off == 0 ? "" : ", \(off) of them turned off")
    }
}
