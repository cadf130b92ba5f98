import Robots
import Testing

@Suite struct RobotAnswerTests {
    @Test func `Verdicts have the words that scripts read`() {
        #expect([RobotAnswer.Verdict.finding, .clear, .unknown].map(\.rawValue) == ["finding", "clear", "unknown"])
    }
}
