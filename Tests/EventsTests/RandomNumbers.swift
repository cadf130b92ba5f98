/// The same numbers in every run.
struct RandomNumbers {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// A number from 0 to below the bound.
    mutating func next(below bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(truncatingIfNeeded: state >> 33) % bound
    }
}
