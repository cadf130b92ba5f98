public import Detections
public import Intelligence
public import Records

/// Answers one standard question about an alert before anybody asks it.
public protocol Robot: Sendable {
    /// A short name in lower case with hyphens: `role-assumption`.
    var id: String { get }
    /// What an analyst would ask.
    var question: String { get }
    /// Why an analyst asks it: one sentence.
    var motive: String { get }

    /// The answer; nil where the question does not arise for the alert, or the subject was given up on the way.
    func answer(_ subject: RobotSubject) -> RobotAnswer?
}

/// What robots are asked about: one alert of a trail, and what may be known around it.
public struct RobotSubject: Sendable {
    public let alert: Alert
    /// The match that says most.
    public let row: Int
    public let trail: Trail
    public let intelligence: AddressIntelligence
    public let options: DetectionOptions
    /// Where the trail is silent: answers of "none" rest on what it holds.
    public let gaps: [Gap]
    /// Whether nobody waits for answers any more; asked before anything that takes long.
    public let isCancelled: @Sendable () -> Bool

    /// Nil for an alert whose calls are not in the trail.
    ///
    /// - Parameter gaps: of the trail, as ``Trail/gaps`` has them.
    public init?(
        _ alert: Alert, in trail: Trail, intelligence: AddressIntelligence = AddressIntelligence(),
        options: DetectionOptions = DetectionOptions(), gaps: [Gap] = [],
        isCancelled: @escaping @Sendable () -> Bool = { false }
    ) {
        guard let row = alert.leadRow else { return nil }
        self.alert = alert
        self.row = row
        self.trail = trail
        self.intelligence = intelligence
        self.options = options
        self.gaps = gaps
        self.isCancelled = isCancelled
    }
}
