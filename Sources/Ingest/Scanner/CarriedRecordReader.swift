internal import JSON

/// Reads records that travelled inside something else, one JSON text each. One worker owns it.
struct CarriedRecordReader {
    private let structure = StructureScanner()
    private var record = NativeRecord()
    private var memory = RecordMemory()
    private var buffer: [UInt8] = []

    /// Reads a record and hands its members on, with the text that they are places of.
    mutating func read(
        _ json: [UInt8], _ body: (NativeRecord, Span<UInt8>) -> RowWriter.Result
    ) -> RowWriter.Result {
        // Names, and values that are compared as they stand, may be written with escapes: it is spelled out anew.
        guard json.contains(UInt8(ascii: "\\")), let value = try? JSONValue.parse(json) else {
            return readAsWritten(json, body)
        }
        return readAsWritten(JSONWriter().bytes(value), body)
    }

    private mutating func readAsWritten(
        _ json: [UInt8], _ body: (NativeRecord, Span<UInt8>) -> RowWriter.Result
    ) -> RowWriter.Result {
        // Ours alone while the text is borrowed.
        var memory = RecordMemory()
        swap(&memory, &self.memory)
        defer { swap(&memory, &self.memory) }
        buffer.removeAll(keepingCapacity: true)
        buffer.append(contentsOf: json)
        buffer.append(contentsOf: repeatElement(0x20, count: StructureScanner.padding))
        let text = buffer.span.extracting(first: json.count)
        guard structure.scan(text) == .sound else { return .rejected("the record in it is malformed JSON") }
        var record = record
        let damage: StructuralWalker.Damage? = structure.withIndexes { indexes in
            var walker = StructuralWalker(text: text, indexes: indexes)
            do throws(StructuralWalker.Damage) {
                try record.read(&walker, &memory)
                return walker.isAtEnd ? nil : walker.damage("the end")
            } catch {
                return error
            }
        }
        if let damage { return .rejected("the record in it is malformed: \(damage.reason)") }
        return body(record, text)
    }
}
