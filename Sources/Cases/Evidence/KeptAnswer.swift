public import CloudTrail

/// What a robot answered about an alert, with what it went by: so that it can be told later what was known when.
public struct KeptAnswer: Hashable, Sendable, Codable {
    /// The alert's ID.
    public var alert: String
    public var robot: String
    public var question: String
    public var answer: String
    public var verdict: String
    public var confidence: String
    /// IDs of the events that it rests on.
    public var evidence: [String]
    /// What decides how robots judge: names with their values, in the order of names.
    public var parameters: [String]
    /// The grade of the trail, and how many events it held.
    public var coverage: String
    public var events: Int
    public var time: EventTime

    public init(
        alert: String, robot: String, question: String, answer: String, verdict: String, confidence: String,
        evidence: [String], parameters: [String], coverage: String, events: Int, time: EventTime
    ) {
        self.alert = alert
        self.robot = robot
        self.question = question
        self.answer = answer
        self.verdict = verdict
        self.confidence = confidence
        self.evidence = evidence
        self.parameters = parameters
        self.coverage = coverage
        self.events = events
        self.time = time
    }
}
