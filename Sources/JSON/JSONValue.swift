/// A JSON value (RFC 8259) as a tree.
///
/// Numbers keep the text they were written with, objects the order of their members and their duplicates: what was
/// read can be shown and written again as it was meant.
public enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    /// The number's text as written, such as `1.10` or `6.02e23`.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    /// Equal when the same bytes would be written. Swift compares strings by canonical equivalence, in which a Kelvin
    /// sign equals the letter K; in evidence these are two texts.
    public static func == (left: JSONValue, right: JSONValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let a), .bool(let b)): a == b
        case (.number(let a), .number(let b)), (.string(let a), .string(let b)): a.utf8.elementsEqual(b.utf8)
        case (.array(let a), .array(let b)): a == b
        case (.object(let a), .object(let b)): a == b
        default: false
        }
    }
}

extension JSONValue {
    /// The number written as the shortest decimal text of `value`.
    public static func number(_ value: some BinaryInteger) -> JSONValue { .number(String(value)) }

    /// The number written as the shortest text that reads back as `value`; null when it is infinite or not a number,
    /// for which JSON has no text.
    public static func number(_ value: Double) -> JSONValue {
        value.isFinite ? .number(value.description) : .null
    }

    public var isNull: Bool { self == .null }

    public var boolValue: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    public var stringValue: String? {
        if case .string(let value) = self { value } else { nil }
    }

    public var arrayValue: [JSONValue]? {
        if case .array(let value) = self { value } else { nil }
    }

    public var objectValue: JSONObject? {
        if case .object(let value) = self { value } else { nil }
    }

    /// The number when it is written as an integer that an `Int` can hold (`1`, not `1.0`).
    public var intValue: Int? {
        if case .number(let text) = self { Int(text) } else { nil }
    }

    public var doubleValue: Double? {
        if case .number(let text) = self { Double(text) } else { nil }
    }

    /// The member of that name, the last one if there are several; nil when there is none or this is no object.
    public subscript(key: String) -> JSONValue? { objectValue?[key] }

    /// The value reached by following member names from here; an empty path is the value itself.
    public subscript(path path: [String]) -> JSONValue? {
        var value = self
        for key in path {
            guard let next = value[key] else { return nil }
            value = next
        }
        return value
    }
}
