internal import CloudTrail
internal import Events
internal import Records
internal import Robots

/// What was done, phase by phase; what of it is still there; what they were after; where the view ends.
enum ActionsDraft {
    static func draft(_ facts: CaseFacts, _ index: EventIndex) -> Draft {
        var draft = Draft(facts.coverage.confidence)
        let rows = facts.scope.attackerRows
        let denied = rows.count { index.flags($0).outcome == .denied }
        let ok = rows.count { index.flags($0).outcome == .ok }
        let repeated = rows.count { index.isRepeat($0) }
        draft.add(
            "\(Wording.counted(rows.count, "call")): \(ok) allowed, \(denied) denied, "
                + (repeated == 0 ? "" : "\(repeated) that asked again for what was open, ")
                + "\(rows.count - ok - denied - repeated) failed.", [rows[0], rows[rows.count - 1]], of: rows.count)
        addGravest(facts, &draft)
        let phases = facts.phases.map { phase in
            "\(phase.name) (\(Wording.span(phase.first, phase.last)), \(Wording.counted(phase.rows.count, "call")))"
        }
        if !phases.isEmpty {
            draft.add(
                "Phases: \(Wording.list(phases, atMost: 16)).",
                facts.phases.flatMap { [$0.rows[0], $0.rows[$0.rows.count - 1]] }, .inferred)
        }
        addMatrix(facts, &draft)
        addTargets(facts, &draft)
        addChanges(facts, &draft)
        for pattern in facts.patterns where [.pivotKey, .keyPairLaunch, .shellAccess].contains(pattern.kind) {
            draft.add(pattern.text, pattern.rows, pattern.mark, pattern.confidence)
        }
        return draft
    }

    private static func addTargets(_ facts: CaseFacts, _ draft: inout Draft) {
        let leading = Interest.leading(facts.services)
        let services = leading.map { service in
            "\(service.name.uppercased()) (\(service.succeeded) of \(Wording.counted(service.attempts, "call")) allowed)"
        }
        if !services.isEmpty {
            draft.add("They were after \(Wording.list(services)).", leading.flatMap(\.ends), .inferred)
        }
        // The order of interests is by keys first: what is named most is another matter.
        let resources = facts.resources.sorted { ($1.attempts, $0.name) < ($0.attempts, $1.name) }.prefix(3)
        if !resources.isEmpty {
            let names = resources.map { "\($0.name) (\(Wording.counted($0.attempts, "call")))" }
            draft.add("Most named: \(Wording.list(names)).", resources.flatMap(\.ends))
        }
    }

    /// What the calls told the attacker of the keys. A call that was never tried with a key says nothing of it.
    private static func addMatrix(_ facts: CaseFacts, _ draft: inout Draft) {
        let tried = (facts.matrix?.cells ?? []).map { $0.compactMap(\.self) }.filter { !$0.isEmpty }
        guard tried.count > 1 else { return }
        let all = tried.count { cells in cells.allSatisfy { $0 == .ok } }
        let none = tried.count { !$0.contains(.ok) }
        let shares = [
            (all, "all that was tried with them"), (tried.count - all - none, "a part of what was tried"),
            (none, "nothing that was tried"),
        ]
        .filter { $0.0 > 0 }.map { "\($0.0) \($0.0 == 1 ? "was" : "were") allowed \($0.1)" }
        draft.add(
            "Of \(Wording.counted(tried.count, "key")) that were used, \(Wording.list(shares)).",
            facts.scope.confirmedKeys.compactMap(\.attackerRows.first))
    }

    private static func addChanges(_ facts: CaseFacts, _ draft: inout Draft) {
        let coverage = facts.coverage
        func open(_ count: Int, _ state: String) -> String {
            guard count > 0 else { return "" }
            return ", \(count) \(coverage.still) \(state)"
                + (coverage.allowsNegativeAnswers ? " (coverage \(coverage.told))" : "")
        }
        let opened = facts.securityGroups.map(\.opened) ?? 0
        if let ledger = facts.securityGroups, opened > 0 {
            let openings = Set(ledger.rules.compactMap(\.openedBy.first)).sorted()
            draft.add(
                "\(Wording.counted(ledger.opened, "rule")) of security groups opened, \(ledger.revoked) revoked since"
                    + "\(open(ledger.stillOpen.count, "open")).",
                [openings.first, openings.last].compactMap(\.self), of: openings.count)
        }
        let there = facts.changes.filter { $0.removedBy == nil && $0.kind != .unclassified }
        if !facts.changes.isEmpty {
            draft.add(
                "\(Wording.counted(facts.changes.count, opened > 0 ? "other change" : "change")) of resources"
                    + "\(open(there.count, "there")).", facts.changes.map(\.row))
        }
        if !coverage.allowsNegativeAnswers {
            draft.add(
                "The trail may lack calls of the attacker, and what undid them (coverage \(coverage.told)): none of this is "
                    + "complete.", [], .unknown)
        }
    }
}
