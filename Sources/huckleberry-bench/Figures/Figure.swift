/// A measure and what came out of it.
struct Figure: Sendable {
    let measure: Measure
    /// One value for each run, in the measure's unit; none where it could not be measured.
    let samples: [Double]
    /// What a reader should know of it, or why there is none. May hold text of logs.
    var note: String?

    init(_ measure: Measure, _ samples: [Double], note: String? = nil) {
        self.measure = measure
        self.samples = samples
        self.note = note
    }

    var median: Double? { samples.median }

    /// The least, or the most where more is better.
    var best: Double? { measure.better == .lower ? samples.min() : samples.max() }

    /// How the median stands to the target; nil without either.
    var verdict: Verdict? {
        guard let target = measure.target, let median else { return nil }
        return target.verdict(on: median)
    }
}
