/// Where a value lies in a text of less than 4 GiB: a string's content, still escaped, or a scalar's text. Empty where
/// the value is missing or null.
struct Place {
    private var start: UInt32 = 0
    private var end: UInt32 = 0

    init() {}

    @inline(__always)
    init(_ range: Range<Int>) {
        start = UInt32(range.lowerBound)
        end = UInt32(range.upperBound)
    }

    var isEmpty: Bool { start == end }
    var count: Int { Int(end - start) }
    var range: Range<Int> { unsafe Range(uncheckedBounds: (Int(start), Int(end))) }
}

extension Span where Element == UInt8 {
    @inline(__always)
    @_lifetime(copy self)
    func extracting(_ place: Place) -> Span<UInt8> { extracting(place.range) }
}
