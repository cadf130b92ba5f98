/// An IPv4 or IPv6 address, told from its text. An IPv4 address written in IPv6 form (`::ffff:192.0.2.1`) is the IPv4
/// address.
public struct IPAddress: Hashable, Sendable {
    /// The 32 bits of an IPv4 address, or the 128 of an IPv6 one.
    public let value: UInt128
    public let isV6: Bool

    private init(value: UInt128, isV6: Bool) {
        let mapped = isV6 && value >> 32 == 0xFFFF
        self.value = mapped ? value & 0xFFFF_FFFF : value
        self.isV6 = isV6 && !mapped
    }

    /// Nil where the text is no address: also for a service's name and for `AWS Internal`.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count <= 45 else { return nil }
        if bytes.contains(UInt8(ascii: ":")) {
            guard let value = Self.v6(bytes[...]) else { return nil }
            self.init(value: value, isV6: true)
        } else {
            guard let value = Self.v4(bytes[...]) else { return nil }
            self.init(value: UInt128(value), isV6: false)
        }
    }

    /// Four decimal numbers without leading zeros, which some readers take for octal.
    private static func v4(_ text: ArraySlice<UInt8>) -> UInt32? {
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var value: UInt32 = 0
        for part in parts {
            guard (1...3).contains(part.count), part.count == 1 || part.first != UInt8(ascii: "0") else { return nil }
            var number: UInt32 = 0
            for byte in part {
                guard byte &- UInt8(ascii: "0") < 10 else { return nil }
                number = number * 10 + UInt32(byte - UInt8(ascii: "0"))
            }
            guard number < 256 else { return nil }
            value = value << 8 | number
        }
        return value
    }

    private static func v6(_ text: ArraySlice<UInt8>) -> UInt128? {
        let colon = UInt8(ascii: ":")
        var halves: [ArraySlice<UInt8>] = [text]
        if let gap = text.indices.dropLast().first(where: { text[$0] == colon && text[$0 + 1] == colon }) {
            halves = [text[..<gap], text[(gap + 2)...]]
        }
        var groups: [[UInt16]] = []
        for (number, half) in halves.enumerated() {
            guard let read = Self.groups(half, mayEndInV4: number == halves.count - 1) else { return nil }
            groups.append(read)
        }
        let count = groups.reduce(0) { $0 + $1.count }
        guard halves.count == 1 ? count == 8 : count < 8 else { return nil }
        let all = groups[0] + [UInt16](repeating: 0, count: 8 - count) + (groups.count == 2 ? groups[1] : [])
        return all.reduce(0) { $0 << 16 | UInt128($1) }
    }

    private static func groups(_ text: ArraySlice<UInt8>, mayEndInV4: Bool) -> [UInt16]? {
        guard !text.isEmpty else { return [] }
        let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        var groups: [UInt16] = []
        for (index, part) in parts.enumerated() {
            if mayEndInV4, index == parts.count - 1, let v4 = v4(part) {
                groups += [UInt16(v4 >> 16), UInt16(truncatingIfNeeded: v4)]
            } else {
                guard (1...4).contains(part.count), part.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }),
                    let group = UInt16(String(decoding: part, as: UTF8.self), radix: 16)
                else { return nil }
                groups.append(group)
            }
        }
        return groups
    }
}

/// A block of addresses in CIDR form.
public struct IPNetwork: Hashable, Sendable {
    private let base: UInt128
    /// The bits that all its addresses share, from 0 to 32 or 128.
    public let prefixLength: Int
    public let isV6: Bool
    /// As written.
    public let text: String

    /// Reads `10.0.0.0/8` or `2001:db8::/32`; bits behind the prefix are ignored. Nil where it is no network.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let address = IPAddress(parts[0]), (1...3).contains(parts[1].count),
            parts[1].utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }), let length = Int(parts[1])
        else { return nil }
        let bits = address.isV6 ? 128 : 32
        guard length <= bits else { return nil }
        base = Self.masked(address.value, length, bits)
        prefixLength = length
        isV6 = address.isV6
        self.text = text
    }

    public func contains(_ address: IPAddress) -> Bool {
        address.isV6 == isV6 && Self.masked(address.value, prefixLength, isV6 ? 128 : 32) == base
    }

    private static func masked(_ value: UInt128, _ length: Int, _ bits: Int) -> UInt128 {
        length == 0 ? 0 : value >> UInt128(bits - length) << UInt128(bits - length)
    }

    /// Equal as networks, however they are written.
    public static func == (left: IPNetwork, right: IPNetwork) -> Bool {
        left.base == right.base && left.prefixLength == right.prefixLength && left.isV6 == right.isV6
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(base)
        hasher.combine(prefixLength)
        hasher.combine(isV6)
    }
}
