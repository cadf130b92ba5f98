internal import ATTACK
internal import CloudTrail
internal import Events
internal import Investigation
internal import JSON
internal import Records

/// What was done, in the order of time.
extension NotesDraft {
    /// More lines than these are not read by anybody: then changes stay, and look-ups are counted.
    private static let mostLines = 400
    /// So many calls of a burst are looked at for what they were aimed at.
    private static let mostTargets = 500

    /// Names of phases that do not speak for themselves.
    private static let phaseWords = [
        (name: "sweep", words: "In a sweep several keys are tried with the same few look-ups."),
        (name: "permission probe", words: "In a permission probe calls are made to learn which are allowed."),
        (name: "firewall", words: "Firewall is what changes who may reach which hosts, and the look at it before."),
    ]

    mutating func phasesAndTimeline() {
        open("Phases and timeline", "timeline", startsPage: true)
        guard !exported.rows.isEmpty else {
            return explain(
                found.scope.attackerRows.isEmpty
                    ? "No call of an attacker was found, so there is none to tell."
                    : "No call that was selected is told one by one.")
        }
        if !found.phases.isEmpty {
            if let figure = TimelineFigure(exported) { add(.timeline(figure)) }
            var table = NotesTable(
                .init("Phase"), .init("First", .whole), .init("Last", .whole), .init("Calls", .number))
            for phase in found.phases {
                let cells: [NotesText] = [
                    "\(words: phase.name)", "\(time: phase.first)", "\(time: phase.last)", "\(phase.rows.count)",
                ]
                table.add(cells, claim(table, cells, .inferred, phase.rows))
            }
            add(table)
            let names = Set(found.phases.map(\.name))
            let told = Self.phaseWords.filter { names.contains($0.name) }.map(\.words)
            if !told.isEmpty { explain("\(words: told.joined(separator: " "))") }
        }
        patterns()
        matrix()
        timeline()
    }

    private mutating func patterns() {
        guard !found.patterns.isEmpty else { return }
        explain("What attackers do again and again, as far as it is found here:")
        var lines: [NotesDocument.Statement] = []
        for pattern in found.patterns {
            lines.append(statement("\(pattern.text)", pattern.mark, pattern.rows, confidence: pattern.confidence))
        }
        add(.list(lines))
    }

    private mutating func matrix() {
        let matrix = found.sweep
        guard !matrix.keys.isEmpty, matrix.cells.contains(where: { $0.contains { $0 != nil } }) else { return }
        explain("Which key was allowed what, of the calls with which keys are usually tried out:")
        var table = NotesTable(
            [NotesTable.Column("Key", .fine)] + matrix.calls.map { NotesTable.Column($0, .whole) })
        let rows = Dictionary(uniqueKeysWithValues: scope.confirmedKeys.map { ($0.accessKeyID, $0.attackerRows) })
        for (key, cells) in zip(matrix.keys, matrix.cells) {
            let line = ["\(code: key)" as NotesText] + cells.map { "\(words: $0?.word ?? "-")" as NotesText }
            let tried = (rows[key] ?? []).filter { matrix.calls.contains(index.text(.name, $0) ?? "") }
            table.add(line, claim(table, line, .observed, tried))
        }
        add(table)
    }

    private mutating func timeline() {
        open("Timeline (UTC)", "calls", level: 3)
        let all = Burst.fold(exported.rows, in: index)
        var bursts = all
        if bursts.count > Self.mostLines {
            bursts = bursts.filter { index.flags($0.first).readWrite == .write }
            bursts = Array((bursts.isEmpty ? all : bursts).prefix(Self.mostLines))
        }
        var table = NotesTable(
            .init("Time", .whole), .init("Principal / key", .fine), .init("IP", .whole), .init("Call", .whole),
            .init("Target"), .init("Result"), .init("Technique", .whole))
        for burst in bursts {
            let row = burst.first
            let last = index.time(burst.last)
            let sameDay = last.date == index.time(row).date
            let cells: [NotesText] = [
                burst.isFolded
                    ? "\(time: index.time(row)) to \(words: sameDay ? last.clock + "Z" : last.iso8601)"
                    : "\(time: index.time(row))",
                "\(shortPrincipal(row)) / \(code: index.text(.key, row))",
                index.text(.ip, row).map { "\(address: $0)" } ?? .none,
                "\(index.text(.name, row) ?? "?")\(words: burst.isFolded ? " x\(burst.rows.count)" : "")",
                target(burst), result(burst), techniques(row),
            ]
            table.add(cells, claim(table, cells, .observed, burst.rows))
        }
        add(table)
        let left = all.count - bursts.count
        if left > 0 {
            explain(
                """
                \(counted: left, "more line") of the timeline, look-ups or later changes, \(words: left == 1 ? "is" : "are") \
                not shown here; the export as CSV has every event.
                """)
        }
    }

    private func shortPrincipal(_ row: Int) -> String {
        index.text(.user, row) ?? index.text(.role, row) ?? index.text(.principal, row) ?? "-"
    }

    private func target(_ burst: Burst) -> NotesText {
        var records: [(row: Int, json: JSONValue)] = []
        trail.records.forEach(burst.rows.prefix(Self.mostTargets)) { row, record in
            records.append((row, Secrets.masked(record.json)))
        }
        let summary = CallTarget.summary(of: records.sorted { $0.row < $1.row }.map(\.json))
        guard !summary.isEmpty else { return .none }
        return burst.rows.count <= Self.mostTargets ? "\(summary)" : "\(summary), of the first \(Self.mostTargets)"
    }

    private func result(_ burst: Burst) -> NotesText {
        let parts = [
            (burst.ok, "ok"), (burst.repeated, "repeated"), (burst.denied, "denied"), (burst.failed, "failed"),
        ].filter { $0.0 > 0 }
        guard parts.count == 1 else {
            return parts.map { "\($0.0) \(words: $0.1)" as NotesText }.joined(", ")
        }
        return burst.failed > 0 ? "\(index.text(.error, burst.first) ?? "failed")" : "\(words: parts[0].1)"
    }

    private func techniques(_ row: Int) -> NotesText {
        let ids = CallTable.standard.techniques(
            service: index.text(.service, row) ?? "", name: index.text(.name, row) ?? "", in: exported.header.attack
        ).map { "\(words: $0.id)" as NotesText }
        return ids.isEmpty ? .none : ids.joined(", ")
    }
}
