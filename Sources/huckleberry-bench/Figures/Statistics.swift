extension [Double] {
    /// The middle value, of an even number the mean of the two in the middle; nil of none.
    var median: Double? {
        guard !isEmpty else { return nil }
        let ordered = sorted()
        let middle = count / 2
        return count.isMultiple(of: 2) ? (ordered[middle - 1] + ordered[middle]) / 2 : ordered[middle]
    }

    /// The least value that so many of a hundred do not exceed; nil of none.
    func percentile(_ share: Int) -> Double? {
        guard !isEmpty else { return nil }
        let rank = (count * share + 99) / 100
        return sorted()[Swift.max(0, rank - 1)]
    }

    /// Each value divided by the one measured beside it: what slows the machine down for a while slows both.
    func ratios(to others: [Double]) -> [Double] {
        zip(self, others).map { $0 / $1 }
    }
}
