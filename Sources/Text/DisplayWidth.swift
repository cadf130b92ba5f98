/// How many cells of a terminal a text takes.
///
/// The rule is that of a terminal which draws one scalar after the other: a scalar takes two cells, one or none, and one
/// that takes none joins the scalar before it. Clusters that a terminal may or may not draw as one sign (ZWJ emoji,
/// flags) therefore count as their parts, which is also how ``Neutral`` makes them appear.
public enum DisplayWidth {
    /// The cells of one scalar: 0, 1 or 2. A control character counts as 1: whoever draws it draws a stand-in.
    ///
    /// - Complexity: constant below U+0300, else O(log *n*) in the ranges of the table.
    public static func of(_ scalar: Unicode.Scalar) -> Int {
        let value = scalar.value
        if value < 0x300 { return value == 0xAD ? 0 : 1 }
        if contains(value, in: zero) { return 0 }
        return contains(value, in: wide) ? 2 : 1
    }

    /// The cells of one character (grapheme): the sum of its scalars.
    public static func of(_ character: Character) -> Int {
        character.unicodeScalars.reduce(0) { $0 + of($1) }
    }

    /// The cells of a text.
    ///
    /// - Complexity: O(*n*) in the text; a text of ASCII costs one look at each byte.
    public static func of(_ text: some StringProtocol) -> Int {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
        return text.unicodeScalars.reduce(0) { $0 + of($1) }
    }

    /// Whether a flat list of first and last values, in ascending order, has a range that holds the value.
    private static func contains(_ value: UInt32, in ranges: [UInt32]) -> Bool {
        var low = 0
        var high = ranges.count / 2
        while low < high {
            let middle = (low + high) / 2
            if ranges[2 * middle + 1] < value { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count / 2 && ranges[2 * low] <= value
    }
}
