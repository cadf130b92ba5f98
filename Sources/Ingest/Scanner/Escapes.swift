/// Escapes where the scanner does not undo them.
enum Escapes {
    /// Whether a name in the element, or one of the values that are compared as they stand, holds an escape.
    ///
    /// - Parameters:
    ///   - walker: behind the element.
    ///   - start: the element's first structural character.
    /// - Complexity: a binary search for each backslash of the element.
    static func hideNames(
        in walker: borrowing StructuralWalker, from start: Int, _ record: NativeRecord
    ) -> Bool {
        let literal = [
            record.eventTime, record.readOnly, record.mfaAuthenticated, record.mfaUsed, record.consoleLogin,
            record.fromConsole,
        ]
        var offset = record.range.lowerBound
        while let backslash = JSONText.backslash(
            in: walker.text.extracting(first: record.range.upperBound), from: offset)
        {
            let string = opening(of: backslash, in: walker, start..<walker.position)
            let quote = Int(walker.indexes[string])
            let isName =
                string + 1 < walker.position && walker.text[Int(walker.indexes[string + 1])] == UInt8(ascii: ":")
            if isName || literal.contains(where: { !$0.isEmpty && $0.range.lowerBound == quote + 1 }) { return true }
            // Other escapes of the same string say nothing new.
            offset = string + 1 < walker.position ? Int(walker.indexes[string + 1]) : record.range.upperBound
        }
        return false
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
