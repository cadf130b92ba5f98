/// Random numbers, the same every time.
struct Noise {
    var state: UInt64

    mutating func next(below limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % limit
    }
}

extension Noise: RandomNumberGenerator {
    mutating func next() -> UInt64 { UInt64(next(below: 1 << 30)) << 34 | UInt64(next(below: 1 << 30)) << 4 }
}
