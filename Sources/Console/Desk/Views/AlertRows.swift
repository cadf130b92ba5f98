internal import Cases
internal import CloudTrail
internal import Detections
internal import Events
internal import Sigma

/// The rows of a list of alerts, made when they are looked at.
struct AlertRows: RowSource {
    /// The columns, in their order.
    enum Place: Int, CaseIterable {
        case level, score, first, last, spread, rule, principal, address, count

        /// The column of that name.
        init?(_ name: String) {
            guard let place = Self.allCases.first(where: { $0.name == name }) else { return nil }
            self = place
        }

        var name: String { self == .address ? "ip" : "\(self)" }
    }

    /// An alert, and the mute that keeps it out of sight.
    struct Line {
        var alert: Alert
        var score: AlertScore
        var mute: Mute?
        var id: String

        init(_ alert: Alert, _ score: AlertScore) {
            self.alert = alert
            self.score = score
            id = alert.id
        }

        init(_ muted: MutedAlert, _ score: AlertScore) {
            alert = muted.alert
            self.score = score
            mute = muted.mute
            id = muted.id
        }

        var principal: String {
            switch alert.principals.count {
            case 0: "-"
            case 1: EventIndex.shortName(alert.principals[0])
            default: "\(alert.principals.count) principals"
            }
        }
    }

    static let columns = Place.allCases.map { place in
        switch place {
        case .level: Column(place.name, "S", minimum: 1)
        case .score: Column(place.name, "SCORE", minimum: 5, fit: .trailing, priority: 3)
        case .first: Column(place.name, "FIRST (UTC)", minimum: 14, priority: 6)
        case .last: Column(place.name, "LAST (UTC)", minimum: 14, priority: 2)
        case .spread:
            Column(place.name, "OVER TIME", minimum: spreadWidth, priority: 7, isSortable: false, isLazy: true)
        case .rule: Column(place.name, "RULE", minimum: 30, ideal: 46, isFlexible: true)
        case .principal: Column(place.name, "PRINCIPAL", minimum: 12, ideal: 24, fit: .middle, priority: 1)
        case .address: Column(place.name, "ADDRESS", minimum: 15, ideal: 16, fit: .middle, priority: 5)
        case .count: Column(place.name, "N", minimum: 4, ideal: 6, fit: .trailing, priority: 4)
        }
    }

    /// Cells of the sparkline.
    static let spreadWidth = 12

    private let lines: [Line]
    private let index: EventIndex

    init(_ lines: [Line], _ index: EventIndex) {
        self.lines = lines
        self.index = index
    }

    var count: Int { lines.count }

    func row(at number: Int) -> Row {
        let line = lines[number]
        let alert = line.alert
        let all = Entity(.alert, line.id, label: alert.rule.title)
        let only = alert.principals.count == 1 ? Entity.principal(alert.principals[0]) : nil
        // One principal: what it did. Several: what they did for this alert.
        let link = Link.pivot(.timeline, only ?? all, alert: line.id)
        var row = Row(
            key: RowKey(line.id),
            cells: Place.allCases.map { cell($0, line, all, only, link) },
            role: line.mute == nil ? alert.rule.level.role : .uiDim, sign: line.mute == nil ? nil : "m",
            traits: .alerted, time: alert.last, entities: [all] + Self.entities(alert, index))
        row.mute = line.mute
        return row
    }

    private func cell(_ place: Place, _ line: Line, _ all: Entity, _ only: Entity?, _ link: Link) -> TableCell {
        let alert = line.alert
        let why = Link.pivot(.alert, all, alert: line.id)
        switch place {
        case .level: return TableCell(alert.rule.level.letter, link: why)
        case .score: return TableCell(line.score.text, link: why)
        case .first: return TableCell(EventIndex.moment(alert.first))
        case .last: return TableCell(EventIndex.moment(alert.last))
        case .spread: return TableCell("")
        case .rule:
            let reason = line.mute.map { " · muted: \($0.reason)" } ?? ""
            return TableCell(alert.rule.title + reason, link: why)
        case .principal: return TableCell(line.principal, entity: only, link: link)
        case .address:
            let only = alert.addresses.count == 1 ? Entity(.address, alert.addresses[0]) : nil
            let many = alert.addresses.isEmpty ? "-" : "\(alert.addresses.count) addresses"
            return TableCell(only?.label ?? many, entity: only)
        case .count: return TableCell(alert.count.grouped, link: .pivot(.timeline, all, alert: line.id))
        }
    }

    /// What an alert is about: its rule, and the values of its lead.
    static func entities(_ alert: Alert, _ index: EventIndex) -> [Entity] {
        let rule = Entity(.rule, alert.rule.id, label: alert.rule.title)
        guard let row = alert.leadRow ?? alert.rows.first else {
            return [
                rule, alert.principals.first.map(Entity.principal), alert.accessKeys.first.map { Entity(.key, $0) },
                alert.addresses.first.map { Entity(.address, $0) }, alert.account.map { Entity(.account, $0) },
            ].compactMap { $0 }
        }
        return [
            rule, index.entity(event: row), index.entity(.principal, .principal, row), index.entity(.key, .key, row),
            index.entity(.address, .ip, row), index.entity(.call, .name, row), index.entity(.account, .account, row),
        ]
    }

    /// When the events fall, from the beginning of the trail to its end.
    func details(at number: Int) -> [Int: TableCell] {
        let alert = lines[number].alert
        guard let span = index.span else { return [:] }
        let times = alert.rows.isEmpty ? [alert.first.milliseconds] : alert.rows.map { index.times[$0] }
        return [Place.spread.rawValue: TableCell(Sparkline(of: times, over: span, width: Self.spreadWidth).text)]
    }

    func index(at time: EventTime, forward: Bool) -> Int? {
        TimeOrder.none.index(at: time, forward: forward, among: count) { lines[$0].alert.last }
    }

    func index(of key: RowKey) -> Int? {
        lines.firstIndex { $0.id == key.text }
    }
}
