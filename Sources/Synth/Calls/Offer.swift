/// A call that somebody may make, with how often it is made beside the others of its list.
struct Offer: Sendable {
    let weight: Int
    let make: @Sendable (Place, inout SplitMix64) -> Call

    init(_ weight: Int, _ make: @escaping @Sendable (Place, inout SplitMix64) -> Call) {
        self.weight = weight
        self.make = make
    }
}

/// Offers with their weights summed up, so that one draw finds one of them.
struct Menu: Sendable {
    private let offers: [Offer]
    private let ends: [Int]

    init(_ offers: [Offer]) {
        self.offers = offers
        var sum = 0
        ends = offers.map { offer in
            sum += offer.weight
            return sum
        }
    }

    func order(at place: Place, _ random: inout SplitMix64) -> Call {
        let draw = random.below(ends[ends.count - 1])
        return offers[ends.firstPosition { draw < $0 }].make(place, &random)
    }
}

extension Array {
    /// The first index whose element fulfils a condition that, once fulfilled, stays so to the end.
    ///
    /// - Complexity: O(log n).
    func firstPosition(where fulfilled: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if fulfilled(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
