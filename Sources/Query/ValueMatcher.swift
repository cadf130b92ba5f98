internal import CloudTrail
internal import JSON
internal import Patterns

/// A test made ready to meet many values.
struct ValueMatcher: Sendable {
    private enum Kind: Sendable {
        case present
        case text(Glob, address: IPAddress?, number: DecimalNumber?, isNull: Bool)
        case exact(String)
        case regex(RegularExpression)
        case network(AddressBlock)
        case number(Comparison, DecimalNumber)
        case time(Comparison, EventTime)
        case version(Comparison, [Int])
    }

    private let kind: Kind

    /// - Parameter last: the time of the last event, from which relative times count.
    init(_ test: ValueTest, last: EventTime) throws(RegularExpression.CompileError) {
        kind =
            switch test {
            case .present: .present
            case .text(let pattern):
                .text(
                    Glob(pattern),
                    address: pattern.literal.flatMap { $0.contains(":") ? IPAddress($0) : nil },
                    number: pattern.literal.flatMap { DecimalNumber($0) },
                    isNull: pattern.literal?.lowercased() == "null")
            case .exact(let text): .exact(text)
            case .regex(let pattern): .regex(try RegularExpression(pattern))
            case .network(let network): .network(network.block)
            case .compare(let comparison, .number(let number)): .number(comparison, number)
            case .compare(let comparison, .moment(let moment)): .time(comparison, moment.time(last: last))
            case .compare(let comparison, .version(let version)): .version(comparison, version)
            }
    }

    /// Whether a text that is not empty passes.
    func matches(_ text: String) throws(RegularExpression.LimitExceeded) -> Bool {
        switch kind {
        case .present: return true
        case .text(let glob, let address, _, _):
            if glob.matches(text) { return true }
            // One IPv6 address has many spellings.
            guard let address, text.contains(":") else { return false }
            return IPAddress(text) == address
        case .exact(let wanted): return text.utf8.elementsEqual(wanted.utf8)
        case .regex(let regex): return try regex.matches(text)
        case .network(let block):
            return IPAddress(text).map(block.contains) ?? (AddressBlock(text) == block)
        case .number(let comparison, let number):
            return DecimalNumber(text).map { comparison.holds($0, number) } ?? false
        case .time(let comparison, let time):
            return EventTime(text).map { comparison.holds($0, time) } ?? false
        case .version(let comparison, let version):
            guard case .version(let own)? = Operand.version(text) else { return false }
            switch comparison {
            case .less: return own.lexicographicallyPrecedes(version)
            case .lessOrEqual: return !version.lexicographicallyPrecedes(own)
            case .greater: return version.lexicographicallyPrecedes(own)
            case .greaterOrEqual: return !own.lexicographicallyPrecedes(version)
            }
        }
    }

    /// Whether a moment passes.
    func matches(_ time: EventTime) throws(RegularExpression.LimitExceeded) -> Bool {
        if case .time(let comparison, let bound) = kind { return comparison.holds(time, bound) }
        return try matches(time.iso8601)
    }

    /// Whether a value passes, or anything in it: elements of arrays, members of objects.
    func matches(_ value: JSONValue) throws(RegularExpression.LimitExceeded) -> Bool {
        switch value {
        case .null:
            switch kind {
            case .text(_, _, _, let isNull): return isNull
            case .exact(let text): return text == "null"
            default: return false
            }
        case .bool(let value): return try matches(value ? "true" : "false")
        case .number(let text):
            if case .text(_, _, let number?, _) = kind, DecimalNumber(text) == number { return true }
            return try matches(text)
        case .string(let text): return text.isEmpty ? false : try matches(text)
        case .array(let elements):
            for element in elements {
                if try matches(element) { return true }
            }
            return false
        case .object(let object):
            for member in object.members {
                if try matches(member.value) { return true }
            }
            return false
        }
    }

    /// The same for an entry of a tape, and anything in it.
    func matches(
        _ tape: JSONTape, at number: Int, of text: Span<UInt8>
    ) throws(RegularExpression.LimitExceeded) -> Bool {
        for number in number..<tape.entries[number].next {
            let entry = tape.entries[number]
            let matches =
                switch entry.kind {
                case .object, .array, .key: false
                case .string where entry.isPlain:
                    entry.start == entry.end
                        ? false : try self.matches(ascii: text.extracting(entry.start..<entry.end))
                case .string: try self.matches(.string(tape.string(entry, in: text)))
                case .number: try self.matches(.number(tape.string(entry, in: text)))
                case .true: try self.matches(.bool(true))
                case .false: try self.matches(.bool(false))
                case .null: try self.matches(.null)
                }
            if matches { return true }
        }
        return false
    }

    /// Whether the bytes of a text that is not empty pass.
    func matches(utf8 text: Span<UInt8>) throws(RegularExpression.LimitExceeded) -> Bool {
        for index in text.indices where text[index] >= 0x80 {
            return try matches(unsafe text.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) })
        }
        return try matches(ascii: text)
    }

    /// Whether a text passes that is all ASCII and not empty.
    func matches(ascii text: Span<UInt8>) throws(RegularExpression.LimitExceeded) -> Bool {
        switch kind {
        case .present: return true
        case .text(let glob, nil, _, _): return glob.matches(ascii: text)
        case .exact(let wanted):
            return wanted.utf8.count == text.count && zip(wanted.utf8, text.indices).allSatisfy { $0 == text[$1] }
        case .regex(let regex): return try regex.matches(text)
        case .network(let block):
            if let address = Self.dottedAddress(text) { return block.contains(address) }
            return try matches(unsafe text.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) })
        case .text, .number, .time, .version:
            return try matches(unsafe text.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) })
        }
    }

    /// An IPv4 address as most are spelled, without its parts being taken apart as texts; nil for any other text.
    private static func dottedAddress(_ text: Span<UInt8>) -> IPAddress? {
        guard (7...15).contains(text.count) else { return nil }
        var bits: UInt32 = 0
        var part: UInt32?
        var dots = 0
        for index in text.indices {
            switch text[index] {
            case UInt8(ascii: "."):
                guard let number = part else { return nil }
                bits = bits << 8 | number
                part = nil
                dots += 1
            case let byte where (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte):
                let number = (part ?? 0) * 10 + UInt32(byte - UInt8(ascii: "0"))
                // Zeros in front are a matter for the full reader.
                guard part != 0, number < 256 else { return nil }
                part = number
            default: return nil
            }
        }
        guard dots == 3, let number = part else { return nil }
        return IPAddress(family: .v4, bits: UInt128(bits << 8 | number))
    }
}
