internal import ATTACK
internal import Cases
internal import CloudTrail
internal import Events
internal import Investigation

/// Which calls were made, the most interesting first: by the grades of the call table, then by count.
struct CallsView: TrailView {
    let desk: TrailDesk
    let request: ViewRequest

    private struct Line {
        var name: String
        var service: String
        var count = 0
        var denied = 0
        var failed = 0
        var scoped = 0
        var first: Int
        var last: Int
        var call: CallTable.Call?
    }

    func listing(isCancelled: @escaping @Sendable () -> Bool) throws(Problem) -> Listing {
        let set = try desk.rows(for: request, isCancelled: isCancelled)
        let lines = lines(set)
        return Listing(
            columns: columns, rows: RowList(lines.sorted(request.sort, by: sortKey).map(row)),
            summary: StyledText("\(counted(lines.count, "call")) · \(counted(set.count, "event"))"), sort: request.sort,
            firstColumn: 1, emptyText: "No call matches.")
    }

    private var columns: [Column] {
        [
            Column("interest", "INT", minimum: 3, fit: .trailing, priority: 3),
            Column("call", "CALL", minimum: 20, ideal: 40, isFlexible: true),
            Column("service", "SERVICE", minimum: 10, ideal: 16, priority: 1),
            Column("count", "COUNT", minimum: 7, fit: .trailing, priority: 1),
            Column("scoped", "ATTACKER", minimum: 8, fit: .trailing, priority: 2),
            Column("denied", "DEN", minimum: 5, fit: .trailing, priority: 3),
            Column("failed", "ERR", minimum: 5, fit: .trailing, priority: 5),
            Column("first", "FIRST (UTC)", minimum: 11, priority: 7), Column("last", "LAST", minimum: 11, priority: 6),
            Column("technique", "TECHNIQUE", minimum: 14, ideal: 40, isFlexible: true, priority: 8, isSortable: false),
        ]
    }

    private func lines(_ set: RowSet) -> [Line] {
        let scoped = desk.rowSet(desk.incident(for: request).scope.attackerRows)
        var lines: [Line] = []
        var places: [UInt64: Int] = [:]
        set.forEach { row in
            let code = UInt64(index.code(.service, row)) << 32 | UInt64(index.code(.name, row))
            let place = places[code] ?? lines.count
            if place == lines.count {
                places[code] = place
                lines.append(newLine(row))
            }
            lines[place].count += 1
            lines[place].last = row
            if scoped.contains(row) { lines[place].scoped += 1 }
            switch index.flags(row).outcome {
            case .denied: lines[place].denied += 1
            case .error: lines[place].failed += 1
            case .ok: break
            }
        }
        return lines.sorted { left, right in
            let (l, r) = (left.call?.interest ?? 0, right.call?.interest ?? 0)
            return (r, right.scoped, right.count, left.name, left.service) < (
                l, left.scoped, left.count, right.name, right.service
            )
        }
    }

    private func newLine(_ row: Int) -> Line {
        let (name, service) = (index.text(.name, row) ?? "", index.text(.service, row) ?? "")
        return Line(
            name: name, service: service, first: row, last: row,
            call: CallTable.standard.call(service: service, name: name))
    }

    private func sortKey(_ line: Line, _ column: String) -> SortKey? {
        switch column {
        case "interest": .number(line.call?.interest ?? -1)
        case "call": .text(line.name)
        case "service": .text(line.service)
        case "count": .number(line.count)
        case "scoped": .number(line.scoped)
        case "denied": .number(line.denied)
        case "failed": .number(line.failed)
        case "first": .number(line.first)
        case "last": .number(line.last)
        default: nil
        }
    }

    private func row(_ line: Line) -> Row {
        let call = Entity(.call, line.name)
        let techniques = line.call?.techniques(in: desk.attack) ?? []
        let technique = techniques.first.map { Entity(.technique, $0.id, label: $0.name) }
        let events = Link.pivot(.timeline, call, alert: nil)
        let scoped = Entity(
            .call, line.name, label: "\(line.name), attacker",
            selection: "name:\(Entity.quoted(line.name)) is:scoped")
        return Row(
            key: RowKey("\(line.service)/\(line.name)"),
            cells: [
                TableCell(line.call.map { String($0.interest) } ?? "-"), TableCell(line.name, entity: call),
                TableCell(
                    EventIndex.shortService(line.service),
                    entity: Entity(.service, line.service, label: EventIndex.shortService(line.service))),
                TableCell(line.count.grouped, entity: call, link: events),
                TableCell(line.scoped == 0 ? "-" : line.scoped.grouped, link: .pivot(.timeline, scoped, alert: nil)),
                TableCell(line.denied.grouped), TableCell(line.failed.grouped),
                TableCell(EventIndex.minute(index.time(line.first))),
                TableCell(EventIndex.minute(index.time(line.last))),
                TableCell(techniques.map { "\($0.id) \($0.name)" }.joined(separator: ", "), entity: technique),
            ],
            role: line.scoped > 0 ? .sevCritical : line.denied == line.count ? .outcomeDenied : .uiText,
            entities: [
                call, technique, index.entity(event: line.last), index.entity(.principal, .principal, line.last),
                index.entity(.key, .key, line.last), index.entity(.address, .ip, line.last),
            ].compactMap { $0 })
    }

    func preview(of key: RowKey, column: Int) throws(Problem) -> Preview {
        let parts = key.text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let (service, name) = (parts.first ?? "", parts.last ?? "")
        let rows = index.rows(.name, equal: name).intersection(index.rows(.service, equal: service))
        var lines = [GroupWords.principals(of: rows, index), GroupWords.addresses(of: rows, index)]
        if let call = CallTable.standard.call(service: service, name: name) {
            lines += call.techniques(in: desk.attack).map { StyledText("\($0.id) \($0.fullName)") }
            lines += [call.condition.map { StyledText("counts when: \($0)", .uiDim) }].compactMap { $0 }
        }
        return Preview(title: StyledText(name), note: StyledText(counted(rows.count, "event")), lines: lines)
    }
}
