internal import CloudTrail
internal import Events
internal import Intelligence
internal import Investigation
internal import Records

/// Which credentials and addresses the incident reaches, and which it does not.
extension NotesDraft {
    mutating func scopeTables() {
        open("Scope", "scope", startsPage: true)
        scopeSentence()
        keys()
        addresses()
        principals()
        sessions()
        externalAccounts()
        keptOut()
    }

    private mutating func scopeSentence() {
        let keys = scope.confirmedKeys
        guard let onset = scope.onset, scope.hasMembers else {
            return say(
                index.count == 0
                    ? "There is nothing to judge by." : "No key is known to be in an attacker's hands.",
                index.count == 0 ? .unknown : .inferred, [], confidence: found.coverage.confidence)
        }
        let ends = [scope.attackerRows.first, scope.attackerRows.last].compactMap(\.self)
        add(
            .paragraph(
                statement(
                    """
                    The attacker used \(holdings), from \
                    \(counted: scope.confirmedAddresses.count, "address", plural: "addresses").
                    """, .observed, ends, of: scope.attackerRows.count)))
        say(
            "The incident begins at \(time: onset.time): \(onset.reason).", .inferred,
            Array(scope.attackerRows.prefix(1)))
        let unused = keys.count { $0.attackerRows.isEmpty }
        if unused > 0 {
            say(
                """
                \(counted: unused, "more credential") came into the attacker's hands, and \
                \(words: unused == 1 ? "has" : "have") no call in the trail that is known to be the attacker's.
                """, .inferred, [])
        }
        let idle = keys.count { $0.idleBefore == .yes }
        if idle > 0 {
            let days = found.coverage.historyDays
            say(
                """
                \(idle) of the \(counted: keys.count, "key") \(words: idle == 1 ? "was" : "were") used by nobody else in \
                the baseline before, the \(counted: found.thresholds.baselineDays, "day") that count as habit; the trail \
                reaches back \(counted: days, "day").
                """, .inferred, keys.filter { $0.idleBefore == .yes }.compactMap(\.attackerRows.first).sorted(),
                confidence: found.coverage.confidence)
        }
        let calls = scope.unattributedRows.count
        if calls > 0 {
            say(
                """
                \(counted: calls, "call") of these keys came from services of AWS, too long after a call of the attacker to \
                be counted as theirs.
                """, .unknown, scope.unattributedRows)
        }
    }

    /// The credentials that the attacker used, each kind with those whose they are.
    var holdings: NotesText {
        let used = scope.confirmedKeys.filter { !$0.attackerRows.isEmpty }
        let isTemporary = { (key: ScopedKey) in AccessKeyKind(accessKeyID: key.accessKeyID) == .temporary }
        let kinds: [(keys: [ScopedKey], one: String, many: String)] = [
            (used.filter { $0.parent == nil && !isTemporary($0) }, "long-lived access key", "long-lived access keys"),
            (
                used.filter { $0.parent != nil && !isTemporary($0) }, "access key that they made",
                "access keys that they made"
            ),
            (used.filter(isTemporary), "temporary credential", "temporary credentials"),
        ]
        let told = kinds.filter { !$0.keys.isEmpty }.map { kind -> NotesText in
            let owners = Set(kind.keys.map(\.principal)).sorted()
            let own = owners.filter(isMade)
            let made: NotesText =
                own.isEmpty
                ? ""
                : own.count == owners.count
                    ? " made by the attacker" : " (\(own.count) of them made by the attacker)"
            return "\(counted: kind.keys.count, kind.one, plural: kind.many) of "
                + "\(counted: owners.count, "principal")\(made)"
        }
        return told.isEmpty
            ? "sessions of \(counted: scope.confirmedPrincipals.count, "principal")" : told.listed()
    }

    /// Whether the attacker made a principal.
    private func isMade(_ principal: String) -> Bool {
        found.lineage.edges.contains { $0.to == principal && $0.bond == .made }
    }

    private mutating func keys() {
        open("Access keys", "keys", level: 3)
        let keys = scope.keys.filter { $0.status != .excluded }
        guard !keys.isEmpty else { return explain("None.") }
        explain(
            """
            Confirmed is what was used together with what raised the alarm; proposed is what an analyst has to decide on. Depth \
            counts the steps from there. A key was idle before where nobody else used it in the baseline, the days before the \
            incident that count as habit.
            """)
        var table = NotesTable(
            .init("Key", .fine), .init("Kind"), .init("Principal", .fine), .init("Issued by", .fine),
            .init("Status", .whole), .init("First attacker use", .whole), .init("Last attacker use", .whole),
            .init("Last other use before", .whole), .init("Idle before", .whole), .init("Allowed", .number),
            .init("Denied", .number), .init("Addresses"), .init("Why"))
        for key in keys {
            let failed = key.attackerRows.count { index.flags($0).outcome == .error }
            let cells: [NotesText] = [
                "\(code: key.accessKeyID)", "\(words: kind(of: key))", "\(code: key.principal)",
                key.parent.map { "\(code: $0)" } ?? .none, "\(words: key.status.rawValue)",
                "\(time: key.firstAttackerUse)", "\(time: key.lastAttackerUse)", "\(time: key.lastOtherUseBefore)",
                "\(words: key.idleBefore == .notApplicable ? "not applicable" : key.idleBefore.rawValue)",
                "\(key.calls - key.denied - failed)", "\(key.denied)",
                key.addresses.map { "\(address: $0)" as NotesText }.joined(", "), "\(key.reason)",
            ]
            table.add(cells, claim(table, cells, key.status == .confirmed ? .observed : .inferred, key.attackerRows))
        }
        add(table)
    }

    private func kind(of key: ScopedKey) -> String {
        switch AccessKeyKind(accessKeyID: key.accessKeyID) {
        case .longTerm: "long-lived"
        case .temporary: "temporary"
        case .unknown: "unknown"
        }
    }

    private mutating func addresses() {
        open("Addresses", "addresses", level: 3)
        let addresses = scope.addresses.filter { $0.status != .excluded }
        guard !addresses.isEmpty else { return explain("None.") }
        var table = NotesTable(
            .init("Address", .whole), .init("Status", .whole), .init("Network and place"), .init("First seen", .whole),
            .init("Last seen", .whole), .init("Keys", .number), .init("Calls", .number), .init("Denied", .number),
            .init("Why"))
        for address in addresses {
            let labels = found.intelligence.labels(of: address.address).map { "\($0.text) (\($0.source))" as NotesText }
            let rows = scope.attackerRows.filter { index.text(.ip, $0) == address.address }
            let cells: [NotesText] = [
                "\(address: address.address)", "\(words: address.status.rawValue)",
                labels.isEmpty ? .none : labels.joined(", "), "\(time: address.firstSeen)",
                "\(time: address.lastSeen)", "\(address.keys.count)", "\(address.calls)", "\(address.denied)",
                "\(address.reason)",
            ]
            table.add(cells, claim(table, cells, address.status == .confirmed ? .observed : .inferred, rows))
        }
        add(table)
    }

    private mutating func principals() {
        let principals = scope.principals.filter { $0.status != .excluded }
        open("Principals", "principals", level: 3)
        guard !principals.isEmpty else { return explain("None.") }
        let rows = Dictionary(grouping: scope.attackerRows) { index.text(.principal, $0) ?? "" }
        var table = NotesTable(.init("Principal", .fine), .init("Status", .whole), .init("Why"))
        for principal in principals {
            let cells: [NotesText] = [
                "\(code: principal.principal)", "\(words: principal.status.rawValue)", "\(principal.reason)",
            ]
            table.add(cells, claim(table, cells, .inferred, rows[principal.principal] ?? []))
        }
        add(table)
    }

    private mutating func sessions() {
        open("Sessions", "sessions", level: 3)
        guard !scope.sessions.isEmpty else {
            return explain("No role session or sign-in is in the scope.")
        }
        var table = NotesTable(
            .init("Session of", .fine), .init("Name"), .init("Key", .fine), .init("Created", .whole),
            .init("Status", .whole), .init("Calls", .number))
        for session in scope.sessions {
            let cells: [NotesText] = [
                "\(code: session.principal)", session.session.map { "\($0)" } ?? .none,
                session.accessKeyID.map { "\(code: $0)" } ?? .none, "\(time: session.created)",
                "\(words: session.status.rawValue)", "\(session.rows.count)",
            ]
            table.add(cells, claim(table, cells, session.status == .confirmed ? .observed : .inferred, session.rows))
        }
        add(table)
    }

    private mutating func externalAccounts() {
        open("External accounts", "external-accounts", level: 3)
        guard !scope.externalAccounts.isEmpty else {
            return explain("No call ties an account outside of the trail to the incident.")
        }
        var table = NotesTable(.init("Account", .whole), .init("How"))
        for account in scope.externalAccounts {
            let cells: [NotesText] = [
                account.account == "all" ? "everybody" : "\(code: account.account)", "\(account.how)",
            ]
            table.add(cells, claim(table, cells, .observed, account.evidence))
        }
        add(table)
    }

    private mutating func keptOut() {
        open("Kept out, and why", "kept-out", level: 3)
        guard !found.bystanders.isEmpty else {
            return explain(
                scope.hasMembers
                    ? "Nobody and nothing was kept out of the scope." : "Nothing: there is no scope to be in.")
        }
        var table = NotesTable(.init("Who or what", .fine), .init("Why"))
        for bystander in found.bystanders {
            let value: NotesText =
                IPAddress(bystander.value) == nil ? "\(code: bystander.value)" : "\(address: bystander.value)"
            let cells: [NotesText] = [value, "\(bystander.reason)"]
            table.add(cells, claim(table, cells, .inferred, bystander.evidence))
        }
        add(table)
    }
}
