internal import ATTACK
internal import CloudTrail
internal import Events
internal import Investigation
internal import JSON
internal import Records

/// The rows of a timeline: single events, and bursts of calls of one kind, folded or open. Made from the columns of the
/// index when they are looked at; what stands only in the record comes later, as details.
struct EventRows: RowSource {
    /// Numbers of the columns.
    enum Place: Int, CaseIterable {
        case time, verb, call, target, principal, address, client, outcome, tactic, key, region, account
    }

    private let index: EventIndex
    private let records: RecordReader
    /// Rows of the index in the order of the list.
    private let rows: [UInt32]
    /// Where in `rows` each line begins, and one more for the end.
    private let starts: [UInt32]
    /// Bursts that are open, by their first row.
    private let open: Set<UInt32>
    private let alerted: RowSet

    init(
        _ trail: Trail, rows: [UInt32], starts: [UInt32], open: Set<UInt32>, alerted: RowSet
    ) {
        index = trail.index
        records = trail.records
        self.rows = rows
        self.starts = starts
        self.open = open
        self.alerted = alerted
    }

    var count: Int { max(0, starts.count - 1) }

    /// The rows of the index that a line stands for.
    private func members(_ line: Int) -> ArraySlice<UInt32> {
        rows[Int(starts[line])..<Int(starts[line + 1])]
    }

    private func first(_ line: Int) -> Int { Int(rows[Int(starts[line])]) }

    func row(at line: Int) -> Row {
        let members = members(line)
        let row = first(line)
        let outcomes = members.map { index.flags(Int($0)).outcome }
        let failed = outcomes.count { $0 != .ok }
        var traits: RowTraits = failed > 0 ? .failed : []
        if members.contains(where: { alerted.contains(Int($0)) }) { traits.insert(.alerted) }
        let isBurst = members.count > 1
        if isBurst { traits.insert(.folded) }
        if open.contains(UInt32(row)) { traits.insert(.unfolded) }
        return Row(
            key: index.key(row), cells: cells(row, members, outcomes), role: role(row, outcomes),
            sign: isBurst || failed == 0 || traits.contains(.unfolded) ? nil : "x", traits: traits,
            entities: entities(row))
    }

    private func role(_ row: Int, _ outcomes: [Outcome]) -> Role {
        if outcomes.contains(.denied) { return .outcomeDenied }
        if outcomes.contains(.error) { return .outcomeError }
        return index.flags(row).readWrite == .write ? .eventWrite : .eventRead
    }

    private func entities(_ row: Int) -> [Entity] {
        let technique = techniques(row).first.map { Entity(.technique, $0.id, label: $0.name) }
        return [
            index.entity(event: row), index.entity(.principal, .principal, row), index.entity(.key, .key, row),
            index.entity(.address, .ip, row), index.entity(.call, .name, row), technique,
        ].compactMap { $0 }
    }

    private func techniques(_ row: Int) -> [Technique] {
        CallTable.standard.techniques(
            service: index.text(.service, row) ?? "", name: index.text(.name, row) ?? "", in: .v18)
    }

    private func cells(_ row: Int, _ members: ArraySlice<UInt32>, _ outcomes: [Outcome]) -> [TableCell] {
        Place.allCases.map { place in
            switch place {
            case .time: TableCell(index.moment(row))
            case .verb: TableCell(index.verb(row), entity: Entity(.field, index.flags(row).readWrite.word, field: "rw"))
            case .call: call(row, members)
            case .target: TableCell("")
            case .principal: cell(index.entity(.principal, .principal, row))
            case .address: cell(index.entity(.address, .ip, row))
            case .client: TableCell(index.flags(row).client.word, entity: Entity(.client, index.flags(row).client.word))
            case .outcome: outcome(row, outcomes)
            case .tactic: tactic(row)
            case .key: cell(index.entity(.key, .key, row))
            case .region: cell(index.entity(.region, .region, row))
            case .account: cell(index.entity(.account, .account, row))
            }
        }
    }

    private func cell(_ entity: Entity) -> TableCell {
        TableCell(entity.value == nil ? "-" : entity.label, entity: entity)
    }

    private func call(_ row: Int, _ members: ArraySlice<UInt32>) -> TableCell {
        let entity = index.entity(.call, .name, row)
        guard members.count > 1 || open.contains(UInt32(row)) else { return TableCell(entity.label, entity: entity) }
        if members.count == 1 { return TableCell(entity.label, entity: entity, link: .fold) }
        let length = index.times[Int(members[members.endIndex - 1])] - index.times[Int(members[members.startIndex])]
        let text = "\(entity.label) x\(members.count) in \(Self.duration(abs(length)))"
        return TableCell(text, entity: entity, link: .fold)
    }

    private static func duration(_ milliseconds: Int64) -> String {
        let seconds = milliseconds / EventTime.second
        return seconds < 90 ? "\(seconds) s" : "\((seconds + 30) / 60) min"
    }

    private func outcome(_ row: Int, _ outcomes: [Outcome]) -> TableCell {
        let failed = outcomes.count { $0 != .ok }
        let word = index.flags(row).outcome.word
        let isMixed = outcomes.count > 1 && failed > 0
        return TableCell(isMixed ? "x\(failed)" : word, entity: Entity(.outcome, word))
    }

    private func tactic(_ row: Int) -> TableCell {
        guard let technique = techniques(row).first,
            let tactic = AttackMatrix.of(.v18).tactics(of: technique).first
        else { return TableCell("") }
        return TableCell(tactic.name, entity: Entity(.technique, technique.id, label: technique.name))
    }

    func details(at line: Int) -> [Int: TableCell] {
        // Of a long burst a part says as much as all of it, and is read before anybody has looked away.
        let members = Array(members(line).prefix(Self.mostRead).map { Int($0) })
        var found: [(row: Int, record: JSONValue)] = []
        records.forEach(members) { row, record in found.append((row, record.json)) }
        let texts = found.sorted { $0.row < $1.row }.map(\.record)
        let text = texts.isEmpty ? "not readable" : CallTarget.summary(of: texts)
        let entity = members.count == 1 && !text.isEmpty ? texts.first.flatMap(Self.target) : nil
        return [Place.target.rawValue: TableCell(text, entity: entity)]
    }

    private static let mostRead = 512

    /// The resource to filter by, where the call names just one.
    private static func target(_ record: JSONValue) -> Entity? {
        let names = NamedResource.named(in: record)
        guard names.count == 1, let only = names.first else { return nil }
        return Entity(.target, only.name, label: only.shortName)
    }

    func index(of key: RowKey) -> Int? {
        index.row(of: key).flatMap { line(of: $0) }
    }

    func index(about entity: Entity) -> Int? {
        if entity.kind == .event, let value = entity.value { return index(of: RowKey(value)) }
        return (0..<count).first { row(at: $0).entities[entity.kind]?.value == entity.value }
    }

    /// The line that holds a row of the index.
    private func line(of row: Int) -> Int? {
        guard let position = rows.firstIndex(of: UInt32(row)) else { return nil }
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if Int(starts[middle + 1]) <= position { low = middle + 1 } else { high = middle }
        }
        return low < count ? low : nil
    }
}
