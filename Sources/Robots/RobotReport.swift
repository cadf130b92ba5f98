public import Detections

/// What all robots answer about one alert.
public struct RobotReport: Hashable, Sendable {
    public var alert: Alert
    /// In the order of the robots.
    public var answers: [RobotAnswer]

    public init(alert: Alert, answers: [RobotAnswer]) {
        self.alert = alert
        self.answers = answers
    }

    /// Every reason of the score: the alert's own, then the robots'. A fact counts once, whoever says it first: the same
    /// fact has the same text.
    public var reasons: [ScoreReason] {
        var said: Set<String> = []
        return (alert.reasons + answers.flatMap(\.reasons)).filter { said.insert($0.text).inserted }
    }

    /// The sum of the reasons' points, at most 100.
    public var score: Int { min(100, reasons.reduce(0) { $0 + $1.points }) }

    /// The alert with all reasons in its score.
    public var scoredAlert: Alert {
        var alert = alert
        alert.reasons = reasons
        return alert
    }
}
