/// An Internet address, version 4 or 6.
public struct IPAddress: Hashable, Sendable {
    public enum Family: Sendable { case v4, v6 }

    public let family: Family
    /// The address as a number: 32 or 128 bits.
    public let bits: UInt128

    public init(family: Family, bits: UInt128) {
        self.family = family
        self.bits = bits
    }

    /// Reads `198.51.100.7`, or IPv6 as RFC 4291 writes it (`2001:db8::7`, also with an IPv4 tail). Nil for any other
    /// text, such as the service names that CloudTrail puts in `sourceIPAddress`.
    public init?(_ text: some StringProtocol) {
        if text.contains(":") {
            guard let bits = Self.v6(text) else { return nil }
            self.init(family: .v6, bits: bits)
        } else {
            guard let bits = Self.v4(text) else { return nil }
            self.init(family: .v4, bits: UInt128(bits))
        }
    }

    private static func v4(_ text: some StringProtocol) -> UInt32? {
        let text = String(text)
        let bytes = text.utf8.span
        var bits: UInt32 = 0
        var part: UInt32 = 0
        var digits = 0
        var dots = 0
        for index in bytes.indices {
            switch bytes[index] {
            case UInt8(ascii: "."):
                guard digits > 0, dots < 3 else { return nil }
                bits = bits << 8 | part
                (part, digits, dots) = (0, 0, dots + 1)
            case let digit where (0x30...0x39).contains(digit):
                // A zero in front could mean an octal number to others.
                guard digits == 0 || part > 0 else { return nil }
                part = part * 10 + UInt32(digit - 0x30)
                digits += 1
                guard part <= 255 else { return nil }
            default: return nil
            }
        }
        return dots == 3 && digits > 0 ? bits << 8 | part : nil
    }

    private static func v6(_ text: some StringProtocol) -> UInt128? {
        let halves = text.split(separator: "::", omittingEmptySubsequences: false)
        guard halves.count <= 2 else { return nil }
        var groups: [[UInt16]] = []
        for half in halves {
            guard let read = v6Groups(half) else { return nil }
            groups.append(read)
        }
        let written = groups.reduce(0) { $0 + $1.count }
        guard halves.count == 2 ? written <= 7 : written == 8 else { return nil }
        let all = halves.count == 2 ? groups[0] + [UInt16](repeating: 0, count: 8 - written) + groups[1] : groups[0]
        return all.reduce(UInt128(0)) { $0 << 16 | UInt128($1) }
    }

    private static func v6Groups(_ text: some StringProtocol) -> [UInt16]? {
        guard !text.isEmpty else { return [] }
        var groups: [UInt16] = []
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if index == parts.count - 1, part.contains(".") {
                guard let tail = v4(part) else { return nil }
                groups += [UInt16(tail >> 16), UInt16(tail & 0xFFFF)]
            } else {
                guard (1...4).contains(part.utf8.count), part.utf8.allSatisfy({ $0 != 0x2B && $0 != 0x2D }),
                    let group = UInt16(part, radix: 16)
                else { return nil }
                groups.append(group)
            }
        }
        return groups
    }
}

/// A block of addresses in CIDR notation: `10.0.0.0/8`, `2001:db8::/32`. Bits behind the prefix do not count.
public struct AddressBlock: Hashable, Sendable {
    public let base: IPAddress
    /// The number of leading bits that the addresses share: 0-32 or 0-128.
    public let prefixLength: Int

    /// Reads a block; a bare address is the block of itself. Nil for any other text.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let address = IPAddress(parts[0]) else { return nil }
        let width = address.family == .v4 ? 32 : 128
        var length = width
        if parts.count == 2 {
            guard parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }), let written = Int(parts[1]),
                written <= width
            else { return nil }
            length = written
        }
        let mask = length == 0 ? 0 : (UInt128.max << UInt128(width - length))
        base = IPAddress(family: address.family, bits: address.bits & mask & (width == 32 ? UInt128(UInt32.max) : .max))
        prefixLength = length
    }

    public func contains(_ address: IPAddress) -> Bool {
        guard address.family == base.family else { return false }
        let width = address.family == .v4 ? 32 : 128
        return prefixLength == 0 || (address.bits ^ base.bits) >> UInt128(width - prefixLength) == 0
    }
}
