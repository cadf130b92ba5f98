/// Where a value lies in a text of less than 4 GiB: a string's content, still escaped, or a scalar's text. Empty where
/// the value is missing or null.
@frozen
public struct Place: Sendable {
    @usableFromInline var start: UInt32 = 0
    @usableFromInline var end: UInt32 = 0

    @inlinable
    public init() {}

    @inlinable
    public init(_ range: Range<Int>) {
        start = UInt32(range.lowerBound)
        end = UInt32(range.upperBound)
    }

    /// - Parameters: offsets in a text of less than 4 GiB, in their order.
    @inlinable
    public init(start: Int, end: Int) {
        self.start = UInt32(truncatingIfNeeded: start)
        self.end = UInt32(truncatingIfNeeded: end)
    }

    @inlinable public var isEmpty: Bool { start == end }
    /// Whether it is no place at all: an empty one stands where something without a text does.
    @inlinable public var isNowhere: Bool { end == 0 }
    @inlinable public var count: Int { Int(end &- start) }
    @inlinable public var range: Range<Int> { unsafe Range(uncheckedBounds: (Int(start), Int(end))) }
}

extension Span where Element == UInt8 {
    /// The bytes at a place of the text.
    @inlinable
    @_lifetime(copy self)
    public func extracting(_ place: Place) -> Span<UInt8> { extracting(place.range) }
}
