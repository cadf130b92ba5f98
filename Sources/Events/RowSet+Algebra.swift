extension RowSet {
    /// Rows in both sets.
    public func intersection(_ other: RowSet) -> RowSet {
        switch (storage, other.storage) {
        case (.bits(let left), .bits(let right)):
            return RowSet(universe: universe) { left[$0] & right[$0] }
        case (.list(let left), .list(let right)):
            let (few, many) = left.count <= right.count ? (left, right) : (right, left)
            // To leap costs most where there are few entries between those that are wanted.
            if many.count / 8 < few.count, few.count > universe / 1_024 {
                return Self.selected(few, in: Self.words(of: many, universe), universe: universe)
            }
            return Self.selected(few, in: many, universe: universe)
        case (.list(let rows), .bits(let words)), (.bits(let words), .list(let rows)):
            return Self.selected(rows, in: words, universe: universe)
        }
    }

    /// Rows of the set that pass, of which there are few.
    func filtered(_ passes: (Int) -> Bool) -> RowSet {
        var found: [UInt32] = []
        forEach { if passes($0) { found.append(UInt32($0)) } }
        return RowSet(list: found[...], universe: universe)
    }

    /// Rows of the set that lie in a range: of a span of time, as rows are in time order. Two binary searches in a list, a
    /// pass over a 64th of the rows on bits.
    public func within(_ range: Range<Int>) -> RowSet {
        switch storage {
        case .list(let rows):
            let start = rows.firstIndex(atLeast: range.lowerBound)
            return RowSet(list: rows[start..<rows[start...].firstIndex(atLeast: range.upperBound)], universe: universe)
        case .bits(let words):
            guard !range.isEmpty else { return .none(of: universe) }
            guard range.count <= universe / 16 else {
                return RowSet(universe: universe) { words[$0] & Self.bits(of: range, in: $0) }
            }
            var rows: [UInt32] = []
            for word in range.lowerBound >> 6...(range.upperBound - 1) >> 6 {
                var bits = words[word] & Self.bits(of: range, in: word)
                while bits != 0 {
                    rows.append(UInt32(word * 64 + bits.trailingZeroBitCount))
                    bits &= bits - 1
                }
            }
            return RowSet(list: rows[...], universe: universe)
        }
    }

    /// Rows in either set.
    public func union(_ other: RowSet) -> RowSet {
        if isEmpty { return other }
        if other.isEmpty { return self }
        switch (storage, other.storage) {
        case (.list(let left), .list(let right)) where left.count + right.count <= universe / 16:
            return RowSet(list: Self.merged(left, right)[...], universe: universe)
        default:
            let (left, right) = (words, other.words)
            return RowSet(universe: universe) { left[$0] | right[$0] }
        }
    }

    /// Rows of this set that are not in the other.
    public func subtracting(_ other: RowSet) -> RowSet {
        if isEmpty || other.isEmpty { return self }
        switch (storage, other.storage) {
        case (.list(let left), .list(let right)):
            return Self.selected(left, in: right, ifFound: false, universe: universe)
        case (.list(let rows), .bits(let words)):
            return Self.selected(rows, in: words, ifFound: false, universe: universe)
        case (.bits(let left), .bits(let right)):
            return RowSet(universe: universe) { left[$0] & ~right[$0] }
        case (.bits(var words), .list(let rows)):
            for row in rows { words[Int(row) >> 6] &= ~(1 << UInt64(row & 63)) }
            return RowSet(universe: universe) { words[$0] }
        }
    }

    /// Every other row of the index.
    public var complement: RowSet {
        RowSet.all(of: universe).subtracting(self)
    }

    private var words: [UInt64] {
        switch storage {
        case .bits(let words): words
        case .list(let rows): Self.words(of: rows, universe)
        }
    }

    /// The entries of a list that bits hold, or do not hold.
    private static func selected(
        _ rows: ArraySlice<UInt32>, in words: [UInt64], ifFound: Bool = true, universe: Int
    ) -> RowSet {
        // Each is written down, and counts if it is wanted: what no processor can guess takes no branch.
        let unwanted: UInt64 = ifFound ? 0 : 1
        var found = [UInt32](repeating: 0, count: rows.count)
        var count = 0
        let (rows, words) = (rows.span, words.span)
        var places = found.mutableSpan
        for index in rows.indices {
            let row = rows[index]
            places[count] = row
            count &+= Int(truncatingIfNeeded: (words[Int(row >> 6)] &>> UInt64(row & 63)) & 1 ^ unwanted)
        }
        // What is left of a long list must not hold on to all of its memory.
        let kept = found[..<count]
        return RowSet(list: count < found.count / 2 ? Array(kept)[...] : kept, universe: universe)
    }

    /// The entries of a list that another holds, or does not hold.
    private static func selected(
        _ rows: ArraySlice<UInt32>, in others: ArraySlice<UInt32>, ifFound: Bool = true, universe: Int
    ) -> RowSet {
        var found: [UInt32] = []
        var place = others.startIndex
        for row in rows {
            place = leap(to: row, in: others, from: place)
            if (place < others.endIndex && others[place] == row) == ifFound { found.append(row) }
        }
        return RowSet(list: found[...], universe: universe)
    }

    /// The place of the first entry at or behind a place that is no less than a row: in steps that double, then halve.
    private static func leap(to row: UInt32, in rows: ArraySlice<UInt32>, from start: Int) -> Int {
        var step = 1
        var low = start
        while low + step <= rows.endIndex, rows[low + step - 1] < row {
            low += step
            step *= 2
        }
        var high = min(low + step - 1, rows.endIndex)
        while low < high {
            let middle = (low + high) / 2
            if rows[middle] < row { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private static func merged(_ left: ArraySlice<UInt32>, _ right: ArraySlice<UInt32>) -> [UInt32] {
        var result: [UInt32] = []
        result.reserveCapacity(left.count + right.count)
        var (i, j) = (left.startIndex, right.startIndex)
        while i < left.endIndex, j < right.endIndex {
            let (a, b) = (left[i], right[j])
            result.append(min(a, b))
            if a <= b { i += 1 }
            if b <= a { j += 1 }
        }
        result.append(contentsOf: left[i...])
        result.append(contentsOf: right[j...])
        return result
    }
}
