/// What one question took.
struct Answer: Codable, Sendable {
    /// The measure it is for.
    var key: String
    /// One value for each time it was asked, in the measure's unit.
    var samples: [Double]
    var note: String?

    init(_ measure: Measure, _ samples: [Double], note: String? = nil) {
        key = measure.key
        self.samples = samples
        self.note = note
    }
}

/// Asks questions again and again.
enum Stopwatch {
    /// Seconds that each of some runs took.
    static func seconds(runs: Int, _ body: () throws -> Int) rethrows -> [Double] {
        let clock = ContinuousClock()
        return try (0..<runs).map { _ in
            let start = clock.now
            keep(try body())
            return (clock.now - start).seconds
        }
    }

    /// The same in microseconds. A run before them is not counted: it finds memory cold.
    static func microseconds(runs: Int, _ body: () throws -> Int) rethrows -> [Double] {
        keep(try body())
        return try seconds(runs: runs, body).map { $0 * 1e6 }
    }

    /// Keeps the optimizer from leaving out work whose result nobody uses.
    @inline(never)
    static func keep(_ value: Int) {}
}
