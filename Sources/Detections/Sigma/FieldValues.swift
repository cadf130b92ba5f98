internal import Events
internal import JSON
internal import Records

/// The values that events have in some fields: from the index where it holds them, else from their records, which are
/// read once. Equal texts have the same code, whatever fields they are from.
struct FieldValues {
    private let index: EventIndex
    private var table = StringTable()
    private var numbers: [String: Int] = [:]
    private var fields: [Field] = []

    private struct Field {
        /// Where the index has the values; nil where it has none.
        var source: IndexedField.Source?
        /// The rows whose records were read for the value.
        var read: RowSet
        /// The codes of values from records, by row.
        var ofRows: [UInt32: UInt32] = [:]
        /// The codes of the index's values as far as they were asked for, by the column's codes or the callers'.
        var ofIndex: [UInt32: UInt32] = [:]
    }

    /// - Parameters:
    ///   - wanted: for each field the rows of which its value is wanted.
    ///   - threads: that share the reading.
    ///   - isCancelled: asked while records are read; what was not read has no values then.
    init(_ wanted: [String: RowSet], of trail: Trail, threads: Int, isCancelled: @Sendable () -> Bool) {
        index = trail.index
        for (field, rows) in wanted.sorted(by: { $0.key < $1.key }) {
            numbers[field] = fields.count
            if let indexed = IndexedField(field), indexed.isExact {
                fields.append(Field(source: indexed.source, read: rows.intersection(indexed.openRows(in: index))))
            } else {
                fields.append(Field(source: nil, read: rows))
            }
        }
        read(of: trail, threads: threads, isCancelled)
    }

    private mutating func read(of trail: Trail, threads: Int, _ isCancelled: @Sendable () -> Bool) {
        let rows = fields.reduce(RowSet.none(of: index.count)) { $0.union($1.read) }
        guard !rows.isEmpty else { return }
        var slots = FieldSlots()
        let asked = numbers.keys.sorted().map { (rows: fields[numbers[$0] ?? 0].read, slot: slots.slot($0)) }
        let pass = RecordPass(rows: rows, records: trail.records, threads: threads)
        let readers = pass.run(ValueReader(fields: RecordFields(slots)), isCancelled: isCancelled) {
            reader, row, tape, text in
            reader.fields.begin()
            for (number, (rows, slot)) in asked.enumerated() where rows.contains(row) {
                reader.read(number, slot, of: row, tape, text)
            }
        }
        for value in readers.flatMap(\.found) {
            fields[value.field].ofRows[UInt32(value.row)] = table.intern(value.text)
        }
    }

    /// The number by which a field is asked for; nil where it was not wanted.
    func number(of field: String) -> Int? { numbers[field] }

    /// The code of a row's value, of several the first; 0 where it has none.
    mutating func code(_ number: Int, of row: Int) -> UInt32 {
        guard let source = fields[number].source, !fields[number].read.contains(row) else {
            return fields[number].ofRows[UInt32(row)] ?? StringTable.missing
        }
        let own =
            switch source {
            case .column(let column): index.code(column, row)
            case .caller: index.identity(row)
            }
        if let code = fields[number].ofIndex[own] { return code }
        let code = text(own, of: source).map { table.intern($0) } ?? StringTable.missing
        fields[number].ofIndex[own] = code
        return code
    }

    /// The text of a value, by its own code.
    private func text(_ own: UInt32, of source: IndexedField.Source) -> String? {
        switch source {
        case .column(let column): own == StringTable.missing ? nil : index.table(column).text(own)
        case .caller(let member): index.text(member, of: own)
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
