public import CloudTrail

/// Numbers over time as one bar for each stretch, in a single line of text.
public struct Sparkline: Hashable, Sendable {
    /// What fell into each stretch, in the order of time.
    public private(set) var counts: [Int]

    /// - Parameters:
    ///   - times: milliseconds since 1970, in any order.
    ///   - span: what the line stands for from end to end; times outside count at its ends.
    ///   - width: how many stretches.
    /// - Complexity: O(*n*) in the times.
    public init(of times: some Sequence<Int64>, over span: ClosedRange<EventTime>, width: Int) {
        counts = Array(repeating: 0, count: max(1, width))
        let start = span.lowerBound.milliseconds
        let scale = Double(counts.count) / (Double(span.upperBound.milliseconds) - Double(start) + 1)
        for time in times {
            let place = (Double(time) - Double(start)) * scale
            counts[Int(min(max(0, place), Double(counts.count - 1)))] += 1
        }
    }

    /// Blocks whose heights are shares of the highest; a space where there is nothing.
    public var text: String {
        let most = counts.max() ?? 0
        var line = String.UnicodeScalarView()
        for count in counts { line.append(Self.bar(count, most: most)) }
        return String(line)
    }

    private static let bars: [Unicode.Scalar] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    /// The bar of a number among others, of which the largest is `most`.
    static func bar(_ count: Int, most: Int) -> Unicode.Scalar {
        count <= 0 ? " " : bars[min(bars.count - 1, count * bars.count / (most + 1))]
    }
}
