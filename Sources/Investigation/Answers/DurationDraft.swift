internal import CloudTrail
internal import Events
internal import Robots

/// How long: the attacker's first and last call, and until when what the attacker held worked.
enum DurationDraft {
    static func draft(_ facts: CaseFacts, _ index: EventIndex) -> Draft {
        var draft = Draft(facts.coverage.confidence)
        guard let dwell = facts.dwell else { return draft }
        draft.add(
            "From \(Wording.span(dwell.first, dwell.last)) UTC: \(Wording.length(dwell.length)).",
            [dwell.firstRow, dwell.lastRow])
        addEnd(dwell, facts, index, &draft)
        addDoors(facts, &draft)
        addIdleness(facts, &draft)
        addBeginning(facts, &draft)
        return draft
    }

    // MARK: The end

    private static func addEnd(
        _ dwell: Dwell, _ facts: CaseFacts, _ index: EventIndex, _ draft: inout Draft
    ) {
        let ends = dwell.held.compactMap(\.endedBy)
        let coverage = facts.coverage
        func addTaken() { for (text, rows) in takenAway(dwell, index) { draft.add(text, rows) } }
        guard !dwell.standing.isEmpty else {
            guard let closed = dwell.closed else { return }
            draft.addAbsence(
                "All that is known to have been in the attacker's hands had ended by \(Wording.moment(closed)) "
                    + "(coverage \(coverage.told)): \(tally(dwell.held)).", ends, in: coverage)
            addTaken()
            return
        }
        if let keys = keys(dwell, coverage) { draft.addAbsence(keys, dwell.ended.map(\.row), in: coverage) }
        if let passwords = passwords(dwell) { draft.addAbsence(passwords, in: coverage) }
        if let identities = identities(dwell) { draft.add(identities, [], .unknown) }
        for sentence in [sessions(dwell), renewals(facts.scope)].compactMap(\.self) {
            draft.add(sentence, [], .inferred)
        }
        addTaken()
        let span = Wording.length(dwell.end.milliseconds - dwell.first.milliseconds)
        if coverage.allowsNegativeAnswers {
            draft.addAbsence(
                "So the attacker could act for \(span), and longer (coverage \(coverage.told)).", ends, in: coverage)
        } else {
            draft.add(
                "Whether all of it still works is unknown, since the trail may lack what took it away "
                    + "(coverage \(coverage.told)).", ends, .unknown)
        }
    }

    private static func keys(_ dwell: Dwell, _ coverage: Coverage) -> String? {
        let all = dwell.held.filter { $0.kind == .key }
        let open = all.filter { $0.works(after: dwell.end) }
        guard !open.isEmpty else { return nil }
        let made = open.count { $0.isMade }
        let ofThem = made == 0 ? "" : ", \(made == open.count ? "" : "\(made) of them ")made by the attacker"
        return "\(share(open.count, of: all.count, "long-lived key")) \(open.count == 1 ? "was" : "were") "
            + "\(coverage.still) active at the end of the trail, \(Wording.moment(dwell.end)): "
            + "\(Wording.list(open.map(\.name), atMost: 12))\(ofThem)."
    }

    /// The long-lived keys that were taken away, how and when: `Turned off: leo (AKIA...) at 2020-05-06 09:20:00.`
    private static func takenAway(_ dwell: Dwell, _ index: EventIndex) -> [(text: String, rows: [Int])] {
        let keys = dwell.held.filter { $0.kind == .key && !$0.works(after: dwell.end) }
            .compactMap { key in key.endedBy.map { (name: key.name, row: $0) } }
            .sorted { ($0.row, $0.name) < ($1.row, $1.name) }
        let ways = [("Turned off", "UpdateAccessKey"), ("Deleted", "DeleteAccessKey"), ("Cut off", nil)]
        return ways.compactMap { way, call in
            let own = keys.filter { key in
                let name = index.text(.name, key.row)
                return call.map { $0 == name } ?? (name != "UpdateAccessKey" && name != "DeleteAccessKey")
            }
            guard !own.isEmpty else { return nil }
            let names = own.map { "\($0.name) at \(Wording.moment(index.time($0.row)))" }
            return ("\(way): \(Wording.list(names)).", own.map(\.row))
        }
    }

    private static func passwords(_ dwell: Dwell) -> String? {
        let open = dwell.held.filter { $0.kind == .password && $0.works(after: dwell.end) }
        guard !open.isEmpty else { return nil }
        let names = open.map { $0.name + ($0.isMade ? ", which the attacker set" : "") }
        return
            "Nobody has changed or deleted the \(open.count == 1 ? "password" : "passwords") of \(Wording.list(names))."
    }

    private static func identities(_ dwell: Dwell) -> String? {
        let names = dwell.held.filter { $0.kind == .identity }.map(\.name)
        guard !names.isEmpty else { return nil }
        return "Whether an identity provider still lets \(Wording.list(names)) in is not in the trail."
    }

    private static func sessions(_ dwell: Dwell) -> String? {
        let all = dwell.held.filter { $0.kind == .temporary }
        let open = all.filter { $0.works(after: dwell.end) }
        guard !open.isEmpty else { return nil }
        let names = open.map { session in
            session.name + (session.end.map { " until \(Wording.moment($0))" } ?? "")
        }
        return "\(share(open.count, of: all.count, "temporary credential")) "
            + "\(open.count == 1 ? "works" : "work") on at the end of the trail, whatever becomes of the key that issued "
            + "\(open.count == 1 ? "it" : "them"): \(Wording.list(names)) at the latest."
    }

    /// `3 of 8 keys`, `2 keys` where it is all of them.
    private static func share(_ count: Int, of all: Int, _ noun: String) -> String {
        (count == all ? "" : "\(count) of ") + Wording.counted(all, noun)
    }

    /// Who could read the credentials of an instance can read the next ones as well.
    private static func renewals(_ scope: Scope) -> String? {
        let instances = Set(
            scope.sessions.filter { $0.status == .confirmed && $0.accessKeyID != nil }
                .compactMap(\.session).filter(SessionName.isInstance)
        ).sorted()
        guard !instances.isEmpty else { return nil }
        return
            "\(Wording.list(instances, atMost: 3)) \(instances.count == 1 ? "gets" : "get") new ones before these end: "
            + "whoever could read them can read those."
    }

    /// `2 keys and 1 password were taken away, 3 temporary credentials ran out`.
    private static func tally(_ held: [HeldCredential]) -> String {
        let taken = held.filter { $0.endedBy != nil }
        let expired = held.count - taken.count
        let kinds: [(HeldCredential.Kind, String)] = [
            (.key, "key"), (.password, "password"), (.temporary, "temporary credential"),
        ]
        let counts = kinds.compactMap { kind, noun in
            let count = taken.count { $0.kind == kind }
            return count == 0 ? nil : Wording.counted(count, noun)
        }
        return [
            counts.isEmpty ? nil : "\(Wording.list(counts)) \(taken.count == 1 ? "was" : "were") taken away",
            expired == 0 ? nil : "\(Wording.counted(expired, "temporary credential")) ran out",
        ].compactMap(\.self).joined(separator: ", ")
    }

    /// What lets somebody in, or make credentials, without being one.
    private static let doors: Set<ResourceChange.Kind> = [
        .user, .role, .trustPolicy, .identityProvider, .sshPublicKey, .serviceCredential, .signingCertificate,
        .trustAnchor, .permissionSet, .accountAssignment, .directoryUser,
    ]

    private static func addDoors(_ facts: CaseFacts, _ draft: inout Draft) {
        let open = facts.changes.filter { $0.removedBy == nil && doors.contains($0.kind) }
        guard !open.isEmpty else { return }
        let names = open.map { "\(Wording.name(of: $0.id)) (\($0.kind.rawValue))" }.onceEach()
        draft.add(
            "Ways in that the attacker made or changed are \(facts.coverage.still) there: \(Wording.list(names)).",
            open.map(\.row))
    }

    // MARK: The beginning

    /// Keys that lay idle, and are suddenly used by one hand, were found shortly before.
    private static func addIdleness(_ facts: CaseFacts, _ draft: inout Draft) {
        let keys = facts.scope.confirmedKeys.filter { $0.idleBefore != .notApplicable }
        guard !keys.isEmpty else { return }
        let idle = keys.filter { $0.idleBefore == .yes }
        let unknown = keys.filter { $0.idleBefore == .unknown }
        if !idle.isEmpty {
            draft.add(
                "Nobody else used \(share(idle.count, of: keys.count, "key")) in the baseline before: "
                    + "\(idle.count == 1 ? "it was" : "they were") probably found recently (inferred).",
                idle.compactMap(\.attackerRows.first), .inferred,
                facts.coverage.allowsNegativeAnswers ? .medium : .low)
        }
        if !unknown.isEmpty {
            draft.add(
                "Whether \(share(unknown.count, of: keys.count, "key")) lay idle before is unknown: "
                    + "insufficient history.", [], .unknown)
        }
    }

    private static func addBeginning(_ facts: CaseFacts, _ draft: inout Draft) {
        let days = facts.coverage.historyDays
        guard facts.coverage.grade != .complete else { return }
        if days < 1 {
            draft.add("It may have begun before the trail does.", [], .unknown)
            draft.confidence = .low
        } else if days < facts.baselineDays {
            draft.add(
                "The trail reaches back \(Wording.counted(days, "day")): an earlier beginning would not be seen.", [],
                .unknown)
        }
    }
}
