import Detections
import Synchronization
import Testing

@testable import Robots

@Suite struct RobotCrewTests {
    /// Counts how often it is asked.
    private struct CountingRobot: Robot {
        let id = "counting"
        let question = "How often?"
        let motive = "To see what is remembered."
        let asked: @Sendable () -> Void

        func answer(_ subject: RobotSubject) -> RobotAnswer? {
            asked()
            return answer(
                subject, .finding, .high, "Once more.", evidence: [subject.row],
                reasons: [
                    ScoreReason(points: 7, text: "a fact", evidence: [subject.row]),
                    ScoreReason(points: 9, text: "another fact", evidence: [subject.row]),
                ])
        }
    }

    private final class Counter: Sendable {
        private let count = Mutex(0)
        var value: Int { count.withLock { $0 } }
        func add() { count.withLock { $0 += 1 } }
    }

    private let calls = [AskedTrail.Call(time: "2020-05-06T09:30:00Z", name: "CreateKeyPair")]

    @Test func `An alert is asked about once, until it changes`() throws {
        let asked = try AskedTrail(calls)
        defer { asked.remove() }
        let counter = Counter()
        let crew = RobotCrew([CountingRobot { counter.add() }], for: asked.trail)
        var alert = try asked.alert(about: "CreateKeyPair")
        let first = crew.report(on: alert)
        #expect(crew.report(on: alert) == first)
        #expect(counter.value == 1)
        alert.count += 1
        #expect(crew.report(on: alert)?.alert == alert)
        #expect(counter.value == 2)
    }

    @Test func `An alert and a part of it that is muted are remembered side by side`() throws {
        let asked = try AskedTrail(calls)
        defer { asked.remove() }
        let counter = Counter()
        let crew = RobotCrew([CountingRobot { counter.add() }], for: asked.trail)
        let alert = try asked.alert(about: "CreateKeyPair")
        var part = alert
        part.count += 1
        #expect(!crew.progress(on: alert).isComplete)
        for _ in 1...3 {
            #expect(crew.report(on: alert)?.alert == alert)
            #expect(crew.report(on: part)?.alert == part)
        }
        #expect(counter.value == 2)
        #expect(crew.progress(on: part).isComplete)
    }

    @Test func `What is given up is not remembered`() throws {
        let asked = try AskedTrail(calls)
        defer { asked.remove() }
        let counter = Counter()
        let crew = RobotCrew([CountingRobot { counter.add() }, CountingRobot { counter.add() }], for: asked.trail)
        let alert = try asked.alert(about: "CreateKeyPair")
        #expect(crew.report(on: alert) { counter.value >= 1 } == nil)
        #expect(counter.value == 1)
        #expect(crew.report(on: alert)?.answers.count == 2)
        #expect(counter.value == 3)
    }

    @Test func `Robots add to the score what the alert does not say already`() throws {
        let asked = try AskedTrail(calls)
        defer { asked.remove() }
        let crew = RobotCrew([CountingRobot {}, CountingRobot {}], for: asked.trail)
        var alert = try asked.alert(about: "CreateKeyPair")
        alert.reasons = [ScoreReason(points: 40, text: "level high", evidence: [0])]
        alert.reasons.append(ScoreReason(points: 5, text: "a fact", evidence: [0]))
        let report = try #require(crew.report(on: alert))
        #expect(report.reasons.map(\.text) == ["level high", "a fact", "another fact"])
        #expect(report.score == 54)
        alert.reasons[0].points = 98
        #expect(crew.report(on: alert)?.score == 100)
    }

    @Test func `An alert without calls in the trail has no answers`() throws {
        let asked = try AskedTrail(calls)
        defer { asked.remove() }
        var alert = try asked.alert(about: "CreateKeyPair")
        alert.leadRow = nil
        #expect(RobotCrew(for: asked.trail).report(on: alert)?.answers == [])
    }

    @Test func `Every robot has an ID, a question and a motive of its own`() {
        let robots = [any Robot].standard
        #expect(Set(robots.map(\.id)).count == 13)
        #expect(Set(robots.map(\.question)).count == 13)
        #expect(robots.allSatisfy { $0.question.hasSuffix("?") && $0.motive.hasSuffix(".") })
    }

    @Test func `Odd records are answered too`() throws {
        let odd = AskedTrail.Call(
            time: "2020-05-06T09:30:00Z", name: "Odd", key: "", ip: "", service: "", region: "", account: "", agent: "")
        let asked = try AskedTrail([odd])
        defer { asked.remove() }
        let report = RobotCrew(for: asked.trail).report(on: try asked.alert(about: "Odd"))
        #expect(report?.answers.isEmpty == false)
    }
}
