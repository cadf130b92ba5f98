/// A set of rows of one index: a sorted list while it is small, a bit for each row when it is not.
///
/// Set operations between two bit sets take a pass over a 64th of the rows; between lists, a merge that leaps over what
/// only the longer one holds; between a list and bits, a look-up for each entry of the list.
public struct RowSet: Sendable {
    @usableFromInline
    enum Storage: Sendable {
        case list(ArraySlice<UInt32>)
        case bits([UInt64])
    }

    @usableFromInline let storage: Storage
    /// The number of rows in the set.
    public let count: Int
    /// The number of rows in the index; rows are below it.
    public let universe: Int

    private init(_ storage: Storage, count: Int, universe: Int) {
        self.storage = storage
        self.count = count
        self.universe = universe
    }

    /// A set of rows given in ascending order, each once.
    public init(sorted rows: [UInt32], universe: Int) {
        if rows.count > universe / 16 {
            self.init(.bits(Self.words(of: rows[...], universe)), count: rows.count, universe: universe)
        } else {
            self.init(list: rows[...], universe: universe)
        }
    }

    /// The same as a list, however long it is: a part of a posting list is taken without being copied.
    init(list rows: ArraySlice<UInt32>, universe: Int) {
        self.init(.list(rows), count: rows.count, universe: universe)
    }

    /// - Parameter word: 64 rows at a time, by number.
    @inline(__always)
    init(universe: Int, word: (Int) -> UInt64) {
        var words = [UInt64](repeating: 0, count: Self.wordCount(universe))
        var span = words.mutableSpan
        var count = 0
        for index in span.indices {
            let bits = word(index)
            span[index] = bits
            count += bits.nonzeroBitCount
        }
        self.init(.bits(words), count: count, universe: universe)
    }

    /// The same, worked out by several threads where there is enough for each.
    ///
    /// - Parameter words: those of a range of numbers.
    init(universe: Int, crew: Crew, words: @Sendable (Range<Int>) -> [UInt64]) {
        let parts = crew.map(sharing: Self.wordCount(universe), least: Self.leastShare) { range in
            let part = words(range)
            return (part, part.reduce(0) { $0 + $1.nonzeroBitCount })
        }
        let count = parts.reduce(0) { $0 + $1.1 }
        self.init(.bits(parts.count == 1 ? parts[0].0 : parts.flatMap(\.0)), count: count, universe: universe)
    }

    /// Words whose rows take longer to look at than a thread takes to wake: 131,072 rows.
    private static let leastShare = 2_048

    /// Every row.
    public static func all(of universe: Int) -> RowSet {
        RowSet(range: 0..<universe, universe: universe)
    }

    /// No row.
    public static func none(of universe: Int) -> RowSet {
        RowSet(list: [], universe: universe)
    }

    /// The rows of a range: of a span of time, as rows are in time order.
    public init(range: Range<Int>, universe: Int) {
        guard range.count > universe / 16 else {
            self.init(list: range.map { UInt32($0) }[...], universe: universe)
            return
        }
        var words = [UInt64](repeating: 0, count: Self.wordCount(universe))
        for word in range.lowerBound >> 6...(range.upperBound - 1) >> 6 { words[word] = Self.bits(of: range, in: word) }
        self.init(.bits(words), count: range.count, universe: universe)
    }

    public var isEmpty: Bool { count == 0 }

    /// Whether the row is in the set. Constant time on bits, a binary search in a list.
    public func contains(_ row: Int) -> Bool {
        switch storage {
        case .bits(let words): return words[row >> 6] >> UInt64(row & 63) & 1 == 1
        case .list(let rows):
            let position = rows.firstIndex(atLeast: row)
            return position < rows.endIndex && rows[position] == row
        }
    }

    /// How many rows of a range are in the set: a pass over a 64th of the range, or two binary searches.
    public func count(in range: Range<Int>) -> Int {
        guard !range.isEmpty else { return 0 }
        switch storage {
        case .list(let rows):
            return rows.firstIndex(atLeast: range.upperBound) - rows.firstIndex(atLeast: range.lowerBound)
        case .bits(let words):
            return (range.lowerBound >> 6...(range.upperBound - 1) >> 6).reduce(0) { count, word in
                count + (words[word] & Self.bits(of: range, in: word)).nonzeroBitCount
            }
        }
    }

    /// Calls `body` with each row, in time order.
    @inlinable @inline(__always)
    public func forEach(_ body: (Int) -> Void) {
        switch storage {
        case .list(let rows):
            for row in rows { body(Int(row)) }
        case .bits(let words):
            for index in words.indices {
                var bits = words[index]
                while bits != 0 {
                    body(index &* 64 &+ bits.trailingZeroBitCount)
                    bits &= bits &- 1
                }
            }
        }
    }

    /// The rows in time order.
    public var rows: [UInt32] {
        if case .list(let rows) = storage { return Array(rows) }
        var rows: [UInt32] = []
        rows.reserveCapacity(count)
        forEach { rows.append(UInt32($0)) }
        return rows
    }

    /// The earliest row.
    public var first: Int? {
        switch storage {
        case .list(let rows): rows.first.map { Int($0) }
        case .bits(let words):
            words.firstIndex { $0 != 0 }.map { $0 * 64 + words[$0].trailingZeroBitCount }
        }
    }

    /// The latest row.
    public var last: Int? {
        switch storage {
        case .list(let rows): rows.last.map { Int($0) }
        case .bits(let words):
            words.lastIndex { $0 != 0 }.map { $0 * 64 + 63 - words[$0].leadingZeroBitCount }
        }
    }
}

// Words of 64 rows.
extension RowSet {
    static func wordCount(_ universe: Int) -> Int { (universe + 63) >> 6 }

    /// The rows of a range that one word holds, as its bits.
    static func bits(of range: Range<Int>, in word: Int) -> UInt64 {
        let start = max(range.lowerBound - word * 64, 0)
        let end = min(range.upperBound - word * 64, 64)
        guard start < end else { return 0 }
        return (end == 64 ? ~0 : (1 << UInt64(end)) - 1) & (~0 << UInt64(start))
    }

    static func words(of rows: ArraySlice<UInt32>, _ universe: Int) -> [UInt64] {
        var words = [UInt64](repeating: 0, count: wordCount(universe))
        for row in rows { words[Int(row) >> 6] |= 1 << UInt64(row & 63) }
        return words
    }
}

extension RowSet: Equatable {
    /// Equal as sets, however they are stored.
    public static func == (left: RowSet, right: RowSet) -> Bool {
        left.universe == right.universe && left.count == right.count && left.rows == right.rows
    }
}
