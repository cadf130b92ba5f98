internal import Detections

extension Robot {
    /// An answer to the robot's own question.
    ///
    /// - Parameter evidence: in any order; of very many the first and the last of them in time are kept.
    func answer(
        _ subject: RobotSubject, _ verdict: RobotAnswer.Verdict, _ confidence: Confidence, _ text: String,
        evidence: some Sequence<Int>, reasons: [ScoreReason] = []
    ) -> RobotAnswer {
        let rows = Set(evidence).sorted()
        let half = RobotAnswer.mostEvidence / 2
        return RobotAnswer(
            robot: id, alertID: subject.alert.id, question: question, answer: text, verdict: verdict,
            confidence: confidence,
            evidence: rows.count <= 2 * half ? rows : Array(rows.prefix(half) + rows.suffix(half)), of: rows.count,
            reasons: reasons)
    }
}

extension RobotAnswer {
    /// How many rows an answer names at most, half of them from each end: what it says it counts in full.
    static let mostEvidence = 500
}
