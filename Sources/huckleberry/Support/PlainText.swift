/// Numbers and columns as text output has them.
enum PlainText {
    /// With commas between thousands.
    static func number(_ number: Int) -> String {
        var digits = Array(String(number))
        var position = digits.count - 3
        while position > 0 {
            digits.insert(",", at: position)
            position -= 3
        }
        return String(digits)
    }

    /// `1 file`, `2 files`.
    static func plural(_ count: Int, _ noun: String) -> String {
        "\(number(count)) \(noun)" + (count == 1 ? "" : "s")
    }

    /// A number of bytes in the unit of a thousand that fits: `812 bytes`, `3.4 MB`.
    static func bytes(_ count: Int) -> String {
        guard count >= 1000 else { return plural(count, "byte") }
        var (tenths, units) = (count / 100, ["kB", "MB", "GB", "TB", "PB"][...])
        while tenths >= 10_000, units.count > 1 {
            tenths /= 1000
            units.removeFirst()
        }
        return "\(number(tenths / 10)).\(tenths % 10) \(units.first ?? "")"
    }

    static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    static func aligned(_ text: String, to width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
