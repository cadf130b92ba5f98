internal import CloudTrail
internal import Events
internal import Investigation
internal import Records

/// What the attacker opened and changed, what of it still stands, and who issued which credential.
extension NotesDraft {
    /// More groups or changes than these are counted.
    private static let mostLines = 200

    mutating func changesLedger() {
        open("Attacker changes ledger", "ledger", startsPage: true)
        securityGroups()
        otherChanges()
    }

    // MARK: Security groups

    private mutating func securityGroups() {
        open("Security groups", "security-groups", level: 3)
        let ledger = found.securityGroups
        guard ledger.isTold else {
            return explain("No rule of a security group was opened.")
        }
        let firsts = Set(ledger.rules.compactMap(\.openedBy.first)).sorted()
        let attempts = (ledger.failed + ledger.duplicates).sorted()
        say(
            """
            \(counted: ledger.opened, "unique rule") opened, \(ledger.revoked) revoked, \(ledger.stillOpen.count) \
            \(words: doubt)open as of \(time: ledger.asOf) (coverage \(found.coverage.told)).
            """, .observed, firsts.isEmpty ? attempts : firsts)
        if !attempts.isEmpty {
            say(
                """
                \(counted: attempts.count, "attempt") opened nothing: \(ledger.attempts(in: found.coverage)). To \
                ask again for what is open changes nothing.
                """, .observed, attempts)
        }
        guard ledger.opened > 0 else { return }
        byPort(ledger.rules)
        byGroup(ledger.rules)
    }

    /// A line for each way in that was opened, whatever the group.
    private mutating func byPort(_ rules: [OpenedRule]) {
        explain("By what was let in:")
        var table = NotesTable(
            .init("Direction", .whole), .init("Protocol and ports", .whole), .init("From"), .init("Opened", .number),
            .init("Revoked", .number), .init("Still open", .number), .init("What is usually found there"))
        let ways = grouped(rules) { opened in
            [opened.rule.direction.rawValue, opened.rule.ports, opened.rule.isOpenToAll ? "all" : ""]
        }
        for rules in ways {
            let rule = rules[0].rule
            let sources = Set(rules.map(\.rule.source)).count
            let services = Set(rules.flatMap { Exposure($0.rule).ports }.map(\.service)).sorted()
            let cells: [NotesText] = [
                "\(words: rule.direction.rawValue)", "\(rule.ports)",
                rule.isOpenToAll
                    ? "everybody"
                    : sources == 1 ? "\(rule.source)" : "\(counted: sources, "source")",
                "\(rules.count)", "\(rules.count { $0.revokedBy != nil })", "\(rules.count { $0.revokedBy == nil })",
                services.isEmpty
                    ? .none : services.map { "\(words: $0)" as NotesText }.listed(atMost: 6),
            ]
            table.add(cells, claim(table, cells, .observed, Set(rules.compactMap(\.openedBy.first)).sorted()))
        }
        add(table)
    }

    private mutating func byGroup(_ rules: [OpenedRule]) {
        let groups = grouped(rules) { [$0.account, $0.region, $0.rule.group] }
        explain("By group, those with open rules first:")
        var table = NotesTable(
            .init("Group", .fine), .init("Account and region"), .init("Opened", .number), .init("Revoked", .number),
            .init("Still open", .number), .init("Rules still open"), .init("Exposes"))
        let sorted =
            groups.filter { $0.contains { $0.revokedBy == nil } }
            + groups.filter { !$0.contains { $0.revokedBy == nil } }
        for rules in sorted.prefix(Self.mostLines) {
            let first = rules[0]
            let exposed = Set(rules.flatMap(\.exposes).map(\.name)).sorted()
            let cells: [NotesText] = [
                "\(code: first.rule.group)", "\(first.account) \(first.region)", "\(rules.count)",
                "\(rules.count { $0.revokedBy != nil })", "\(rules.count { $0.revokedBy == nil })",
                stillOpen(of: rules),
                exposed.isEmpty
                    ? "unknown" : exposed.map { "\(code: $0)" as NotesText }.listed(atMost: 6),
            ]
            let rows = Set(rules.compactMap(\.openedBy.first) + rules.compactMap(\.revokedBy)).sorted()
            table.add(cells, claim(table, cells, .observed, rows))
        }
        add(table)
        if sorted.count > Self.mostLines {
            let rest = sorted.dropFirst(Self.mostLines)
            explain(
                """
                \(counted: rest.count, "more group") with \(counted: rest.reduce(0) { $0 + $1.count }, "rule") \
                \(words: rest.count == 1 ? "is" : "are") not shown here; the export as CSV has every rule.
                """)
        }
    }

    /// The first of the rules that are open, and how many more there are; a dash for none.
    private func stillOpen(of rules: [OpenedRule]) -> NotesText {
        let open = rules.filter { $0.revokedBy == nil }
        guard let first = open.first else { return .none }
        return open.count == 1
            ? "\(first.standing.summary)" : "\(first.standing.summary) and \(open.count - 1) more"
    }

    /// Rules that have something in common, in the order in which each first comes.
    private func grouped(_ rules: [OpenedRule], by name: (OpenedRule) -> [String]) -> [[OpenedRule]] {
        var order: [[String]] = []
        var byName: [[String]: [OpenedRule]] = [:]
        for rule in rules {
            let name = name(rule)
            if byName[name] == nil { order.append(name) }
            byName[name, default: []].append(rule)
        }
        return order.map { byName[$0] ?? [] }
    }

    // MARK: Other changes

    private mutating func otherChanges() {
        open("Other changes", "changes", level: 3)
        let changes = found.changes
        guard !changes.isEmpty else {
            return explain(
                found.securityGroups.opened > 0
                    ? "No other change by the attacker is in the records."
                    : "No change by an attacker is in the records.")
        }
        var table = NotesTable(
            .init("When", .whole), .init("What"), .init("Which", .fine), .init("More", .fine),
            .init("Account and region"), .init("By", .fine), .init("Now"))
        for change in changes.prefix(Self.mostLines) {
            let cells: [NotesText] = [
                "\(time: index.time(change.row))", "\(words: change.kind.words)", named(change),
                change.detail.map { "\(code: $0)" } ?? .none, "\(change.account) \(change.region)",
                "\(code: change.by)", standing(change),
            ]
            let rows = [change.row] + [change.removedBy, change.turnedOffBy, change.putBackBy].compactMap(\.self)
            table.add(cells, claim(table, cells, .observed, rows))
        }
        add(table)
        if changes.count > Self.mostLines {
            let rest = changes.count - Self.mostLines
            explain(
                """
                \(counted: rest, "more change") of \(changes.count) in all \(words: rest == 1 ? "is" : "are") not shown \
                here; the exports as JSON and CSV have every change.
                """)
        }
    }

    private func standing(_ change: ResourceChange) -> NotesText {
        switch change.fate {
        case .undone(let row): "undone at \(time: index.time(row))"
        case .turnedOff(let row): "turned off at \(time: index.time(row))"
        case .putBack(let row): "put back at \(time: index.time(row))"
        case .unknown: "\(mark: .unknown)"
        case .standing: "\(words: doubt)in place"
        }
    }

    /// What a change is about, by name or ID.
    func named(_ change: ResourceChange) -> NotesText {
        change.id.isEmpty ? "(ID not recorded)" : "\(code: change.id)"
    }

    /// `1 is undone, 1 is still in place`.
    func fates(of changes: [ResourceChange]) -> NotesText {
        func told(_ words: String, _ isSo: (ResourceChange.Fate) -> Bool) -> NotesText? {
            let count = changes.count { isSo($0.fate) }
            return count == 0 ? nil : "\(count) \(words: count == 1 ? "is" : "are") \(words: words)"
        }
        let unknown = changes.count { $0.fate == .unknown }
        return [
            told("undone") { if case .undone = $0 { true } else { false } },
            told("turned off") { if case .turnedOff = $0 { true } else { false } },
            told("put back after it was undone") { if case .putBack = $0 { true } else { false } },
            told("\(doubt)in place") { $0 == .standing },
            unknown == 0 ? nil : "what became of \(unknown) cannot be told",
        ].compactMap(\.self).listed()
    }

    // MARK: Lineage

    mutating func lineage() {
        open("Credential lineage", "lineage")
        let edges = found.lineage.edges.filter { $0.via != Lineage.Edge.owner }
        guard !edges.isEmpty else {
            return explain(
                scope.hasMembers
                    ? "No credential of the scope issued another, as far as the trail tells."
                    : "There is no credential of an attacker to follow.")
        }
        explain(
            """
            Which credential issued, made or got a hold of what. Only what a credential issued or made is counted as the \
            attacker's for that alone: a machine that was started, and what is a sign only, may lead further and prove \
            nothing.
            """)
        var table = NotesTable(.init("From", .fine), .init("To", .fine), .init("By"), .init("What the link is"))
        for edge in edges {
            let cells: [NotesText] = [
                "\(code: edge.from)", "\(code: edge.to)", "\(edge.via)", "\(words: edge.bond.words)",
            ]
            table.add(cells, claim(table, cells, edge.bond == .sign ? .inferred : .observed, [edge.row]))
        }
        add(table)
    }
}

extension SecurityGroupRule {
    /// `tcp 5432`, `all`.
    fileprivate var ports: String { String(summary.prefix(summary.count - source.count - " from ".count)) }

    fileprivate var isOpenToAll: Bool { Exposure(self).isOpenToAll }
}
