/// When what a robot found is a finding, and what then follows.
struct RobotFinding: Hashable, Sendable {
    enum Bound: Hashable, Sendable {
        case atLeast(Int)
        case atMost(Int)
        /// The answer is for information.
        case never
    }

    var bound = Bound.atLeast(1)
    var confidence = Confidence.medium
    /// What a finding adds to the alert's score.
    var points = 0
    /// Why it does.
    var reason: String?
    /// What an answer is that is no finding: unknown where the trail would not show it in any case.
    var otherwise = RobotAnswer.Verdict.clear

    /// - Parameter isCovered: whether the trail reaches back to the beginning of the window and has no gaps in it. Where
    ///   it does not, a number that more events could still turn over says nothing.
    func verdict(of count: Int, isCovered: Bool) -> RobotAnswer.Verdict {
        switch bound {
        case .atLeast(let least): count >= least ? .finding : isCovered ? otherwise : .unknown
        case .atMost(let most): count > most ? otherwise : isCovered ? .finding : .unknown
        case .never: count > 0 || isCovered ? otherwise : .unknown
        }
    }
}
