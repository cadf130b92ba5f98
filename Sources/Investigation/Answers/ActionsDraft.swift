internal import CloudTrail
internal import Events
internal import Robots

/// What was done, phase by phase; what of it is still there; what they were after; where the view ends.
enum ActionsDraft {
    static func draft(_ facts: CaseFacts, _ index: EventIndex) -> Draft {
        var draft = Draft(facts.coverage.confidence)
        let rows = facts.scope.attackerRows
        let denied = rows.count { index.flags($0).outcome == .denied }
        let ok = rows.count { index.flags($0).outcome == .ok }
        draft.add(
            "\(Wording.counted(rows.count, "call")): \(ok) allowed, \(denied) denied, \(rows.count - ok - denied) failed."
        )
        let phases = facts.phases.map { phase in
            "\(phase.name) (\(Wording.span(phase.first, phase.last)), \(Wording.counted(phase.rows.count, "call")))"
        }
        if !phases.isEmpty {
            draft.add(
                "Phases: \(Wording.list(phases, atMost: 16)).",
                facts.phases.flatMap { [$0.rows[0], $0.rows[$0.rows.count - 1]] })
        }
        addMatrix(facts, &draft)
        addTargets(facts, &draft)
        addChanges(facts, &draft)
        for pattern in facts.patterns where [.pivotKey, .keyPairLaunch, .shellAccess].contains(pattern.kind) {
            draft.add(pattern.text, pattern.rows)
        }
        return draft
    }

    private static func addTargets(_ facts: CaseFacts, _ draft: inout Draft) {
        let services = Interest.leading(facts.services).map { service in
            "\(service.name.uppercased()) (\(service.succeeded) of \(Wording.counted(service.attempts, "call")) allowed)"
        }
        if !services.isEmpty { draft.add("They were after \(Wording.list(services)).") }
        let resources = facts.resources.prefix(3).map { "\($0.name) (\(Wording.counted($0.attempts, "call")))" }
        if !resources.isEmpty { draft.add("Most named: \(Wording.list(resources)).") }
    }

    /// What the sweep told the attacker of the keys.
    private static func addMatrix(_ facts: CaseFacts, _ draft: inout Draft) {
        guard let cells = facts.matrix?.cells.map({ $0.compactMap { $0 } }).filter({ !$0.isEmpty }), cells.count > 1
        else { return }
        let all = cells.count { $0.allSatisfy { $0 == .ok } }
        let none = cells.count { !$0.contains(.ok) }
        draft.add(
            "Of \(Wording.counted(cells.count, "key")), \(all) \(all == 1 ? "was" : "were") allowed every call of the matrix "
                + "and \(none) not one.")
    }

    private static func addChanges(_ facts: CaseFacts, _ draft: inout Draft) {
        if let ledger = facts.securityGroups, ledger.opened > 0 {
            let open = ledger.stillOpen.count
            var text =
                "\(Wording.counted(ledger.opened, "rule")) of security groups opened, \(ledger.revoked) revoked since"
            text +=
                open == 0
                ? "." : ", \(open) still open."
            draft.add(
                text,
                ledger.rules.compactMap(\.openedBy.first).prefix(1) + ledger.rules.compactMap(\.openedBy.last).suffix(1)
            )
        }
        let there = facts.changes.filter { $0.removedBy == nil }
        if !facts.changes.isEmpty {
            draft.add(
                "\(Wording.counted(facts.changes.count, "other change")) of resources, \(there.count) of them still there.",
                there.map(\.row))
        }
    }
}
