/// A set of rows of one index: a sorted list while it is small, a bit for each row when it is not.
///
/// Set operations between two bit sets take a pass over a 64th of the rows; between lists, a merge of both; between a
/// list and bits, a look-up for each entry of the list.
public struct RowSet: Sendable {
    private enum Storage: Sendable {
        case list([UInt32])
        case bits([UInt64])
    }

    private let storage: Storage
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
            var words = [UInt64](repeating: 0, count: (universe + 63) / 64)
            for row in rows { words[Int(row) >> 6] |= 1 << UInt64(row & 63) }
            self.init(.bits(words), count: rows.count, universe: universe)
        } else {
            self.init(.list(rows), count: rows.count, universe: universe)
        }
    }

    init(words: [UInt64], universe: Int) {
        self.init(.bits(words), count: words.reduce(0) { $0 + $1.nonzeroBitCount }, universe: universe)
    }

    /// Every row.
    public static func all(of universe: Int) -> RowSet {
        RowSet(range: 0..<universe, universe: universe)
    }

    /// No row.
    public static func none(of universe: Int) -> RowSet {
        RowSet(.list([]), count: 0, universe: universe)
    }

    /// The rows of a range: of a span of time, as rows are in time order.
    public init(range: Range<Int>, universe: Int) {
        guard range.count > universe / 16 else {
            self.init(.list(range.map { UInt32($0) }), count: range.count, universe: universe)
            return
        }
        var words = [UInt64](repeating: 0, count: (universe + 63) / 64)
        for word in words.indices {
            let start = max(range.lowerBound - word * 64, 0)
            let end = min(range.upperBound - word * 64, 64)
            guard start < end else { continue }
            words[word] = (end == 64 ? ~0 : (1 << UInt64(end)) - 1) & (~0 << UInt64(start))
        }
        self.init(.bits(words), count: range.count, universe: universe)
    }

    public var isEmpty: Bool { count == 0 }

    /// Whether the row is in the set. Constant time on bits, a binary search in a list.
    public func contains(_ row: Int) -> Bool {
        switch storage {
        case .bits(let words): words[row >> 6] >> UInt64(row & 63) & 1 == 1
        case .list(let rows): Self.position(of: UInt32(row), in: rows).found
        }
    }

    private static func position(of row: UInt32, in rows: [UInt32]) -> (index: Int, found: Bool) {
        var low = 0
        var high = rows.count
        while low < high {
            let middle = (low + high) / 2
            if rows[middle] < row { low = middle + 1 } else { high = middle }
        }
        return (low, low < rows.count && rows[low] == row)
    }

    /// Calls `body` with each row, in time order.
    @inline(__always)
    public func forEach(_ body: (Int) -> Void) {
        switch storage {
        case .list(let rows):
            for row in rows { body(Int(row)) }
        case .bits(let words):
            for index in words.indices {
                var bits = words[index]
                while bits != 0 {
                    body(index * 64 + bits.trailingZeroBitCount)
                    bits &= bits - 1
                }
            }
        }
    }

    /// The rows in time order.
    public var rows: [UInt32] {
        if case .list(let rows) = storage { return rows }
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

    /// Rows in both sets.
    public func intersection(_ other: RowSet) -> RowSet {
        switch (storage, other.storage) {
        case (.bits(let left), .bits(let right)):
            return RowSet(words: zip(left, right).map { $0 & $1 }, universe: universe)
        case (.list(let left), .list(let right)):
            let (small, large) = left.count <= right.count ? (left, other) : (right, self)
            return RowSet(sorted: small.filter { large.contains(Int($0)) }, universe: universe)
        case (.list(let left), .bits):
            return RowSet(sorted: left.filter { other.contains(Int($0)) }, universe: universe)
        case (.bits, .list):
            return other.intersection(self)
        }
    }

    /// Rows in either set.
    public func union(_ other: RowSet) -> RowSet {
        if isEmpty { return other }
        if other.isEmpty { return self }
        if case (.list(let left), .list(let right)) = (storage, other.storage),
            left.count + right.count <= universe / 16
        {
            return RowSet(sorted: Self.merged(left, right), universe: universe)
        }
        return RowSet(words: zip(words, other.words).map { $0 | $1 }, universe: universe)
    }

    private static func merged(_ left: [UInt32], _ right: [UInt32]) -> [UInt32] {
        var result: [UInt32] = []
        result.reserveCapacity(left.count + right.count)
        var i = 0
        var j = 0
        while i < left.count, j < right.count {
            if left[i] == right[j] {
                result.append(left[i])
                i += 1
                j += 1
            } else if left[i] < right[j] {
                result.append(left[i])
                i += 1
            } else {
                result.append(right[j])
                j += 1
            }
        }
        result.append(contentsOf: left[i...])
        result.append(contentsOf: right[j...])
        return result
    }

    /// Rows of this set that are not in the other.
    public func subtracting(_ other: RowSet) -> RowSet {
        if case .list(let rows) = storage {
            return RowSet(sorted: rows.filter { !other.contains(Int($0)) }, universe: universe)
        }
        return RowSet(words: zip(words, other.words).map { $0 & ~$1 }, universe: universe)
    }

    /// Every other row of the index.
    public var complement: RowSet {
        RowSet.all(of: universe).subtracting(self)
    }

    private var words: [UInt64] {
        switch storage {
        case .bits(let words): return words
        case .list(let rows):
            var words = [UInt64](repeating: 0, count: (universe + 63) / 64)
            for row in rows { words[Int(row) >> 6] |= 1 << UInt64(row & 63) }
            return words
        }
    }
}

extension RowSet: Equatable {
    /// Equal as sets, however they are stored.
    public static func == (left: RowSet, right: RowSet) -> Bool {
        left.universe == right.universe && left.count == right.count && left.rows == right.rows
    }
}
