internal import ATTACK
internal import CloudTrail
internal import Events
internal import Investigation
internal import Records

/// The techniques in the words of ATT&CK, and the signs by which others may find the same.
extension NotesDraft {
    mutating func attack() {
        open("ATT&CK", "attack", startsPage: true)
        let tally = found.techniques
        guard tally.tactics.contains(where: { !$0.entries.isEmpty }) else {
            explain(
                scope.attackerRows.isEmpty
                    ? "There is no call of an attacker to map to a technique."
                    : "No call of the attacker is mapped to a technique.")
            return explain("\(words: attackAttribution)")
        }
        add(.tactics(TacticFigure(tally)))
        var table = NotesTable(.init("Tactic"), .init("Technique"), .init("ID", .whole), .init("Seen", .whole))
        for (tactic, entries) in tally.tactics {
            for entry in entries {
                let former = Crosswalk.former(of: entry.technique, in: tactic).map { ", formerly \($0)" } ?? ""
                let cells: [NotesText] = [
                    "\(words: tactic.name) (\(words: tactic.id))", "\(words: entry.technique.fullName)",
                    "\(words: entry.technique.id + former)",
                    "\(counted: entry.count, entry.countsKeys ? "key" : "call")",
                ]
                table.add(cells, claim(table, cells, .inferred, entry.rows))
            }
        }
        add(table)
        explain(
            """
            ATT&CK v\(words: tally.version.number). A call is counted for each technique that it may serve; which those are \
            is a judgement.
            """)
        explain("\(words: attackAttribution)")
    }

    mutating func indicators() {
        open("Indicators of compromise", "indicators")
        var table = NotesTable(
            .init("Kind", .whole), .init("Value", .fine), .init("First seen", .whole), .init("Last seen", .whole),
            .init("Status", .whole))
        func add(_ kind: NotesText, _ value: NotesText, _ rows: [Int], _ status: ScopeStatus) {
            let cells: [NotesText] = [
                kind, value, "\(time: rows.first.map { index.time($0) })", "\(time: rows.last.map { index.time($0) })",
                "\(words: status.rawValue)",
            ]
            table.add(cells, claim(table, cells, status == .confirmed ? .observed : .inferred, rows))
        }
        for address in scope.addresses where address.status != .excluded {
            add(
                "address", "\(address: address.address)",
                scope.attackerRows.filter { index.text(.ip, $0) == address.address }, address.status)
        }
        for key in scope.keys where key.status != .excluded {
            add("access key", "\(code: key.accessKeyID)", key.attackerRows, key.status)
        }
        let agents = agents()
        for (agent, rows) in agents.prefix(Self.mostAgents) { add("user agent", "\(code: agent)", rows, .confirmed) }
        for change in found.changes where change.kind != .unclassified && !change.id.isEmpty && !change.kind.isLoss {
            add("\(words: change.kind.words)", "\(code: change.id)", [change.row], .confirmed)
        }
        guard !table.isEmpty else { return explain("None.") }
        explain(
            "Addresses are written so that nobody opens them by mistake; exports for machines have them as they are.")
        self.add(table)
        let rest = agents.count - Self.mostAgents
        if rest > 0 {
            explain(
                """
                \(counted: rest, "more user agent") of \(agents.count) in all \(words: rest == 1 ? "is" : "are") not \
                listed.
                """)
        }
    }

    /// More user agents than these are noise.
    private static let mostAgents = 20

    /// The user agents of the attacker's calls, most frequent first.
    private func agents() -> [(agent: String, rows: [Int])] {
        Dictionary(grouping: scope.attackerRows) { index.text(.agent, $0) ?? "" }.filter { !$0.key.isEmpty }
            .map { (agent: $0.key, rows: $0.value) }
            .sorted { ($1.rows.count, $0.agent) < ($0.rows.count, $1.agent) }
    }
}
