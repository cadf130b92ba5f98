internal import ATTACK
internal import Cases
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

    let index: EventIndex
    private let records: RecordReader
    private let attack: AttackVersion
    /// Rows of the index in the order of the list.
    private let rows: [UInt32]
    private let order: TimeOrder
    let lines: [Line]

    /// What a line stands for. Counted once: a burst may have very many members, and a frame is soon over.
    struct Line {
        /// Where in the rows it begins; it ends where the next one begins.
        var start: UInt32
        var traits: RowTraits
        var denied: UInt32 = 0
        var failed: UInt32 = 0
    }

    /// - Parameters:
    ///   - rows: in the order of the list.
    ///   - order: how these stand to time.
    ///   - lines: where each line begins, and whether it is a burst, open or closed. What else there is to know of them
    ///     is counted here.
    init(_ trail: Trail, rows: [UInt32], order: TimeOrder, lines: [Line], alerted: RowSet, attack: AttackVersion) {
        index = trail.index
        records = trail.records
        self.attack = attack
        self.rows = rows
        self.order = order
        var counted = lines
        for number in counted.indices {
            let end = number + 1 < lines.count ? Int(lines[number + 1].start) : rows.count
            for row in rows[Int(lines[number].start)..<end] {
                switch trail.index.flags(Int(row)).outcome {
                case .ok: break
                case .denied: counted[number].denied += 1
                case .error: counted[number].failed += 1
                }
                if alerted.contains(Int(row)) { counted[number].traits.insert(.alerted) }
            }
            if counted[number].denied + counted[number].failed > 0 { counted[number].traits.insert(.failed) }
        }
        self.lines = counted
    }

    var count: Int { lines.count }

    /// The rows of the index that a line stands for.
    private func members(_ line: Int) -> ArraySlice<UInt32> {
        rows[Int(lines[line].start)..<(line + 1 < lines.count ? Int(lines[line + 1].start) : rows.count)]
    }

    func first(_ line: Int) -> Int { Int(rows[Int(lines[line].start)]) }

    func row(at number: Int) -> Row {
        let line = lines[number]
        let row = first(number)
        let isSingle = line.traits.isDisjoint(with: [.folded, .unfolded])
        return Row(
            key: index.key(row), cells: cells(row, number), role: role(row, line),
            sign: isSingle && line.traits.contains(.failed) ? "x" : nil, traits: line.traits,
            time: index.time(row), entities: entities(row))
    }

    func subjects(at number: Int) -> [Entity] {
        members(number).map { index.entity(event: Int($0)) }
    }

    /// Lines lie side by side in the rows: those between the first and the last.
    func eventCount(in range: ClosedRange<Int>) -> Int? {
        guard lines.indices.contains(range.lowerBound), lines.indices.contains(range.upperBound) else { return nil }
        return members(range.upperBound).endIndex - members(range.lowerBound).startIndex
    }

    private func role(_ row: Int, _ line: Line) -> Role {
        if line.denied > 0 { return .outcomeDenied }
        if line.failed > 0 { return .outcomeError }
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
            service: index.text(.service, row) ?? "", name: index.text(.name, row) ?? "", in: attack)
    }

    private func cells(_ row: Int, _ number: Int) -> [TableCell] {
        Place.allCases.map { place in
            switch place {
            case .time: TableCell(index.moment(row), clipboard: index.time(row).iso8601)
            case .verb: TableCell(index.verb(row), entity: Entity(.field, index.flags(row).readWrite.word, field: "rw"))
            case .call: call(row, number)
            case .target: TableCell("")
            case .principal: cell(index.entity(.principal, .principal, row))
            case .address: cell(index.entity(.address, .ip, row))
            case .client: TableCell(index.flags(row).client.word, entity: Entity(.client, index.flags(row).client.word))
            case .outcome: outcome(row, number)
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

    private func call(_ row: Int, _ number: Int) -> TableCell {
        let entity = index.entity(.call, .name, row)
        let traits = lines[number].traits
        if traits.contains(.unfolded) { return TableCell(entity.label, entity: entity, link: .fold) }
        guard traits.contains(.folded) else { return TableCell(entity.label, entity: entity) }
        let members = members(number)
        let length = index.times[Int(members[members.endIndex - 1])] - index.times[Int(members[members.startIndex])]
        let text = "\(entity.label) x\(members.count) in \(Self.duration(abs(length)))"
        return TableCell(text, entity: entity, link: .fold)
    }

    private static func duration(_ milliseconds: Int64) -> String {
        let seconds = milliseconds / EventTime.second
        return seconds < 90 ? "\(seconds) s" : "\((seconds + 30) / 60) min"
    }

    private func outcome(_ row: Int, _ number: Int) -> TableCell {
        let line = lines[number]
        let failed = line.denied + line.failed
        let word = index.flags(row).outcome.word
        let isMixed = failed > 0 && members(number).count > 1
        return TableCell(isMixed ? "x\(failed)" : word, entity: Entity(.outcome, word))
    }

    private func tactic(_ row: Int) -> TableCell {
        guard let technique = techniques(row).first,
            let tactic = AttackMatrix.of(attack).tactics(of: technique).first
        else { return TableCell("") }
        return TableCell(tactic.name, entity: Entity(.technique, technique.id, label: technique.name))
    }

    func index(at time: EventTime, forward: Bool) -> Int? {
        order.index(at: time, forward: forward, among: count) { index.time(first($0)) }
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
        return .resource(only)
    }

    func index(of key: RowKey) -> Int? {
        index.row(of: key).flatMap { line(of: $0) }
    }

    func index(about entity: Entity) -> Int? {
        if entity.kind == .event, let value = entity.value { return index(of: RowKey(value)) }
        // By code: a row is too dear to be made for each of a million lines.
        guard let value = entity.value, let field = Self.fields[entity.kind],
            let code = index.table(field).code(of: value)
        else { return nil }
        return lines.indices.first { index.code(field, first($0)) == code }
    }

    /// What a line can be found by.
    private static let fields: [Entity.Kind: IndexField] = [
        .principal: .principal, .key: .key, .address: .ip, .call: .name,
    ]

    /// The line that holds a row of the index.
    private func line(of row: Int) -> Int? {
        guard let position = rows.firstIndex(of: UInt32(row)) else { return nil }
        var low = 0
        var high = lines.count
        while low < high {
            let middle = (low + high) / 2
            if Int(lines[middle].start) <= position { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? low - 1 : nil
    }
}
