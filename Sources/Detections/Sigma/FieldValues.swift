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
    }

    /// - Parameter wanted: for each field the rows of which its value is wanted.
    init(_ wanted: [String: RowSet], of trail: Trail) {
        index = trail.index
        for field in wanted.keys.sorted() {
            numbers[field] = fields.count
            if let column = IndexedField(field), column.isExact {
                let count = index.table(column.field).codeCount
                fields.append(.column(column.field, codes: [UInt32?](repeating: nil, count: count)))
            } else {
                fields.append(.records([:]))
            }
        }
        let unread = wanted.filter { field, _ in
            if case .records = fields[numbers[field] ?? 0] { true } else { false }
        }
        read(unread, of: trail)
    }

    private mutating func read(_ wanted: [String: RowSet], of trail: Trail) {
        let rows = wanted.values.reduce(RowSet.none(of: index.count)) { $0.union($1) }
        guard !rows.isEmpty else { return }
        var slots = FieldSlots()
        let asked = wanted.keys.sorted().map { (rows: wanted[$0], number: numbers[$0] ?? 0, slot: slots.slot($0)) }
        var reader = RecordFields(slots)
        var table = table
        var found = [[Int: UInt32]](repeating: [:], count: fields.count)
        func read(_ row: Int, _ tape: JSONTape, _ text: Span<UInt8>) {
            reader.begin()
            for (rows, number, slot) in asked where rows?.contains(row) == true {
                for entry in reader.entries(slot, tape, text) where found[number][row] == nil {
                    _ = tape.containsText(at: entry, of: text) { compared in
                        found[number][row] = table.intern(compared.string(in: text))
                        return true
                    }
                }
            }
        }
        let search = trail.records.search()
        var own = JSONTape()
        for part in trail.records.bySource(rows) {
            search.read(part) { row, text, tape in
                read(row, tape, text)
            } whole: { row, record in
                let bytes = JSONWriter().bytes(record.json)
                if (try? own.read(bytes.span, at: 0)) != nil { read(row, own, bytes.span) }
            }
        }
        self.table = table
        for (_, number, _) in asked { fields[number] = .records(found[number]) }
    }

    /// The number by which a field is asked for; nil where it was not wanted.
    func number(of field: String) -> Int? { numbers[field] }

    /// The code of a row's value, of several the first; 0 where it has none.
    mutating func code(_ field: Int, of row: Int) -> UInt32 {
        switch fields[field] {
        case .records(let codes): return codes[row] ?? StringTable.missing
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
