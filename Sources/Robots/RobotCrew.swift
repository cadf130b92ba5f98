public import Detections
public import Intelligence
public import Records
internal import Synchronization

/// Asks all robots about alerts of one trail, and remembers what they answered. Threads may share it.
public final class RobotCrew: Sendable {
    /// In the order of their answers.
    public let robots: [any Robot]
    private let trail: Trail
    private let intelligence: AddressIntelligence
    private let options: DetectionOptions
    private let gaps: [Gap]
    /// By the ID of the alert.
    private let known = Mutex<[String: RobotReport]>([:])

    /// - Complexity: looks for the gaps of the trail: a few passes over its rows.
    public init(
        _ robots: [any Robot] = .standard, for trail: Trail, intelligence: AddressIntelligence = AddressIntelligence(),
        options: DetectionOptions = DetectionOptions()
    ) {
        self.robots = robots
        self.trail = trail
        self.intelligence = intelligence
        self.options = options
        gaps = trail.gaps
    }

    /// What the robots answer about an alert: what they answered before, unless the alert has changed since; nil where it
    /// was given up. About an alert whose calls are not in the trail they say nothing.
    ///
    /// - Parameter isCancelled: asked between robots and within them.
    public func report(on alert: Alert, isCancelled: @escaping @Sendable () -> Bool = { false }) -> RobotReport? {
        if let report = known.withLock({ $0[alert.id] }), report.alert == alert { return report }
        var report = RobotReport(alert: alert, answers: [])
        if let subject = RobotSubject(
            alert, in: trail, intelligence: intelligence, options: options, gaps: gaps, isCancelled: isCancelled)
        {
            for robot in robots {
                if isCancelled() { return nil }
                if let answer = robot.answer(subject) { report.answers.append(answer) }
            }
        }
        // A robot that was given up on its way said nothing, which is no answer.
        if isCancelled() { return nil }
        known.withLock { $0[alert.id] = report }
        return report
    }
}
