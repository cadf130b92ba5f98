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

extension Truncation {
    /// A title short enough to stand among others.
    static func shortened(_ title: String) -> String {
        middle(Neutral.text(title), to: 32)
    }
}
