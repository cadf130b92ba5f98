/// Writes compact JSON into bytes.
struct JSONBytes {
    private(set) var bytes: [UInt8] = []

    init(capacity: Int = 1024) {
        bytes.reserveCapacity(capacity)
    }

    mutating func raw(_ text: StaticString) {
        bytes.append(contentsOf: text.description.utf8)
    }

    mutating func raw(_ more: [UInt8]) {
        bytes.append(contentsOf: more)
    }

    /// `,"key":` or, at the start of an object, `"key":`. Keys are names of CloudTrail's and need no escapes.
    mutating func key(_ key: String) {
        if bytes.last != UInt8(ascii: "{") { bytes.append(UInt8(ascii: ",")) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: key.utf8)
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }

    mutating func text(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        let start = bytes.count
        bytes.append(contentsOf: text.utf8)
        // Almost no text needs escapes, and looking at bytes in place costs less than walking a string.
        if bytes[start...].contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) {
            bytes.removeSubrange(start...)
            for byte in text.utf8 { escaped(byte) }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func escaped(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            bytes.append(UInt8(ascii: "\\"))
            bytes.append(byte)
        case UInt8(ascii: "\n"): raw("\\n")
        case 0..<0x20:
            raw("\\u00")
            bytes.append(UInt8(ascii: byte < 0x10 ? "0" : "1"))
            bytes.append(Array("0123456789abcdef".utf8)[Int(byte & 15)])
        default: bytes.append(byte)
        }
    }

    mutating func member(_ name: String, _ value: String) {
        key(name)
        text(value)
    }

    mutating func member(_ name: String, _ value: Bool) {
        key(name)
        if value { raw("true") } else { raw("false") }
    }

    mutating func member(_ name: String, _ shape: Shape, requestID: String = "") {
        key(name)
        value(shape, requestID: requestID)
    }

    mutating func value(_ shape: Shape, requestID: String = "") {
        switch shape {
        case .null: raw("null")
        case .flag(let value): if value { raw("true") } else { raw("false") }
        case .number(let value): bytes.append(contentsOf: String(value).utf8)
        case .text(let value): text(value)
        case .requestID: text(requestID)
        case .list(let elements):
            bytes.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                value(element, requestID: requestID)
            }
            bytes.append(UInt8(ascii: "]"))
        case .members(let members):
            bytes.append(UInt8(ascii: "{"))
            for (name, element) in members { member(name, element, requestID: requestID) }
            bytes.append(UInt8(ascii: "}"))
        }
    }
}
