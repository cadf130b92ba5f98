internal import Events
internal import JSON

/// One record taken out of the text of its source again.
public struct RecordSlice: Sendable {
    /// The element or row that carries the record, as it stands in the text.
    public var carrier: [UInt8]
    /// The record's own bytes: as CloudTrail wrote them wherever they travelled whole; the carrier where they were taken
    /// apart on the way.
    public var bytes: [UInt8]
    /// The record as JSON text, rebuilt where it was taken apart.
    public var json: [UInt8]
}

extension RecordSlice {
    /// The record that begins at an offset of the text, as the scanner noted it; nil where there is none.
    public init?(in text: Span<UInt8>, at offset: Int) {
        guard offset >= 0, offset < text.count else { return nil }
        if case .rows(let rows) = TextKind(text) {
            let carrier = Self.copy(text, rows.range(of: text, at: offset))
            guard case .record(let json, let shape) = rows.row(of: text, at: offset) else { return nil }
            self.init(carrier: carrier, bytes: shape.carrier == .rebuilt ? carrier : json, json: json)
            return
        }
        guard let end = JSONText.valueEnd(text, offset) else { return nil }
        let carrier = Self.copy(text, offset..<end)
        guard let value = try? JSONValue.parse(carrier) else { return nil }
        if case .object(let object) = value, RecordMembers.isNative(object) {
            self.init(carrier: carrier, bytes: carrier, json: carrier)
            return
        }
        guard case .record(let json, let shape) = Unwrapping.unwrap(value) else { return nil }
        switch shape.carrier {
        case .rebuilt: self.init(carrier: carrier, bytes: carrier, json: json)
        case .message where shape == .eventbridge:
            let own = JSONText.member("detail", of: carrier.span).map { Self.copy(carrier.span, $0) }
            self.init(carrier: carrier, bytes: own ?? json, json: json)
        case .native, .lookup, .message: self.init(carrier: carrier, bytes: json, json: json)
        }
    }

    private static func copy(_ text: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
        range.map { text[$0] }
    }
}
