/// Where records begin in damaged text: at a brace that is followed by the key with which records of this source begin.
/// In sound JSON these bytes cannot stand inside a string, where the quotes would be escaped.
struct RecordStarts {
    /// The contents that the first key of a record may have: `eventVersion` as CloudTrail writes them.
    let leadingKeys: [[UInt8]]

    /// The first start at or behind an offset; nil where there is none.
    func next(in text: Span<UInt8>, from start: Int) -> Int? {
        var offset = start
        while offset < text.count {
            if text[offset] == UInt8(ascii: "{"), isStart(text, offset) { return offset }
            offset += 1
        }
        return nil
    }

    private func isStart(_ text: Span<UInt8>, _ brace: Int) -> Bool {
        var offset = brace + 1
        while offset < text.count, StructuralText.isSpace(text[offset]) { offset += 1 }
        guard offset < text.count, text[offset] == UInt8(ascii: "\"") else { return false }
        return leadingKeys.contains { key($0.span, stands: text, at: offset + 1) }
    }

    private func key(_ key: Span<UInt8>, stands text: Span<UInt8>, at start: Int) -> Bool {
        guard start + key.count < text.count, text[start + key.count] == UInt8(ascii: "\"") else { return false }
        for index in key.indices where text[start + index] != key[index] { return false }
        return true
    }
}
