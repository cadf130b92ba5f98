extension Array {
    /// How many elements at the front pass, where none passes behind one that does not.
    ///
    /// - Complexity: a binary search.
    func frontCount(where passes: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if passes(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
