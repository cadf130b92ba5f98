internal import Text

extension Int {
    /// With a comma at every third digit: `48,212`.
    public var grouped: String {
        let digits = String(magnitude)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text += "," }
            text.append(digit)
        }
        return (self < 0 ? "-" : "") + text
    }
}

extension Int {
    /// A number of bytes in binary units, as `--max-memory` takes them: `512 MiB`, `1.5 GiB`.
    public var byteWords: String {
        let units = ["B", "KiB", "MiB", "GiB", "TiB"]
        var size = Double(self)
        var unit = 0
        while size >= 1024, unit + 1 < units.count {
            size /= 1024
            unit += 1
        }
        let tenths = Int((size * 10).rounded())
        let isFine = unit > 0 && tenths < 100 && tenths % 10 > 0
        return (isFine ? "\(tenths / 10).\(tenths % 10)" : Int(size.rounded()).grouped) + " \(units[unit])"
    }
}

extension Truncation {
    /// A title short enough to stand among others.
    static func shortened(_ title: String) -> String {
        middle(Neutral.text(title), to: 32)
    }
}

extension String {
    /// Harmless, and short enough to stand among others.
    var shortened: String { Truncation.shortened(self) }

    /// With a full stop, where it does not end with one.
    var withStop: String { hasSuffix(".") ? self : self + "." }
}
