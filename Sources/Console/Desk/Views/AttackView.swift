internal import ATTACK
internal import Cases
internal import CloudTrail
internal import Events
internal import Investigation

/// Tactics across, the techniques that were seen below, each with its count.
struct AttackView: TrailView {
    let desk: TrailDesk
    let request: ViewRequest

    private var version: AttackVersion { request.attack ?? desk.attack }

    /// What is counted: the attacker's calls in the incident, else all events that the place speaks of.
    private func tally(_ isCancelled: @Sendable () -> Bool) throws(Problem) -> (tally: TechniqueTally, isScoped: Bool) {
        let scope = desk.incident(for: request).scope
        let isScoped = isWhole && !scope.attackerRows.isEmpty
        let rows =
            isScoped ? scope.attackerRows : try desk.rows(for: request, isCancelled: isCancelled).rows.map { Int($0) }
        return (TechniqueTally(rows, scope: isScoped ? scope : .empty, in: index, version: version), isScoped)
    }

    func listing(isCancelled: @escaping @Sendable () -> Bool) throws(Problem) -> Listing {
        let (tally, isScoped) = try tally(isCancelled)
        let tactics = shown(tally)
        let depth = tactics.map(\.entries.count).max() ?? 0
        let rows = (0..<depth).map { line in
            Row(
                key: RowKey("line \(line)"),
                cells: tactics.map { cell($0.entries.indices.contains(line) ? $0.entries[line] : nil, isScoped) },
                entities: tactics.compactMap {
                    $0.entries.indices.contains(line) ? technique($0.entries[line], isScoped) : nil
                })
        }
        let seen = Set(tactics.flatMap { $0.entries.map(\.technique.id) }).count
        let what = isScoped ? "of the attacker's calls" : "of the events selected"
        return Listing(
            columns: tactics.map { Column($0.tactic.id, Self.short($0.tactic.name), minimum: 19, isSortable: false) },
            rows: RowList(rows),
            summary: StyledText(
                "\(version.label) · \(counted(seen, "technique")) in \(tactics.count) of \(tally.tactics.count) tactics \(what)"
            ),
            overflow: .scroll,
            emptyText: "No event is mapped to a technique.")
    }

    /// The tactics that something was seen of, in the matrix's order. Empty columns would push the others off a narrow
    /// screen.
    private func shown(_ tally: TechniqueTally) -> [(tactic: Tactic, entries: [TechniqueTally.Entry])] {
        tally.tactics.filter { !$0.entries.isEmpty }
    }

    private static func short(_ tactic: String) -> String {
        let words = ["Privilege Escalation": "Priv. Escalation", "Command and Control": "C2"]
        return words[tactic] ?? tactic
    }

    private func technique(_ entry: TechniqueTally.Entry, _ isScoped: Bool) -> Entity {
        let id = entry.technique.id
        // Valid Accounts is counted by keys: what they did is every call of the attacker.
        let own = entry.countsKeys ? "is:scoped" : "technique:\(Entity.quoted(id))" + (isScoped ? " is:scoped" : "")
        return Entity(.technique, id, label: entry.technique.name, selection: own)
    }

    private func cell(_ entry: TechniqueTally.Entry?, _ isScoped: Bool) -> TableCell {
        guard let entry else { return TableCell("", role: .attackNone) }
        let entity = technique(entry, isScoped)
        let role: Role =
            entry.countsKeys
            ? .attackConfirmed : entry.count == 1 ? .attackOne : entry.count < 10 ? .attackSome : .attackMany
        let count = String(entry.count)
        let pad = String(repeating: " ", count: max(0, 3 - count.count))
        return TableCell(
            StyledText("\(pad)\(count) \(entry.technique.name)"), entity: entity,
            link: .pivot(.timeline, entity, alert: nil), role: role)
    }

    func preview(of key: RowKey, column: Int) throws(Problem) -> Preview {
        let (tally, isScoped) = try tally { false }
        let tactics = shown(tally)
        guard tactics.indices.contains(column), let line = Int(key.text.dropFirst("line ".count)) else {
            throw Problem("The list has changed.")
        }
        let (tactic, entries) = tactics[column]
        guard entries.indices.contains(line) else {
            return Preview(title: StyledText("\(tactic.name) \(tactic.id)"), lines: ["No more techniques here."])
        }
        let entry = entries[line]
        let rows = desk.rowSet(entry.rows)
        let others = AttackVersion.allCases.filter { $0 != version }.compactMap { other in
            let id = Crosswalk.id(of: entry.technique.id, in: other)
            return id == entry.technique.id ? nil : " (\(other.label): \(id))"
        }
        var lines = [
            StyledText(
                "\(entry.technique.fullName) \(entry.technique.id)\(others.joined()) · \(tactic.name) \(tactic.id)")
        ]
        if let first = rows.first, let last = rows.last {
            lines.append(StyledText("\(index.moment(first)) to \(index.moment(last)) · \(keys(rows))"))
        }
        lines += [GroupWords.calls(of: rows, index), GroupWords.principals(of: rows, index)]
        lines.append(
            StyledText(
                entry.countsKeys
                    ? "Counted by keys: each confirmed key is an account in use. Enter: all calls of the attacker."
                    : isScoped ? "Enter: these calls of the attacker." : "Enter: these events.", .uiDim))
        let unit = counted(entry.count, entry.countsKeys ? "key" : "call")
        return Preview(title: StyledText(entry.technique.name), note: StyledText(unit), lines: lines)
    }

    private func keys(_ rows: RowSet) -> String {
        counted(index.groups(.key, in: rows).count { $0.code != StringTable.missing }, "key")
    }
}
