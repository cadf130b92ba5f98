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
    /// By field, the codes of its values as far as they are known: by the column's codes, the callers' or the rows'.
    private var codes: [[UInt32: UInt32]] = []

    /// Where a field's values come from.
    private enum Source {
        case column(IndexField)
        case callers(IdentityMembers.Member)
        case records
    }

    /// - Parameters:
    ///   - wanted: for each field the rows of which its value is wanted.
    ///   - threads: that share the reading.
    ///   - isCancelled: asked while records are read; what was not read has no values then.
    init(_ wanted: [String: RowSet], of trail: Trail, threads: Int, isCancelled: @Sendable () -> Bool) {
        index = trail.index
        var unread: [String: RowSet] = [:]
        for (field, rows) in wanted.sorted(by: { $0.key < $1.key }) {
            numbers[field] = fields.count
            codes.append([:])
            if let column = IndexedField(field), column.isExact {
                fields.append(.column(column.field))
            } else if let member = IdentityMembers.Member(path: field) {
                fields.append(.callers(member))
            } else {
                fields.append(.records)
                unread[field] = rows
            }
        }
        read(unread, of: trail, threads: threads, isCancelled)
    }

    private mutating func read(
        _ wanted: [String: RowSet], of trail: Trail, threads: Int, _ isCancelled: @Sendable () -> Bool
    ) {
        let rows = wanted.values.reduce(RowSet.none(of: index.count)) { $0.union($1) }
        guard !rows.isEmpty else { return }
        var slots = FieldSlots()
        let asked = wanted.keys.sorted().map { (rows: wanted[$0], number: numbers[$0] ?? 0, slot: slots.slot($0)) }
        let pass = RecordPass(rows: rows, records: trail.records, threads: threads)
        let readers = pass.run(ValueReader(fields: RecordFields(slots)), isCancelled: isCancelled) {
            reader, row, tape, text in
            reader.fields.begin()
            for (rows, number, slot) in asked where rows?.contains(row) == true {
                reader.read(number, slot, of: row, tape, text)
            }
        }
        for value in readers.flatMap(\.found) { codes[value.field][UInt32(value.row)] = table.intern(value.text) }
    }

    /// The number by which a field is asked for; nil where it was not wanted.
    func number(of field: String) -> Int? { numbers[field] }

    /// The code of a row's value, of several the first; 0 where it has none.
    mutating func code(_ field: Int, of row: Int) -> UInt32 {
        let own: UInt32
        switch fields[field] {
        case .records: return codes[field][UInt32(row)] ?? StringTable.missing
        case .column(let column): own = index.code(column, row)
        case .callers: own = index.identity(row)
        }
        if let code = codes[field][own] { return code }
        let code = text(own, of: fields[field]).map { table.intern($0) } ?? StringTable.missing
        codes[field][own] = code
        return code
    }

    /// The text of a value, by its own code.
    private func text(_ own: UInt32, of source: Source) -> String? {
        switch source {
        case .column(let column): own == StringTable.missing ? nil : index.table(column).text(own)
        case .callers(let member): index.text(member, of: own)
        case .records: nil
        }
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
