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
    /// By the ID of the alert: of each what was asked last of it, and of its parts where some of it is muted.
    private let known = Mutex<[String: [Progress]]>([:])
    /// As many states of one alert are remembered.
    private static let mostStates = 4

    /// What has been answered about an alert so far.
    public struct Progress: Sendable {
        public fileprivate(set) var report: RobotReport
        /// How many robots have been asked.
        public fileprivate(set) var asked: Int
        /// Whether none is left to ask.
        public fileprivate(set) var isComplete: Bool

        /// Nobody has been asked. About an alert whose calls are not in the trail nobody will be.
        public init(on alert: Alert) {
            report = RobotReport(alert: alert, answers: [])
            asked = 0
            isComplete = alert.leadRow == nil
        }

        /// Whether the score can grow no more.
        public var isScoreFinal: Bool { isComplete || report.score == 100 }
    }

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
        progress(on: alert, isCancelled: isCancelled) { true }?.report
    }

    /// The same, as far as it is known, after some more robots have been asked; whoever asks again gets more.
    ///
    /// - Parameters:
    ///   - isCancelled: asked between robots and within them.
    ///   - goesOn: whether another robot is to be asked; looked at before each.
    public func progress(
        on alert: Alert, isCancelled: @escaping @Sendable () -> Bool = { false }, while goesOn: () -> Bool
    ) -> Progress? {
        var progress = progress(on: alert)
        guard !progress.isComplete else { return progress }
        let subject = RobotSubject(
            alert, in: trail, intelligence: intelligence, options: options, gaps: gaps, isCancelled: isCancelled)
        while let subject, progress.asked < robots.count, goesOn() {
            if isCancelled() { return nil }
            let answer = robots[progress.asked].answer(subject)
            // A robot that was given up on its way said nothing, which is no answer.
            if isCancelled() { return nil }
            progress.report.answers += [answer].compactMap(\.self)
            progress.asked += 1
        }
        progress.isComplete = subject == nil || progress.asked == robots.count
        remember(progress)
        return progress
    }

    /// What is known by now; asks nobody.
    public func progress(on alert: Alert) -> Progress {
        known.withLock { known in known[alert.id]?.first { $0.report.alert == alert } } ?? Progress(on: alert)
    }

    private func remember(_ progress: Progress) {
        let alert = progress.report.alert
        known.withLock { known in
            var states = known[alert.id] ?? []
            if let place = states.firstIndex(where: { $0.report.alert == alert }) {
                // Somebody else may have come further meanwhile.
                if states[place].asked <= progress.asked { states[place] = progress }
            } else {
                states.append(progress)
            }
            known[alert.id] = states.suffix(Self.mostStates)
        }
    }
}
