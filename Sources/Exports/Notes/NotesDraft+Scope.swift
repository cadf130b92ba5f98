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
            return say("No key is confirmed to be in the attacker's hands.", .unknown, [])
        }
        let counts: NotesText = """
            \(counted: keys.count, "access key") of \(counted: scope.confirmedPrincipals.count, "principal") \
            \(words: keys.count == 1 ? "was" : "were") used from \
            \(counted: scope.confirmedAddresses.count, "address", plural: "addresses") of the attacker
            """
        say(
            "\(counts). The incident begins at \(time: onset.time): \(onset.reason).", .inferred,
            [scope.attackerRows.first, scope.attackerRows.last].compactMap(\.self).onceEach())
        let idle = keys.count { $0.idleBefore == .yes }
        if idle > 0 {
            let days = found.coverage.historyDays
            say(
                """
                \(idle) of them \(words: idle == 1 ? "was" : "were") used by nobody else in the baseline before \
                (\(counted: days, "day") of history are in the trail). They were probably found recently, not watched for \
                long.
                """, .inferred, keys.filter { $0.idleBefore == .yes }.compactMap(\.attackerRows.first).sorted())
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
        guard !found.bystanders.isEmpty else { return explain("Nobody looks like part of it who is not.") }
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
