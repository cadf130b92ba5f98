internal import Detections
internal import Robots
internal import Synchronization

/// What an alert scores, as far as robots have been asked about it: their reasons count with those of its rule.
struct AlertScore {
    var points: Int
    /// Whether no robot can add to it any more.
    var isFinal: Bool

    /// Of several alerts; it may grow as long as one of them may, unless it cannot.
    static func highest(_ scores: [AlertScore]) -> AlertScore {
        let points = scores.map(\.points).max() ?? 0
        return AlertScore(points: points, isFinal: points == 100 || scores.allSatisfy(\.isFinal))
    }

    fileprivate init(points: Int, isFinal: Bool) {
        self.points = points
        self.isFinal = isFinal
    }

    init(_ progress: RobotCrew.Progress) {
        points = progress.report.score
        isFinal = progress.isScoreFinal
    }

    /// `93+` as long as robots may add to it.
    var text: String { isFinal ? "\(points)" : "\(points)+" }
}

extension TrailDesk {
    /// How long robots are asked before what they said is shown.
    private static let round = Duration.milliseconds(60)

    /// An alert's score as it is known by now.
    func score(of alert: Alert) -> AlertScore {
        let score = AlertScore(progress(on: alert))
        guard !score.isFinal, let before = remembered.withLock({ $0.earlierScores[alert.id] }),
            before.points > score.points
        else { return score }
        return AlertScore(points: before.points, isFinal: false)
    }

    /// Has what alerts scored in an earlier generation stand in until robots have been asked again.
    func remember(scoresOf earlier: TrailDesk) {
        let scores = earlier.alerts.map { ($0.id, earlier.score(of: $0)) }
        remembered.withLock { remembered in
            remembered.earlierScores = Dictionary(scores, uniquingKeysWith: { first, _ in first })
        }
    }

    /// The scores of a list of alerts when a round is over. As long as there is more to come of the trail nobody is asked:
    /// the answers would not last.
    ///
    /// - Returns: the scores, and whether the next round will have more of them.
    func scores(
        of alerts: [Alert], for request: ViewRequest, _ isCancelled: @escaping @Sendable () -> Bool
    ) throws(Problem) -> (scores: [AlertScore], isPartial: Bool) {
        let isGrowing = summary.extent == .growing
        let open = isGrowing ? [] : alerts.filter { !progress(on: $0).isScoreFinal }
        guard roundOfRobots(about: open, for: request, isCancelled) != nil else { throw Self.givenUp }
        let scores = alerts.map(score(of:))
        return (scores, !isGrowing && scores.contains { !$0.isFinal })
    }

    /// An alert with the reasons that are known by now.
    func scored(_ alert: Alert) -> Alert { progress(on: alert).report.scoredAlert }

    /// Asks nobody, and makes no crew: a list of alerts has to be there at once.
    private func progress(on alert: Alert) -> RobotCrew.Progress {
        remembered.withLock { $0.crew }?.progress(on: alert) ?? RobotCrew.Progress(on: alert)
    }

    /// What robots have said about some alerts when a round is over, by alert; nil where it was given up. The first round
    /// asks none, so that what is known is there at once.
    func roundOfRobots(
        about alerts: [Alert], for request: ViewRequest, _ isCancelled: @escaping @Sendable () -> Bool
    ) -> [RobotCrew.Progress]? {
        guard request.isContinuation else { return alerts.map(progress(on:)) }
        let end = ContinuousClock.now.advanced(by: Self.round)
        var isFirst = true
        // One at least in each round, however long it takes: else a slow machine would ask for ever.
        let goesOn = {
            defer { isFirst = false }
            return isFirst || .now < end
        }
        var found: [RobotCrew.Progress] = []
        for alert in alerts {
            let known = progress(on: alert)
            if known.isComplete || (!isFirst && .now >= end) {
                found.append(known)
            } else if let progress = crew.progress(on: alert, isCancelled: isCancelled, while: goesOn) {
                found.append(progress)
            } else {
                return nil
            }
        }
        return found
    }
}
