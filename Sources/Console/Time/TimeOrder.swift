internal import CloudTrail

/// How the rows of a list stand to time.
enum TimeOrder: Hashable, Sendable {
    case ascending, descending
    /// By something else: every row has to be looked at.
    case none

    /// Where a moment is among rows: the earliest row at or after it, or backwards the latest at or before it.
    ///
    /// - Complexity: O(log *n*) in the rows where they are in an order of time, else O(*n*).
    func index(at time: EventTime, forward: Bool, among count: Int, time timeOf: (Int) -> EventTime?) -> Int? {
        guard self != .none else { return nearest(to: time, forward: forward, among: count, timeOf) }
        // From the front of the list, rows on this side of the moment come first, then those on the other.
        let goesOn = (self == .ascending) == forward
        func isAhead(_ index: Int) -> Bool {
            guard let own = timeOf(index) else { return false }
            if self == .ascending { return forward ? own < time : own <= time }
            return forward ? own >= time : own > time
        }
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isAhead(middle) { low = middle + 1 } else { high = middle }
        }
        let index = goesOn ? low : low - 1
        return index >= 0 && index < count ? index : nil
    }

    private func nearest(
        to time: EventTime, forward: Bool, among count: Int, _ timeOf: (Int) -> EventTime?
    ) -> Int? {
        var best: (index: Int, time: EventTime)?
        for index in 0..<count {
            guard let own = timeOf(index), forward ? own >= time : own <= time else { continue }
            if best.map({ forward ? own < $0.time : own > $0.time }) ?? true { best = (index, own) }
        }
        return best?.index
    }
}
