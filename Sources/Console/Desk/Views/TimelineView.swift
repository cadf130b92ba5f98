internal import Cases
internal import CloudTrail
internal import Detections
internal import Events
internal import Investigation
internal import Records

/// Events in the order of time, with bursts folded and a histogram above.
struct TimelineView: TrailView {
    let desk: TrailDesk
    let request: ViewRequest

    func listing(isCancelled: @escaping @Sendable () -> Bool) throws(Problem) -> Listing {
        let set = try desk.rows(for: request, isCancelled: isCancelled)
        let alerted = desk.alertedRows
        let sort = request.sort ?? SortOrder(column: "time")
        let lines = sorted(set, by: sort)
        let rows = EventRows(
            desk.trail, rows: lines.rows, order: lines.order, lines: lines.lines, alerted: alerted, attack: desk.attack)
        var listing = Listing(
            columns: columns, rows: rows, summary: summary(set, lines: rows.count), sort: sort,
            firstColumn: EventRows.Place.call.rawValue, histogram: histogram(set), emptyText: "No event matches.")
        listing.card = try card(set, isCancelled)
        return listing
    }

    /// What is known of the subject: of all its events, not only of those that filters leave.
    private func card(_ set: RowSet, _ isCancelled: @Sendable () -> Bool) throws(Problem) -> [StyledText] {
        guard let subject = request.subject else { return [] }
        var whole = request
        whole.filters = []
        let rows = request.activeFilters.isEmpty ? set : try desk.rows(for: whole, isCancelled: isCancelled)
        return CardFacts(subject, rows, desk: desk, request: request).lines
    }

    private var columns: [Column] {
        EventRows.Place.allCases.map { place in
            switch place {
            case .time: Column("time", "TIME (UTC)", minimum: 14)
            case .verb: Column("rw", "V", minimum: 1, priority: 5, isSortable: false)
            case .call: Column("call", "CALL", minimum: 16, ideal: 44, isFlexible: true, fit: .middle)
            case .target:
                Column(
                    "target", "TARGET", minimum: 12, ideal: 30, isFlexible: true, priority: 4, isSortable: false,
                    isLazy: true)
            case .principal:
                Column("principal", "PRINCIPAL", minimum: 10, ideal: 18, priority: isOfPrincipal ? 9 : 3)
            case .address: Column("ip", "IP", minimum: 15, ideal: 16, fit: .middle, priority: 2)
            case .client: Column("client", "CLIENT", minimum: 7, priority: 7)
            case .outcome: Column("outcome", "OUT", minimum: 6, priority: 1)
            case .tactic: Column("tactic", "TACTIC", minimum: 11, ideal: 16, priority: 6, isSortable: false)
            case .key: Column("key", "KEY", minimum: 20, priority: 8)
            case .region: Column("region", "REGION", minimum: 12, ideal: 14, priority: 10)
            case .account: Column("account", "ACCOUNT", minimum: 12, priority: 11)
            }
        }
    }

    private var isOfPrincipal: Bool { request.subject?.kind == .principal }

    private static let sortFields: [String: IndexField] = [
        "call": .name, "principal": .principal, "ip": .ip, "client": .client, "outcome": .outcome, "key": .key,
        "region": .region, "account": .account,
    ]

    private struct Lines {
        var rows: [UInt32] = []
        var lines: [EventRows.Line] = []
        var order = TimeOrder.none
    }

    /// In the order of time, bursts as one line but for those that were opened.
    private func folded(_ set: RowSet, isDescending: Bool) -> Lines {
        let rows = set.rows
        let places = Burst.places(of: rows, in: index)
        let toggled = Set(request.toggled.compactMap { index.row(of: $0) })
        var result = Lines(order: isDescending ? .descending : .ascending)
        result.rows.reserveCapacity(rows.count)
        result.lines.reserveCapacity(places.count)
        for number in places.indices {
            let place = places[isDescending ? places.count - 1 - number : number]
            let isFolded = place.count > 1
            // A burst goes by the row that its line begins with, which may be another one once more is loaded: what was
            // opened by an earlier row and closed by a later one is closed.
            let isOpen =
                isFolded && !toggled.isEmpty && rows[place].count { toggled.contains(Int($0)) } % 2 == 1
            for offset in 0..<place.count {
                if offset == 0 || isOpen {
                    let traits: RowTraits = !isFolded || offset > 0 ? [] : isOpen ? .unfolded : .folded
                    result.lines.append(EventRows.Line(start: UInt32(result.rows.count), traits: traits))
                }
                result.rows.append(rows[isDescending ? place.upperBound - 1 - offset : place.lowerBound + offset])
            }
        }
        return result
    }

    /// By the text of a column, then by time. Nothing is folded: neighbours in such a list are no burst.
    private func sorted(_ set: RowSet, by sort: SortOrder) -> Lines {
        guard let field = Self.sortFields[sort.column] else { return folded(set, isDescending: sort.isDescending) }
        let table = index.table(field)
        let texts = (0..<UInt32(table.codeCount)).map { table.text($0) }
        var codes = texts.indices.sorted { texts[$0] < texts[$1] }
        if sort.isDescending { codes.reverse() }
        let rows = set.rows
        // Each value's rows together: as many places as it has rows, one value after the other.
        var next = [Int](repeating: 0, count: texts.count)
        for row in rows { next[Int(index.code(field, Int(row)))] += 1 }
        var start = 0
        for code in codes { (next[code], start) = (start, start + next[code]) }
        var sorted = [UInt32](repeating: 0, count: rows.count)
        for row in rows {
            let code = Int(index.code(field, Int(row)))
            sorted[next[code]] = row
            next[code] += 1
        }
        return Lines(rows: sorted, lines: sorted.indices.map { EventRows.Line(start: UInt32($0), traits: []) })
    }

    private func summary(_ set: RowSet, lines: Int) -> StyledText {
        guard let first = set.first, let last = set.last else { return "no events" }
        let (from, to) = (index.time(first), index.time(last))
        let end = from.date == to.date ? to.clock : "\(to.date) \(to.clock)"
        var text = counted(set.count, "event")
        if lines < set.count { text += " in \(lines.grouped) lines" }
        return StyledText("\(text) · \(from.date) \(from.clock) to \(end)")
    }

    /// Lengths of buckets, in milliseconds, that people count in.
    private static let steps: [Int64] = [
        EventTime.second, 5 * EventTime.second, 15 * EventTime.second, EventTime.minute, 2 * EventTime.minute,
        5 * EventTime.minute, 15 * EventTime.minute, EventTime.hour, 3 * EventTime.hour, 6 * EventTime.hour,
        12 * EventTime.hour, EventTime.day,
    ]
    /// The widest screens have room for so many.
    private static let mostBuckets: Int64 = 200

    private func histogram(_ set: RowSet) -> Histogram? {
        guard let first = set.first, let last = set.last, first != last else { return nil }
        let length = index.times[last] - index.times[first]
        let days = (length / EventTime.day / Self.mostBuckets + 1) * EventTime.day
        let step = Self.steps.first { length / $0 < Self.mostBuckets } ?? days
        let buckets = index.histogram(of: set, bucket: step)
        guard let start = buckets.first?.start else { return nil }
        return Histogram(
            start: start, step: step, buckets: buckets.map { Histogram.Bucket(count: $0.count, denied: $0.denied) })
    }

    func preview(of key: RowKey, column: Int) throws(Problem) -> Preview {
        guard let row = index.row(of: key) else { throw Problem("The event is no longer there.") }
        return try EventPreview(desk: desk, row: row, alert: request.alert).preview()
    }
}
