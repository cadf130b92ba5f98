internal import Cases
internal import CloudTrail
internal import Events
internal import Investigation

/// The attacker's addresses, and below them the others, with who used them.
struct AddressesView: TrailView {
    let desk: TrailDesk
    let request: ViewRequest

    private struct Line {
        var group: FieldGroup
        /// Its number among the addresses of the scope.
        var number: Int?
        var keys: Int
        var principals: Int
    }

    func listing(isCancelled: @escaping @Sendable () -> Bool) throws(Problem) -> Listing {
        let scope = desk.incident(for: request).scope
        let set = try desk.rows(for: request, isCancelled: isCancelled)
        let table = index.table(.ip)
        let numbers = Dictionary(
            scope.addresses.enumerated().compactMap { number, address in
                table.code(of: address.address).map { ($0, number) }
            }, uniquingKeysWith: { first, _ in first })
        let keys = PairCounts(of: .key, per: .ip, in: set, index)
        let principals = PairCounts(of: .principal, per: .ip, in: set, index)
        let lines = index.groups(.ip, in: set).filter { $0.code != StringTable.missing }.map { group in
            let number = numbers[group.code]
            let own = number.flatMap { Self.confirmed(scope.addresses[$0]) }
            return Line(
                group: group, number: number, keys: own?.keys.count ?? keys[group.code],
                principals: principals[group.code])
        }
        // Those that are used as much come in the order of their first use.
        let ranked = lines.sorted { left, right in
            let (l, r) = (left.number ?? .max, right.number ?? .max)
            return l == r
                ? (right.group.count, left.group.first) < (left.group.count, right.group.first) : l < r
        }
        let sorted = ranked.sorted(request.sort) { sortKey($0, $1, scope.addresses) }
        let rows = LineRows(sorted, by: \.group.code) { kind, text in
            kind == nil || kind == .address ? table.code(of: text) : nil
        } cells: { line in
            cells(line, scope.addresses)
        } finish: { line, cells in
            row(line, scope.addresses, cells)
        }
        return Listing(
            columns: columns, rows: rows, summary: summary(lines, scope.addresses), sort: request.sort, firstColumn: 1,
            emptyText: isWhole ? "No address was recorded." : "No address matches.")
    }

    /// An address of which only what the attacker did counts.
    private static func confirmed(_ address: ScopedAddress) -> ScopedAddress? {
        address.status == .confirmed ? address : nil
    }

    private var columns: [Column] {
        [
            Column("status", "STATUS", minimum: 9), Column("ip", "ADDRESS", minimum: 16, ideal: 24, fit: .middle),
            Column("keys", "KEYS", minimum: 5, fit: .trailing, priority: 1),
            Column("principals", "WHO", minimum: 5, fit: .trailing, priority: 4),
            Column("first", "FIRST (UTC)", minimum: 11, priority: 2), Column("last", "LAST", minimum: 11, priority: 3),
            Column("calls", "CALLS", minimum: 6, fit: .trailing, priority: 1),
            Column("denied", "DEN", minimum: 5, fit: .trailing, priority: 5),
            Column("via", "VIA", minimum: 12, ideal: 44, isFlexible: true, priority: 6, isSortable: false),
        ]
    }

    private func summary(_ lines: [Line], _ scoped: [ScopedAddress]) -> StyledText {
        var parts: [String] = []
        for status in [ScopeStatus.confirmed, .proposed, .excluded] {
            let count = lines.count { $0.number.map { scoped[$0].status } == status }
            if count > 0 { parts.append("\(count) \(status.rawValue)") }
        }
        let others = lines.count { $0.number == nil }
        if others > 0 { parts.append("\(others.grouped) other") }
        return StyledText(parts.joined(separator: " · "))
    }

    private func sortKey(_ line: Line, _ column: String, _ scoped: [ScopedAddress]) -> SortKey? {
        let own = line.number.flatMap { Self.confirmed(scoped[$0]) }
        switch column {
        case "status": return .text(line.number.map { scoped[$0].status.rawValue } ?? "~")
        case "ip": return .text(index.table(.ip).text(line.group.code))
        case "keys": return .number(line.keys)
        case "principals": return .number(line.principals)
        case "first": return .time(own?.firstSeen ?? index.time(line.group.first))
        case "last": return .time(own?.lastSeen ?? index.time(line.group.last))
        case "calls": return .number(own?.calls ?? line.group.count)
        case "denied": return .number(own?.denied ?? line.group.denied)
        default: return nil
        }
    }

    private func cells(_ line: Line, _ all: [ScopedAddress]) -> [TableCell] {
        let address = Entity(.address, index.table(.ip).text(line.group.code))
        let scoped = line.number.map { all[$0] }
        let own = scoped.flatMap(Self.confirmed)
        return [
            TableCell(scoped?.status.rawValue ?? "-"), TableCell(address.label, entity: address),
            TableCell(line.keys.grouped, link: .pivot(.keys, address, alert: nil)),
            TableCell(line.principals.grouped),
            TableCell(EventIndex.minute(own?.firstSeen ?? index.time(line.group.first))),
            TableCell(EventIndex.minute(own?.lastSeen ?? index.time(line.group.last))),
            TableCell(
                (own?.calls ?? line.group.count).grouped, entity: address, link: .pivot(.timeline, address, alert: nil)),
            TableCell((own?.denied ?? line.group.denied).grouped),
            TableCell(request.decisions.scope.choice(of: address)?.words ?? scoped?.reason ?? ""),
        ]
    }

    private func row(_ line: Line, _ all: [ScopedAddress], _ cells: [TableCell]) -> Row {
        let address = Entity(.address, index.table(.ip).text(line.group.code))
        let row = line.group.first
        return Row(
            key: RowKey(address.label), cells: cells,
            role: line.number.map { KeysView.role(all[$0].status) } ?? .uiText,
            sign: request.decisions.scope.choice(of: address)?.sign,
            entities: [
                address, index.entity(.key, .key, row), index.entity(.principal, .principal, row),
                index.entity(event: row), index.entity(.call, .name, row),
            ])
    }

    func preview(of key: RowKey, column: Int) throws(Problem) -> Preview {
        let rows = index.rows(.ip, equal: key.text)
        var lines: [StyledText] = []
        if let scoped = desk.incident(for: request).scope.addresses.first(where: { $0.address == key.text }) {
            lines.append(StyledText("\(scoped.status.rawValue): \(scoped.reason)"))
            lines.append(StyledText([Span("keys ", .uiDim), Span(scoped.keys.joined(separator: ", "))]))
        }
        lines += [
            GroupWords.principals(of: rows, index), GroupWords.calls(of: rows, index),
        ]
        return Preview(title: StyledText(key.text), note: StyledText(counted(rows.count, "event")), lines: lines)
    }
}
