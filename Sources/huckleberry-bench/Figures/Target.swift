/// What a figure has to reach, and what it should.
struct Target: Sendable, Equatable {
    enum Better: Sendable {
        case lower, higher
    }

    var must: Double?
    var aim: Double?
    var better = Better.lower

    /// The least of the figures, in words of the target: the aim is reached before the must.
    func verdict(on value: Double) -> Verdict {
        if let aim, reaches(value, aim) { return .aim }
        if let must, reaches(value, must) { return .must }
        return .missed
    }

    private func reaches(_ value: Double, _ bound: Double) -> Bool {
        better == .lower ? value <= bound : value >= bound
    }
}

/// How a figure stands to its target.
enum Verdict: String, Codable, Sendable {
    case aim, must, missed

    var text: String {
        switch self {
        case .aim: "aim reached"
        case .must: "must reached"
        case .missed: "missed"
        }
    }
}
