internal import Detections

extension Robot {
    /// An answer to the robot's own question.
    ///
    /// - Parameter evidence: in any order; the first of them in time are kept.
    func answer(
        _ subject: RobotSubject, _ verdict: RobotAnswer.Verdict, _ confidence: Confidence, _ text: String,
        evidence: some Sequence<Int>, reasons: [ScoreReason] = []
    ) -> RobotAnswer {
        RobotAnswer(
            robot: id, alertID: subject.alert.id, question: question, answer: text, verdict: verdict,
            confidence: confidence, evidence: Array(Set(evidence).sorted().prefix(RobotAnswer.mostEvidence)),
            reasons: reasons)
    }
}

extension RobotAnswer {
    /// How many rows an answer names at most: what it says it counts in full.
    static let mostEvidence = 500
}
