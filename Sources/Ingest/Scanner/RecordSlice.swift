internal import Events
public import JSON

/// One record taken out of the text of its source again.
public struct RecordSlice: Sendable {
    /// The element or row that carries the record, as it stands in the text.
    public var carrier: [UInt8]
    /// The record's own bytes: as CloudTrail wrote them wherever they travelled whole; the carrier where they were taken
    /// apart on the way.
    public var bytes: [UInt8]
    /// The record as a tree, rebuilt where it was taken apart.
    public var value: JSONValue
}

extension RecordSlice {
    /// Whether what a tape took apart is a record as CloudTrail writes it, which is its own carrier. False also where
    /// that takes a closer look.
    public static func isNative(_ tape: borrowing JSONTape, of text: Span<UInt8>) -> Bool {
        RecordMembers.areNative(tape, of: text)
    }

    /// The record that begins at an offset of the text, as the scanner noted it; nil where there is none.
    public init?(in text: Span<UInt8>, at offset: Int) {
        guard offset >= 0, offset < text.count else { return nil }
        if case .rows(let rows) = TextKind(text) {
            let carrier = Self.copy(text, rows.range(of: text, at: offset))
            guard case .record(let json, let shape) = rows.row(of: text, at: offset),
                let record = try? JSONValue.parse(json)
            else { return nil }
            self.init(
                carrier: carrier,
                bytes: shape.carrier == .rebuilt && !Self.holds(carrier, quoted: json) ? carrier : json, value: record)
            return
        }
        self.init(inJSON: text, at: offset)
    }

    /// The same in a text that is known to be JSON, or in a part of one.
    init?(inJSON text: Span<UInt8>, at offset: Int) {
        guard offset < text.count, let end = JSONText.valueEnd(text, offset) else { return nil }
        let carrier = Self.copy(text, offset..<end)
        guard let value = try? JSONValue.parse(carrier) else { return nil }
        if case .object(let object) = value, RecordMembers.isNative(object) {
            self.init(carrier: carrier, bytes: carrier, value: value)
            return
        }
        guard case .record(let json, let shape) = Unwrapping.unwrap(value), let record = try? JSONValue.parse(json)
        else { return nil }
        switch shape.carrier {
        case .rebuilt:
            let own = Self.holds(value, text: String(decoding: json, as: UTF8.self)) ? json : Self.event(in: carrier)
            self.init(carrier: carrier, bytes: own ?? carrier, value: record)
        case .message where shape == .eventbridge:
            let own = JSONText.member("detail", of: carrier.span).map { Self.copy(carrier.span, $0) }
            self.init(carrier: carrier, bytes: own ?? json, value: record)
        case .native, .lookup, .message: self.init(carrier: carrier, bytes: json, value: record)
        }
    }

    /// Whether some string within the value is the text: then it travelled whole.
    private static func holds(_ value: JSONValue, text: String) -> Bool {
        switch value {
        case .string(let string): string == text
        case .array(let elements): elements.contains { holds($0, text: text) }
        case .object(let object): object.members.contains { holds($0.value, text: text) }
        case .number, .bool, .null: false
        }
    }

    /// Whether the row has a field that is the text.
    private static func holds(_ row: [UInt8], quoted text: [UInt8]) -> Bool {
        let row = String(decoding: row, as: UTF8.self)
        let text = String(decoding: text, as: UTF8.self)
        return row.contains("\"" + text.replacing("\"", with: "\"\"") + "\"")
    }

    /// The record that is the `event` of an HTTP Event Collector payload.
    private static func event(in carrier: [UInt8]) -> [UInt8]? {
        guard let place = JSONText.member("event", of: carrier.span) else { return nil }
        let event = copy(carrier.span, place)
        guard let object = (try? JSONValue.parse(event))?.objectValue, RecordMembers.areThose(of: object) else {
            return nil
        }
        return event
    }

    private static func copy(_ text: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
        unsafe text.extracting(range).withUnsafeBufferPointer { unsafe Array($0) }
    }
}
