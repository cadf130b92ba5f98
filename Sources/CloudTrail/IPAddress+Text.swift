extension IPAddress: CustomStringConvertible {
    /// The usual spelling: dotted, or as RFC 5952 has it.
    public var description: String {
        switch family {
        case .v4:
            return stride(from: 24, through: 0, by: -8).map { String(bits >> UInt128($0) & 255) }.joined(separator: ".")
        case .v6:
            let groups = stride(from: 112, through: 0, by: -16).map { Int(bits >> UInt128($0) & 0xFFFF) }
            let words = groups.map { String($0, radix: 16) }
            guard let zeros = Self.longestZeros(groups) else { return words.joined(separator: ":") }
            return words[..<zeros.lowerBound].joined(separator: ":") + "::"
                + words[zeros.upperBound...].joined(separator: ":")
        }
    }

    /// The first of the longest runs of two or more zeros.
    private static func longestZeros(_ groups: [Int]) -> Range<Int>? {
        var longest: Range<Int>?
        var start = 0
        for end in 1...groups.count {
            if groups[end - 1] != 0 { start = end }
            if end - start > max(1, longest?.count ?? 0) { longest = start..<end }
        }
        return longest
    }
}

extension AddressBlock: CustomStringConvertible {
    /// The block in CIDR notation.
    public var description: String { "\(base)/\(prefixLength)" }
}
