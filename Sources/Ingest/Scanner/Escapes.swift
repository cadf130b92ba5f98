internal import Events

/// Where escapes stand in a record.
enum Escapes: Comparable {
    /// Nowhere, or in values that the index does not keep.
    case elsewhere
    /// In a value that the index keeps.
    case inValues
    /// In a name, or in one of the values that are compared as they stand, where the scanner does not undo them.
    case inNames

    /// Looks at each string of the element in which a backslash stands.
    ///
    /// - Parameters:
    ///   - walker: behind the element.
    ///   - start: the element's first structural character.
    ///   - backslash: the first one of the element, as an offset in the text.
    /// - Complexity: a binary search for each string with a backslash.
    init(
        in walker: borrowing StructuralWalker, from start: Int, backslash: Int, _ record: borrowing NativeRecord
    ) {
        self = .elsewhere
        let text = walker.text.extracting(first: record.range.upperBound)
        var next: Int? = backslash
        while let offset = next {
            let string = Self.opening(of: offset, in: walker, start..<walker.position)
            let content = Int(walker.indexes[string]) + 1
            let isName =
                string + 1 < walker.position && walker.text[Int(walker.indexes[string + 1])] == UInt8(ascii: ":")
            self = max(self, isName ? .inNames : record.escapes(inValueAt: content))
            // Other escapes of the same string say nothing new.
            next =
                string + 1 < walker.position
                ? JSONText.backslash(in: text, from: Int(walker.indexes[string + 1])) : nil
        }
    }

    /// The last structural character before an offset: the quote that opens the string around it.
    private static func opening(
        of offset: Int, in walker: borrowing StructuralWalker, _ range: Range<Int>
    ) -> Int {
        var low = range.lowerBound
        var high = range.upperBound
        while high - low > 1 {
            let middle = (low + high) / 2
            if Int(walker.indexes[middle]) <= offset { low = middle } else { high = middle }
        }
        return low
    }
}
