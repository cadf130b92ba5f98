/// A decimal number of any length, compared exactly: account numbers and sizes lose nothing.
public struct DecimalNumber: Hashable, Sendable {
    private let isNegative: Bool
    /// Significant digits without zeros at either end; empty for 0.
    private let digits: [UInt8]
    /// The power of ten of the first digit: 0 for `7`, 2 for `700`, -1 for `0.7`.
    private let magnitude: Int
    /// As written.
    public let text: String

    /// Reads JSON's form of a number, also with `+` and leading zeros; nil for anything else.
    public init?(_ text: String) {
        var rest = text.utf8[...]
        isNegative = rest.first == UInt8(ascii: "-")
        if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
        let whole = Self.takeDigits(&rest)
        var fraction: [UInt8] = []
        guard !whole.isEmpty else { return nil }
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            fraction = Self.takeDigits(&rest)
            guard !fraction.isEmpty else { return nil }
        }
        var exponent = 0
        if let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") {
            guard let value = Int(Substring(rest.dropFirst())), abs(value) < 1_000_000 else { return nil }
            exponent = value
            rest = rest[rest.endIndex...]
        }
        guard rest.isEmpty else { return nil }
        let all = whole + fraction
        let leadingZeros = all.prefix { $0 == 0 }.count
        var significant = Array(all.dropFirst(leadingZeros))
        while significant.last == 0 { significant.removeLast() }
        digits = significant
        magnitude = significant.isEmpty ? 0 : whole.count - 1 - leadingZeros + exponent
        self.text = text
    }

    private static func takeDigits(_ text: inout Substring.UTF8View) -> [UInt8] {
        var digits: [UInt8] = []
        while let byte = text.first, byte &- UInt8(ascii: "0") < 10 {
            digits.append(byte - UInt8(ascii: "0"))
            text = text.dropFirst()
        }
        return digits
    }

    private var sign: Int { digits.isEmpty ? 0 : isNegative ? -1 : 1 }

    /// Equal as numbers: 100, 100.0 and 1e2 are the same.
    public static func == (left: DecimalNumber, right: DecimalNumber) -> Bool {
        left.sign == right.sign && left.magnitude == right.magnitude && left.digits == right.digits
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(sign)
        hasher.combine(magnitude)
        hasher.combine(digits)
    }
}

extension DecimalNumber: Comparable {
    public static func < (left: DecimalNumber, right: DecimalNumber) -> Bool {
        guard left.sign == right.sign else { return left.sign < right.sign }
        guard left.sign != 0 else { return false }
        let isSmaller =
            left.magnitude == right.magnitude
            ? left.digits.lexicographicallyPrecedes(right.digits) : left.magnitude < right.magnitude
        return left.sign > 0 ? isSmaller : !isSmaller && left != right
    }
}
