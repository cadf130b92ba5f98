import CloudTrail
import Detections
import Events
import Intelligence
import Investigation
import Records
import Robots
import Testing

/// Three days of a trail say nothing of what is usual, of what is idle, or of what is new.
@Suite struct ShortTrailTests {
    private func attack() throws -> TinyAttack {
        let days = ["2020-05-03", "2020-05-04", "2020-05-05"].map {
            TinyTrail.Call(time: "\($0)T10:00:00Z", name: "DescribeInstances", user: "eva")
        }
        return try TinyAttack(
            [
                .init(time: "2020-05-06T08:00:00Z", name: "GetCallerIdentity", service: "sts"),
                .init(time: "2020-05-06T08:01:00Z", name: "ListBuckets", user: "bob", service: "s3"),
                .init(time: "2020-05-06T08:02:00Z", name: "CreateKeyPair", request: #"{"keyName":"k"}"#),
            ], before: days)
    }

    @Test func `Keys are idle of nobody knows since when`() throws {
        let attack = try attack()
        defer { attack.remove() }
        #expect(attack.scope.confirmedKeys.map(\.idleBefore) == [.unknown, .unknown])
        let facts = CaseFacts(attack.scope, in: attack.trail)
        #expect(facts.coverage.grade == .shortBaseline)
        let answers = CaseAnswer.all(facts, in: attack.index)
        let duration = try #require(answers.first { $0.id == "duration" })
        #expect(duration.confidence == .medium)
        #expect(
            duration.answer.contains("Whether 2 keys lay idle before is unknown: insufficient history."))
        #expect(
            duration.answer.contains("The trail reaches back 2 days: an earlier beginning would not be seen."))
        #expect(!answers.contains { $0.answer.contains("used by nobody else") || $0.answer.contains("found recently") })
        let credentials = try #require(answers.first { $0.id == "credentials" })
        #expect(
            credentials.answer.contains("No role was assumed (coverage B, the trail reaches back 2 days, not 30)."))
        #expect(!facts.hypotheses.contains { $0.supporting.contains { $0.text.contains("by nobody else") } })
        #expect(BlindSpot.all(of: attack.scope, in: attack.trail).map(\.id).contains("before-the-trail"))
    }

    @Test func `No robot calls anything new, rare or idle`() throws {
        let attack = try attack()
        defer { attack.remove() }
        let alerts = BuiltInRules.detectors.alerts(in: attack.trail)
        #expect(!alerts.isEmpty)
        let crew = RobotCrew(for: attack.trail)
        for alert in alerts {
            #expect(!alert.reasons.contains { $0.text.contains("new to") })
            let report = try #require(crew.report(on: alert))
            #expect(!report.reasons.contains { $0.text.contains("new to") || $0.text.contains("nobody had used") })
            for answer in report.answers {
                #expect(!answer.answer.contains("new:") && !answer.answer.contains("new to"))
                #expect(!answer.answer.contains("rare") && !answer.answer.contains("Nobody had used"))
            }
            // These five judge by history: each says that there is too little of it.
            for robot in ["usual-services", "address", "history", "by-hand", "idle-key"] {
                let answer = try #require(report.answers.first { $0.robot == robot })
                #expect(answer.verdict == .unknown)
                #expect(answer.answer.lowercased().contains("insufficient history (2 days)"))
            }
        }
    }
}
