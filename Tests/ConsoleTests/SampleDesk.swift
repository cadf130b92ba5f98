import Cases
import CloudTrail

@testable import Console

/// A small made-up case: enough of every view to move about in.
struct SampleDesk: Desk {
    var rows = 60
    var generation = 1
    var extent = Extent.whole
    var facts = ["48,212 events", "4 accounts", "48 d"]

    var summary: CaseSummary {
        CaseSummary(name: "trail", facts: facts, generation: generation, extent: extent)
    }

    func listing(_ request: ViewRequest, isCancelled: @escaping @Sendable () -> Bool) throws(Problem) -> Listing {
        if let bad = request.activeFilters.first(where: { $0.contains("(") }) {
            throw Problem("the parenthesis is not closed", column: bad.count)
        }
        switch request.view {
        case .alerts: return alerts(request)
        case .attack: return attack()
        case .keys: return entities(.key, count: 8, prefix: "AKIAEXAMPLE000000")
        case .addresses: return entities(.address, count: 2, prefix: "198.51.100.")
        case .calls: return entities(.call, count: 5, prefix: "Call")
        default: return timeline(request)
        }
    }

    func preview(_ request: ViewRequest, of row: RowKey, column: Int) throws(Problem) -> Preview {
        Preview(
            title: "About \(row.text)", note: "92 of 100",
            lines: ["CreateKeyPair \"prod-debug\" · an API call, not a sign-in", "198.51.100.23  ! new to principal"])
    }

    func completion(of text: String, in request: ViewRequest) -> Completion {
        if text.hasSuffix("out") { return Completion(stem: "", candidates: [.init("outcome:", note: "field")]) }
        return Completion(
            stem: text, candidates: [.init("denied", note: "12"), .init("error", note: "3"), .init("ok", note: "318")])
    }

    func export(_ request: ViewRequest, _ order: ExportOrder) throws(Problem) -> String { "incident-notes.md" }

    private func alerts(_ request: ViewRequest) -> Listing {
        let severities: [(String, Role)] = [("C", .sevCritical), ("H", .sevHigh), ("M", .sevMedium), ("L", .sevLow)]
        let rows = (0..<8).map { index in
            let (letter, role) = severities[index / 2]
            let principal = Entity(.principal, "arn:aws:iam::111122223333:user/svc-\(index)", label: "svc-\(index)")
            let link = Link.pivot(.timeline, principal, alert: "alert-\(index)")
            return Row(
                key: RowKey("alert-\(index)"),
                cells: [
                    TableCell(letter), TableCell("\(92 - index * 9)"), TableCell("05-06 09:4\(index):12"),
                    TableCell("EC2 key pair made, unusual client \(index)", link: link),
                    TableCell(principal.label, entity: principal), TableCell("\(index + 1)"),
                ],
                role: role, entities: [principal, Entity(.key, "AKIAEXAMPLE000000\(index)")])
        }
        let sorted = request.sort?.column == "score" && request.sort?.isDescending == false ? rows.reversed() : rows
        return Listing(
            columns: [
                Column("severity", "S", minimum: 1), Column("score", "SCORE", minimum: 5, fit: .trailing, priority: 3),
                Column("last", "LAST (UTC)", minimum: 14, priority: 2),
                Column("rule", "RULE", minimum: 16, ideal: 30, isFlexible: true),
                Column("principal", "PRINCIPAL", minimum: 10, ideal: 14, fit: .middle, priority: 1),
                Column("count", "N", minimum: 3, fit: .trailing, priority: 4),
            ],
            rows: RowList(sorted), summary: "8 open",
            sort: request.sort ?? SortOrder(column: "score", isDescending: true),
            firstColumn: 3)
    }

    private func timeline(_ request: ViewRequest) -> Listing {
        let denied = request.activeFilters.contains { $0.contains("denied") }
        let count = request.activeFilters.contains("name:nothing") ? 0 : rows
        let source = EventRows(count: denied ? min(count, 3) : count, isOpen: !request.toggled.isEmpty)
        let start = EventTime("2020-05-06T08:50:00Z") ?? EventTime(milliseconds: 0)
        let buckets = (0..<60).map { Histogram.Bucket(count: $0 % 7, denied: $0 % 11 == 0 ? $0 % 7 : 0) }
        return Listing(
            columns: [
                Column("time", "TIME", minimum: 14), Column("call", "CALL", minimum: 16, ideal: 34, isFlexible: true),
                Column("target", "TARGET", minimum: 10, ideal: 24, priority: 4, isSortable: false, isLazy: true),
                Column("ip", "IP", minimum: 15, priority: 2), Column("outcome", "OUT", minimum: 6, priority: 1),
            ],
            rows: source, summary: StyledText("\(source.count) events"), sort: SortOrder(column: "time"),
            firstColumn: 1,
            histogram: Histogram(start: start, step: EventTime.minute, buckets: buckets),
            emptyText: "No event matches.")
    }

    private func attack() -> Listing {
        let tactics = [
            "Initial Access", "Execution", "Persistence", "Privilege Esc.", "Defense Evasion", "Discovery", "Impact",
        ]
        let cells = tactics.map {
            TableCell("\($0) 8", entity: Entity(.technique, "T1078.004"), role: .attackMany)
        }
        let rows = (0..<4).map { Row(key: RowKey("line-\($0)"), cells: cells) }
        return Listing(
            columns: tactics.map { Column($0, $0, minimum: 16, isSortable: false) }, rows: RowList(rows),
            overflow: .scroll)
    }

    private func entities(_ kind: Entity.Kind, count: Int, prefix: String) -> Listing {
        let rows = (0..<count).map { index in
            let entity = Entity(kind, "\(prefix)\(index)")
            return Row(
                key: RowKey(entity.label), cells: [TableCell(entity.label, entity: entity), TableCell("confirmed")],
                entities: [entity])
        }
        return Listing(
            columns: [
                Column("value", kind.rawValue.uppercased(), minimum: 20),
                Column("status", "STATUS", minimum: 9, priority: 1),
            ],
            rows: RowList(rows), summary: StyledText("\(count) confirmed"))
    }
}

/// Events made when they are looked at; the third is a burst.
struct EventRows: RowSource {
    let count: Int
    let isOpen: Bool

    func row(at index: Int) -> Row {
        let failed = index % 5 == 3
        let address = Entity(.address, "198.51.100.\(index % 2)")
        let call = Entity(.call, index == 2 ? "AuthorizeSecurityGroupIngress" : "Call\(index)")
        var traits: RowTraits = failed ? .failed : []
        if index == 2 { traits.insert(isOpen ? .unfolded : .folded) }
        return Row(
            key: RowKey("event-\(index)"),
            cells: [
                TableCell("05-06 09:\(10 + index % 50):00"),
                TableCell(
                    index == 2 && !isOpen ? "\(call.label) x312" : call.label, entity: call,
                    link: index == 2 ? .fold : nil),
                TableCell(""), TableCell(address.label, entity: address),
                TableCell(failed ? "denied" : "ok", entity: Entity(.outcome, failed ? "denied" : "ok")),
            ],
            role: failed ? .outcomeDenied : .uiText, traits: traits,
            time: Self.start?.advanced(byMilliseconds: Int64(index % 50 + index / 50 * 1440) * EventTime.minute),
            entities: [
                Entity(.event, "event-\(index)"), address, call, Entity(.key, "AKIAEXAMPLE0000003"),
                Entity(.principal, "arn:aws:iam::111122223333:user/svc-0", label: "svc-0"),
                Entity(.technique, "T1078.004"),
            ])
    }

    /// A row a minute, and those behind the fiftieth a day later.
    private static let start = EventTime("2020-05-06T09:10:00Z")

    func details(at index: Int) -> [Int: TableCell] { [2: TableCell("target-\(index)")] }
}
