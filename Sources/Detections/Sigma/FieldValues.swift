internal import Events
internal import JSON
internal import Records

/// The values that events have in some fields: from the index where it holds them, else from their records, which are
/// read once. Equal texts have the same code, whatever fields they are from.
struct FieldValues {
    private let index: EventIndex
    private var table = StringTable()
    private var numbers: [String: Int] = [:]
    private var fields: [Source] = []

    /// Where a field's values come from.
    private enum Source {
        /// A column, and the codes of its values here as far as they were asked for.
        case column(IndexField, codes: [UInt32?])
        /// Codes by row.
        case records([Int: UInt32])
        /// Codes by what records say of their caller.
        case callers([UInt32: UInt32])
    }

    /// - Parameters:
    ///   - wanted: for each field the rows of which its value is wanted.
    ///   - threads: that share the reading.
    init(_ wanted: [String: RowSet], of trail: Trail, threads: Int) {
        index = trail.index
        for field in wanted.keys.sorted() {
            numbers[field] = fields.count
            if let column = IndexedField(field), column.isExact {
                let count = index.table(column.field).codeCount
                fields.append(.column(column.field, codes: [UInt32?](repeating: nil, count: count)))
            } else {
                fields.append(Self.ofCaller.contains(field) ? .callers([:]) : .records([:]))
            }
        }
        var unread: [String: RowSet] = [:]
        for (field, rows) in wanted {
            switch fields[numbers[field] ?? 0] {
            case .column: break
            case .records: unread[field] = rows
            case .callers: unread[field] = firstOfCallers(in: rows)
            }
        }
        read(unread, of: trail, threads: threads)
    }

    /// Members that tell who called: records that the index takes for the same caller's have them in common.
    private static let ofCaller: Set = [
        "userIdentity.arn", "userIdentity.principalId", "userIdentity.userName", "userIdentity.invokedBy",
        "userIdentity.identityProvider", "userIdentity.onBehalfOf.userId",
        "userIdentity.sessionContext.sessionIssuer.arn", "userIdentity.sessionContext.sessionIssuer.userName",
    ]

    /// One row for each caller.
    private func firstOfCallers(in rows: RowSet) -> RowSet {
        var seen: Set<UInt32> = [0]
        return RowSet(
            sorted: rows.rows.filter { seen.insert(index.identity(Int($0))).inserted }, universe: index.count)
    }

    private mutating func read(_ wanted: [String: RowSet], of trail: Trail, threads: Int) {
        let rows = wanted.values.reduce(RowSet.none(of: index.count)) { $0.union($1) }
        guard !rows.isEmpty else { return }
        var slots = FieldSlots()
        let asked = wanted.keys.sorted().map { (rows: wanted[$0], number: numbers[$0] ?? 0, slot: slots.slot($0)) }
        let pass = RecordPass(rows: rows, records: trail.records, threads: threads)
        let readers = pass.run(ValueReader(fields: RecordFields(slots))) { reader, row, tape, text in
            reader.fields.begin()
            for (rows, number, slot) in asked where rows?.contains(row) == true {
                reader.read(number, slot, of: row, tape, text)
            }
        }
        var found = [[Int: UInt32]](repeating: [:], count: fields.count)
        for value in readers.flatMap(\.found) { found[value.field][value.row] = table.intern(value.text) }
        for (_, number, _) in asked {
            if case .callers = fields[number] {
                let codes = found[number].map { (index.identity($0.key), $0.value) }
                fields[number] = .callers(Dictionary(codes) { first, _ in first })
            } else {
                fields[number] = .records(found[number])
            }
        }
    }

    /// The number by which a field is asked for; nil where it was not wanted.
    func number(of field: String) -> Int? { numbers[field] }

    /// The code of a row's value, of several the first; 0 where it has none.
    mutating func code(_ field: Int, of row: Int) -> UInt32 {
        switch fields[field] {
        case .records(let codes): return codes[row] ?? StringTable.missing
        case .callers(let codes): return codes[index.identity(row)] ?? StringTable.missing
        case .column(let column, let codes):
            let own = index.code(column, row)
            guard own != StringTable.missing else { return StringTable.missing }
            if let code = codes[Int(own)] { return code }
            let code = table.intern(index.table(column).text(own))
            note(code, for: own, of: field)
            return code
        }
    }

    private mutating func note(_ code: UInt32, for own: UInt32, of field: Int) {
        guard case .column(let column, var codes) = fields[field] else { return }
        // Let go of, so that the array is changed in its place.
        fields[field] = .records([:])
        codes[Int(own)] = code
        fields[field] = .column(column, codes: codes)
    }

    func text(_ code: UInt32) -> String { table.text(code) }
}

/// Takes values out of records. One thread owns it.
private struct ValueReader: Sendable {
    var fields: RecordFields
    private(set) var found: [(field: Int, row: Int, text: String)] = []

    init(fields: RecordFields) {
        self.fields = fields
    }

    /// The first value of a field.
    mutating func read(_ number: Int, _ slot: Int, of row: Int, _ tape: JSONTape, _ text: Span<UInt8>) {
        for entry in fields.entries(slot, tape, text) {
            var value: String?
            _ = tape.containsText(at: entry, of: text) { compared in
                value = compared.string(in: text)
                return true
            }
            guard let value else { continue }
            return found.append((number, row, value))
        }
    }
}
