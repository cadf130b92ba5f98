public import Detections

/// How far an answer can be relied on.
public enum Confidence: String, Sendable, Hashable {
    case high, medium, low, unknown
}

/// What a robot answers to its question about one alert.
public struct RobotAnswer: Hashable, Sendable {
    public enum Verdict: String, Sendable {
        /// Something that an analyst has to know.
        case finding
        /// Looked for, and not there.
        case clear
        /// It cannot be told: the trail is too short, or does not record it.
        case unknown
    }

    /// The robot's ID.
    public var robot: String
    public var alertID: String
    public var question: String
    /// One sentence. Texts of the log in it are as the log has them: neutralise it before it is shown.
    public var answer: String
    public var verdict: Verdict
    public var confidence: Confidence
    /// Rows that show it, in time order; of very many some from both ends.
    public var evidence: [Int]
    /// How many rows show it.
    public var events: Int
    /// What it adds to the alert's score.
    public var reasons: [ScoreReason]

    /// - Parameter events: how many rows show it; nil where these are all.
    public init(
        robot: String, alertID: String, question: String, answer: String, verdict: Verdict, confidence: Confidence,
        evidence: [Int], of events: Int? = nil, reasons: [ScoreReason] = []
    ) {
        self.robot = robot
        self.alertID = alertID
        self.question = question
        self.answer = answer
        self.verdict = verdict
        self.confidence = confidence
        self.evidence = evidence
        self.events = events ?? evidence.count
        self.reasons = reasons
    }
}
