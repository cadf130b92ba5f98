internal import JSON

/// Decodes values of a MaxMind DB's data section (specification 2.0, "Data Field Encoding") as JSON values.
///
/// The library has a walk of its own, which follows nested values and pointers as far as a file says. Here depth, number
/// of values and size of a record are bounded, so that a damaged or hostile file costs no more than a sound one.
struct MMDBDecoder {
    /// Why a value cannot be decoded.
    enum Damage: Error, Hashable {
        /// A value or a pointer leads out of the section.
        case beyondTheEnd
        /// More levels, values or bytes than a record may have.
        case tooLarge
        /// A type that the specification does not know, or one that cannot stand here.
        case wrongType
        /// A text that is no UTF-8.
        case notUTF8
    }

    private var depth = 0
    private var valuesLeft = 4_096
    private var bytesLeft = 65_536

    private static let deepest = 16

    init() {}

    /// The value that begins at an offset of the section.
    mutating func value(_ section: Span<UInt8>, at offset: Int) throws(Damage) -> JSONValue {
        var position = offset
        return try value(section, &position)
    }

    private mutating func value(_ section: Span<UInt8>, _ position: inout Int) throws(Damage) -> JSONValue {
        guard depth < Self.deepest, valuesLeft > 0 else { throw .tooLarge }
        depth += 1
        valuesLeft -= 1
        defer { depth -= 1 }
        let control = try integer(section, &position, bytes: 1)
        let type = control >> 5
        if type == 1 {
            var target = try pointer(section, &position, control)
            // A pointer to a pointer is no valid data; followed it might never end.
            guard target < section.count, section[target] >> 5 != 1 else { throw .wrongType }
            return try value(section, &target)
        }
        let extended = type == 0 ? try integer(section, &position, bytes: 1) + 7 : type
        let size = try size(section, &position, control)
        return try value(section, &position, type: extended, size: Int(size))
    }

    private mutating func value(
        _ section: Span<UInt8>, _ position: inout Int, type: UInt64, size: Int
    ) throws(Damage) -> JSONValue {
        switch type {
        case 2: return .string(try text(section, &position, size))
        case 3:
            guard size == 8 else { throw .wrongType }
            return .number(Double(bitPattern: try integer(section, &position, bytes: 8)))
        case 4:
            position = try end(section, position, size)
            return .null
        case 5, 6, 9:
            guard size <= 8 else { throw .wrongType }
            return .number(try integer(section, &position, bytes: size))
        case 7: return try map(section, &position, size)
        case 8:
            guard size <= 4 else { throw .wrongType }
            return .number(Int32(truncatingIfNeeded: try integer(section, &position, bytes: size)))
        case 10:
            guard size <= 16 else { throw .wrongType }
            let high = try integer(section, &position, bytes: max(0, size - 8))
            return .number(UInt128(high) << 64 | UInt128(try integer(section, &position, bytes: min(8, size))))
        case 11:
            var elements: [JSONValue] = []
            for _ in 0..<size { elements.append(try value(section, &position)) }
            return .array(elements)
        case 14: return .bool(size != 0)
        case 15:
            guard size == 4 else { throw .wrongType }
            let bits = UInt32(truncatingIfNeeded: try integer(section, &position, bytes: 4))
            return .number(Double(Float(bitPattern: bits)))
        default: throw .wrongType
        }
    }

    private mutating func map(
        _ section: Span<UInt8>, _ position: inout Int, _ count: Int
    ) throws(Damage) -> JSONValue {
        var object = JSONObject()
        for _ in 0..<count {
            guard let key = try value(section, &position).stringValue else { throw .wrongType }
            object.append(key, try value(section, &position))
        }
        return .object(object)
    }

    private mutating func text(_ section: Span<UInt8>, _ position: inout Int, _ size: Int) throws(Damage) -> String {
        let end = try end(section, position, size)
        guard let utf8 = try? UTF8Span(validating: section.extracting(position..<end)) else { throw .notUTF8 }
        position = end
        return String(copying: utf8)
    }

    /// Where `size` bytes from the position on end.
    private mutating func end(_ section: Span<UInt8>, _ position: Int, _ size: Int) throws(Damage) -> Int {
        guard position <= section.count, size <= section.count - position else { throw .beyondTheEnd }
        guard size <= bytesLeft else { throw .tooLarge }
        bytesLeft -= size
        return position + size
    }

    /// An unsigned integer, the highest byte first.
    private mutating func integer(
        _ section: Span<UInt8>, _ position: inout Int, bytes: Int
    ) throws(Damage) -> UInt64 {
        let end = try end(section, position, bytes)
        var result: UInt64 = 0
        while position < end {
            result = result << 8 | UInt64(section[position])
            position += 1
        }
        return result
    }

    private mutating func size(
        _ section: Span<UInt8>, _ position: inout Int, _ control: UInt64
    ) throws(Damage) -> UInt64 {
        switch control & 0x1F {
        case 29: return 29 + (try integer(section, &position, bytes: 1))
        case 30: return 285 + (try integer(section, &position, bytes: 2))
        case 31: return 65_821 + (try integer(section, &position, bytes: 3))
        case let size: return size
        }
    }

    private mutating func pointer(
        _ section: Span<UInt8>, _ position: inout Int, _ control: UInt64
    ) throws(Damage) -> Int {
        let high = control & 7
        switch control >> 3 & 3 {
        case 0: return Int(high << 8 | (try integer(section, &position, bytes: 1)))
        case 1: return Int(high << 16 | (try integer(section, &position, bytes: 2))) + 2_048
        case 2: return Int(high << 24 | (try integer(section, &position, bytes: 3))) + 526_336
        default: return Int(try integer(section, &position, bytes: 4))
        }
    }
}
