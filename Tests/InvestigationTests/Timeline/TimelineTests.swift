import CloudTrail
import Events
import Investigation
import Records
import Robots
import Testing

@Suite struct TimelineTests {
    private func call(_ time: String, _ name: String = "DescribeInstances", error: String? = nil) -> TinyTrail.Call {
        .init(time: "2020-05-06T\(time)Z", name: name, error: error)
    }

    /// `calls 08:00:00 3/0/0` and the like.
    private func told(_ timeline: Timeline) -> [String] {
        timeline.entries.map { entry in
            switch entry {
            case .calls(let calls): "calls \(calls.first.clock) \(calls.ok)/\(calls.denied)/\(calls.failed)"
            case .silence(let from, let to): "silence \(from.clock) \(to.clock)"
            case .gap(let gap): "gap \(gap.from.clock) \(gap.to.clock)"
            }
        }
    }

    @Test func `Bursts are one line with their outcomes, and long silences are shown`() throws {
        let tiny = try TinyTrail([
            call("08:00:00"), call("08:00:10", error: "AccessDenied"), call("08:00:20"),
            call("08:30:00", "ListUsers", error: "Throttling"),
            call("10:00:00"),
        ])
        defer { tiny.remove() }
        let timeline = Timeline(of: [0, 1, 2, 3, 4], in: tiny.trail.index)
        #expect(
            told(timeline) == [
                "calls 08:00:00 2/1/0", "calls 08:30:00 0/0/1", "silence 08:30:00 10:00:00", "calls 10:00:00 1/0/0",
            ])
        #expect(Timeline(of: [], in: tiny.trail.index).entries.isEmpty)
    }

    @Test func `Who asks again for what is open repeats it, and does not fail`() throws {
        let duplicate = "Client.InvalidPermission.Duplicate"
        let tiny = try TinyTrail([
            call("08:00:00", "AuthorizeSecurityGroupIngress"),
            call("08:00:10", "AuthorizeSecurityGroupIngress", error: duplicate),
            call("08:00:20", "AuthorizeSecurityGroupIngress", error: duplicate),
            call("08:00:30", "AuthorizeSecurityGroupIngress", error: "Client.InvalidGroup.NotFound"),
        ])
        defer { tiny.remove() }
        let timeline = Timeline(of: [0, 1, 2, 3], in: tiny.trail.index)
        let lines = timeline.entries.compactMap { if case .calls(let calls) = $0 { calls } else { nil } }
        #expect(lines.map { [$0.ok, $0.repeated, $0.denied, $0.failed] } == [[1, 2, 0, 1]])
        let burst = try #require(Burst.fold([0, 1, 2, 3], in: tiny.trail.index).first)
        #expect([burst.ok, burst.repeated, burst.denied, burst.failed] == [1, 2, 0, 1])
    }

    @Test func `Gaps of the trail stand between the calls`() throws {
        let tiny = try TinyTrail([
            call("08:00:00"), call("08:10:00", "StopLogging"), call("08:40:00", "StartLogging"), call("09:00:00"),
        ])
        defer { tiny.remove() }
        let timeline = Timeline(of: [0, 1, 2, 3], in: tiny.trail.index, gaps: tiny.trail.gaps)
        #expect(
            told(timeline) == [
                "calls 08:00:00 1/0/0", "gap 08:10:00 08:40:00", "calls 08:10:00 1/0/0", "calls 08:40:00 1/0/0",
                "calls 09:00:00 1/0/0",
            ])
    }

    @Test func `The attack of the sample case has two folded runs of openings`() {
        let timeline = Timeline(of: SampleCase.incident.scope.attackerRows, in: SampleCase.trail.index)
        let calls = timeline.entries.compactMap { entry -> Timeline.Calls? in
            if case .calls(let calls) = entry { calls } else { nil }
        }
        #expect(calls.map(\.count).filter { $0 > 10 } == [63, 261])
        #expect(calls.reduce(0) { $0 + $1.count } == 370)
        // 00:23 to 02:04, 02:07 to 03:31, 04:15 to 08:01.
        let silences = timeline.entries.count { if case .silence = $0 { true } else { false } }
        #expect(silences == 3)
    }
}
