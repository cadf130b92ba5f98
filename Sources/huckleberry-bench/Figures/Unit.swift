/// What a figure is counted in, and how it is written for people.
enum Unit: Sendable {
    case seconds, microseconds, perSecond, gigabytesPerSecond, ratio, bytes, count

    /// The figure with its unit: three digits that count, whole numbers in groups of three.
    func text(_ value: Double) -> String {
        switch self {
        case .seconds: value < 1 ? Self.rounded(value * 1_000) + " ms" : Self.rounded(value) + " s"
        case .microseconds: value < 1_000 ? Self.rounded(value) + " µs" : Self.rounded(value / 1_000) + " ms"
        case .perSecond: Self.grouped(value) + " /s"
        case .gigabytesPerSecond: Self.rounded(value) + " GB/s"
        case .ratio: Self.rounded(value) + " x"
        case .bytes: Self.grouped(value) + " B"
        case .count: Self.grouped(value)
        }
    }

    /// Three digits that count; none behind the point from 100 on.
    private static func rounded(_ value: Double) -> String {
        let places = value >= 100 ? 0 : value >= 10 ? 1 : 2
        let scale = places == 0 ? 1 : places == 1 ? 10 : 100
        let scaled = Int((value * Double(scale)).rounded())
        guard places > 0 else { return grouped(Double(scaled)) }
        let fraction = String(scaled % scale)
        return "\(scaled / scale)." + String(repeating: "0", count: places - fraction.count) + fraction
    }

    static func grouped(_ value: Double) -> String {
        var digits = String(Int(value.rounded()))
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        return ([digits] + groups).joined(separator: ",")
    }
}
