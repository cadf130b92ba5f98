internal import Cases
internal import CloudTrail
internal import Events
internal import Investigation

/// Which key was allowed which call: keys down, calls across, the most frequent first.
struct CallMatrixView: TrailView {
    let desk: TrailDesk
    let request: ViewRequest

    /// Columns and rows, at most: what is left out is said.
    private static let mostCalls = 200
    private static let mostKeys = 2_000

    private struct Cell {
        var count = 0
        var outcomes: Set<Outcome> = []

        /// Of several results ok wins, then denied.
        var sign: String {
            outcomes.contains(.ok) ? "\u{2713}" : outcomes.contains(.denied) ? "x" : "!"
        }
    }

    func listing(isCancelled: @escaping @Sendable () -> Bool) throws(Problem) -> Listing {
        let scope = desk.incident(for: request).scope
        let isScoped = isWhole && scope.hasMembers
        let rows =
            isScoped ? desk.rowSet(scope.attackerRows) : try desk.rows(for: request, isCancelled: isCancelled)
        var cells: [UInt64: Cell] = [:]
        rows.forEach { row in
            let (key, name) = (index.code(.key, row), index.code(.name, row))
            guard key != StringTable.missing else { return }
            let code = UInt64(key) << 32 | UInt64(name)
            cells[code, default: Cell()].count += 1
            cells[code, default: Cell()].outcomes.insert(index.flags(row).outcome)
        }
        let keys = keys(in: rows, scope, isScoped)
        let names = index.table(.name)
        let calls = index.groups(.name, in: rows).map { (code: $0.code, name: names.text($0.code), count: $0.count) }
            .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
        let shown = calls.prefix(Self.mostCalls)
        let lines = keys.prefix(Self.mostKeys).map { key in
            let own = Entity(.key, index.table(.key).text(key))
            let signs = shown.map { call -> TableCell in
                guard let cell = cells[UInt64(key) << 32 | UInt64(call.code)] else {
                    return TableCell("-", role: .attackNone)
                }
                let filter =
                    "key:\(Entity.quoted(own.label)) name:\(Entity.quoted(call.name))" + (isScoped ? " is:scoped" : "")
                let entity = Entity(.call, call.name, label: "\(call.name) by \(own.label)", selection: filter)
                return TableCell("\(cell.sign) \(cell.count.grouped)", entity: entity)
            }
            return Row(key: RowKey(own.label), cells: [TableCell(own.label, entity: own)] + signs, entities: [own])
        }
        let left = max(0, calls.count - shown.count) + max(0, keys.count - lines.count)
        var listing = Listing(
            columns: [Column("key", "KEY", minimum: 20, isSortable: false)]
                + shown.map { Column($0.name, $0.name, minimum: min(24, max(6, $0.name.count)), isSortable: false) },
            rows: RowList(Array(lines)),
            summary: StyledText([
                Span(
                    "\(counted(keys.count, "key")) \(isScoped ? "in scope" : "of the events selected"), "
                        + "\(counted(calls.count, "call")) · \u{2713} allowed x denied ! failed - not made"),
                Span(left > 0 ? " · \(left.grouped) rows and columns left out" : "", .toastWarn),
            ]),
            overflow: .scroll, emptyText: "No call was made with a key.")
        listing.pinned = 1
        return listing
    }

    /// Of a scope in its order, else the one with most calls first.
    private func keys(in rows: RowSet, _ scope: Scope, _ isScoped: Bool) -> [UInt32] {
        let table = index.table(.key)
        let groups = index.groups(.key, in: rows).filter { $0.code != StringTable.missing }
        let order = Dictionary(
            scope.keys.enumerated().map { ($1.accessKeyID, $0) }, uniquingKeysWith: { first, _ in first })
        return groups.map { (code: $0.code, count: $0.count, key: table.text($0.code)) }.sorted { left, right in
            let (l, r) = isScoped ? (order[left.key] ?? .max, order[right.key] ?? .max) : (0, 0)
            return l != r ? l < r : (right.count, left.key) < (left.count, right.key)
        }.map(\.code)
    }

    func preview(of key: RowKey, column: Int) throws(Problem) -> Preview {
        let rows = index.rows(.key, equal: key.text)
        return Preview(
            title: StyledText(key.text), note: StyledText(counted(rows.count, "event")),
            lines: [
                GroupWords.principals(of: rows, index), GroupWords.addresses(of: rows, index),
                GroupWords.calls(of: rows, index),
            ])
    }
}
