/// A value and how many rows have it.
struct ValueCount: Equatable, Sendable {
    var value: String
    var count: Int
}

extension [ValueCount] {
    /// The value whose number of rows comes nearest; of several the first by text. Nil of none.
    func nearest(to count: Int) -> ValueCount? {
        self.min { left, right in
            let (leftDistance, rightDistance) = (abs(left.count - count), abs(right.count - count))
            return leftDistance == rightDistance ? left.value < right.value : leftDistance < rightDistance
        }
    }

    /// The value with the most rows; of several the first by text.
    var commonest: ValueCount? {
        self.min { $0.count == $1.count ? $0.value < $1.value : $0.count > $1.count }
    }
}
