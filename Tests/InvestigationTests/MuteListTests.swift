import CloudTrail
import Detections
import Foundation
import Records
import Testing

/// Mutes over a trail in which ana stopped logging twice and bob once.
@Suite struct MuteListTests {
    private let tiny: TinyTrail
    private let alert: Alert

    /// Of the file `cloudtrail_logging_stopped`.
    private static let rule = "8e032816-22dd-4d75-bfce-2df8ce51e4b5"
    private static let ana = "arn:aws:iam::111122223333:user/ana"
    private static let bob = "arn:aws:iam::111122223333:user/bob"

    init() throws {
        tiny = try TinyTrail([
            .init(
                time: "2020-05-06T08:00:00Z", name: "StopLogging", user: "ana", ip: "198.51.100.23",
                service: "cloudtrail"),
            .init(
                time: "2020-05-06T09:00:00Z", name: "StopLogging", user: "bob", ip: "192.0.2.10", service: "cloudtrail"),
            .init(
                time: "2020-05-06T10:00:00Z", name: "StopLogging", user: "ana", ip: "192.0.2.10", service: "cloudtrail"),
        ])
        alert = try #require(BuiltInRules.detectors.alerts(in: tiny.trail).first { $0.rule.id == Self.rule })
    }

    private func mute(_ value: Mute.Value? = nil, rule: String = rule) -> Mute {
        Mute(ruleID: rule, value: value, reason: "maintenance", time: EventTime(milliseconds: 0))
    }

    private func sift(_ mutes: Mute...) -> SiftedAlerts { MuteList(mutes).sift([alert], in: tiny.trail.index) }

    @Test func aRuleIsMutedWithAllItsEvents() {
        defer { tiny.remove() }
        let sifted = sift(mute())
        #expect(sifted.open.isEmpty)
        #expect(sifted.muted.map(\.alert) == [alert])
        #expect(sifted.muted.map(\.mute) == [mute()])
        #expect(MuteList([mute()]).isMuted(alert, in: tiny.trail.index) == mute())
    }

    @Test func anotherRuleIsNot() {
        defer { tiny.remove() }
        let sifted = sift(mute(rule: "another"))
        #expect(sifted.open == [alert])
        #expect(sifted.muted.isEmpty)
    }

    @Test func aValueTakesItsEventsOutAndTheRestFollows() throws {
        defer { tiny.remove() }
        let value = Mute.Value(.principal, Self.ana)
        let sifted = sift(mute(value))
        let left = try #require(sifted.open.first)
        #expect(left.rows == [1])
        #expect(left.leadRow == 1)
        #expect(left.count == 1)
        #expect(left.first.iso8601 == "2020-05-06T09:00:00Z")
        #expect(left.last == left.first)
        #expect(left.principals == [Self.bob])
        #expect(left.addresses == ["192.0.2.10"])
        #expect(left.reasons.allSatisfy { $0.evidence == [1] })
        let taken = try #require(sifted.muted.first)
        #expect(taken.alert.rows == [0, 2])
        #expect(!taken.isWhole)
        #expect(taken.id == "\(Self.rule) principal \(Self.ana)")
        #expect(MuteList([mute(value)]).isMuted(alert, in: tiny.trail.index) == nil)
    }

    @Test func whatACorrelationCountedSaysHowManyOfItAreMuted() throws {
        defer { tiny.remove() }
        var burst = alert
        burst.correlation = CorrelationMatch(
            group: [], timespan: 7_200_000, figure: "3 events",
            members: [CorrelationMatch.Member(ruleID: Self.rule, title: "Logging stopped", rows: [0, 1, 2])])
        let sifted = MuteList([mute(Mute.Value(.principal, Self.ana))]).sift([burst], in: tiny.trail.index)
        let left = try #require(sifted.open.first?.correlation)
        #expect(left.figure == "3 events")
        #expect(left.mutedCount == 2)
        #expect(left.members.map(\.rows) == [[1]])
    }

    @Test func aValueThatAllEventsHaveHidesTheAlert() {
        defer { tiny.remove() }
        let account = mute(Mute.Value(.account, "111122223333"))
        let sifted = sift(account)
        #expect(sifted.open.isEmpty)
        #expect(sifted.muted.map(\.id) == [alert.id])
    }

    @Test func severalMutesHideWhatNoneOfThemHidesAlone() {
        defer { tiny.remove() }
        let (ana, office) = (mute(Mute.Value(.principal, Self.ana)), mute(Mute.Value(.address, "192.0.2.10")))
        let sifted = sift(ana, office)
        #expect(sifted.open.isEmpty)
        // An event goes to the older mute.
        #expect(sifted.muted.map(\.alert.rows) == [[0, 2], [1]])
        #expect(MuteList([ana, office]).isMuted(alert, in: tiny.trail.index) == ana)
    }

    @Test func aValueThatNoEventHasChangesNothing() {
        defer { tiny.remove() }
        let sifted = sift(mute(Mute.Value(.key, "AKIANOBODY")))
        #expect(sifted.open == [alert])
        #expect(sifted.muted.isEmpty)
    }

    @Test func aNewerMuteOfTheSameTakesThePlaceOfTheOlder() {
        defer { tiny.remove() }
        var list = MuteList([mute()])
        var newer = mute()
        newer.reason = "agreed with the platform team"
        list.add(newer)
        #expect(list.mutes == [newer])
        list.remove(newer)
        #expect(list.isEmpty)
    }

    @Test func aListSurvivesBeingStored() throws {
        defer { tiny.remove() }
        let list = MuteList([mute(), mute(Mute.Value(.address, "192.0.2.10"))])
        #expect(try JSONDecoder().decode(MuteList.self, from: JSONEncoder().encode(list)) == list)
    }
}
