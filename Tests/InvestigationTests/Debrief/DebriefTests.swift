import CloudTrail
import Robots
import Testing

@testable import Investigation

/// The debriefing of a small attack, beside truths that differ from it.
@Suite struct DebriefTests {
    private static let ana = "arn:aws:iam::111122223333:user/ana"
    private static let address = TinyAttack.address

    /// Two calls of one key from one address.
    private static let scope: Result<Scope, any Error> = Result {
        let attack = try TinyAttack([
            TinyTrail.Call(time: "2020-05-01T10:00:00Z", name: "DescribeInstances"),
            TinyTrail.Call(time: "2020-05-01T10:05:00Z", name: "StartInstances"),
        ])
        attack.remove()
        return attack.scope
    }

    private func held(_ value: String, principal: String? = nil, calls: Int = 2) throws -> Truth.Held {
        Truth.Held(
            value: value, principal: principal, first: try #require(EventTime("2020-05-01T10:00:00Z")),
            last: try #require(EventTime("2020-05-01T10:05:00Z")), calls: calls)
    }

    private func truth() throws -> Truth {
        Truth(
            scenario: "tiny", summary: "A key was stolen.", hasIncident: true, calls: 2,
            keys: [try held("AKIAANA", principal: Self.ana)], addresses: [try held(Self.address)],
            principals: [Self.ana], innocent: [],
            answers: [
                Truth.Answer(
                    question: "actions", mark: .observed,
                    facts: [
                        Truth.Fact(text: "8 rules opened", words: ["8 rules"]),
                        Truth.Fact(text: "first at ten", words: ["2020-05-01 10:00"]),
                    ])
            ])
    }

    private func answer(_ text: String, mark: Mark = .observed) -> CaseAnswer {
        CaseAnswer(
            id: "actions", question: "What did the attacker do?", answer: text, mark: mark, confidence: .high,
            evidence: [])
    }

    private func lines(of debrief: Debrief, in group: String) -> [String] {
        debrief.groups.first { $0.title == group }?.lines.map { line in
            line.verdict.rawValue + " " + [line.subject?.value, line.text].compactMap { $0 }.joined(separator: ": ")
        } ?? []
    }

    @Test func everythingFoundIsRight() throws {
        let debrief = Debrief(
            of: try Self.scope.get(), answers: [answer("8 rules, from 2020-05-01T10:00:00Z on.")],
            against: try truth())
        #expect(
            debrief.score
                == "1 of 1 key, 1 of 1 address, 1 of 1 principal, nothing taken in wrongly, 2 of 2 facts")
        #expect(lines(of: debrief, in: "Keys") == ["right AKIAANA: found, of ana"])
        #expect(lines(of: debrief, in: "Addresses") == ["right 198.51.100.23: found"])
        #expect(debrief.groups.map(\.title) == ["Keys", "Addresses", "Principals", "What did the attacker do?"])
    }

    @Test func whatIsNotInTheScopeIsMissed() throws {
        var truth = try truth()
        truth.keys.append(try held("AKIABEN", principal: "arn:aws:iam::111122223333:user/ben"))
        let debrief = Debrief(of: try Self.scope.get(), answers: [answer("")], against: truth)
        #expect(
            lines(of: debrief, in: "Keys") == [
                "right AKIAANA: found, of ana", "missed AKIABEN: missed: the attacker's, and not in the scope",
            ])
        #expect(debrief.score.hasPrefix("1 of 2 keys, "))
        #expect(debrief.score.hasSuffix(", 0 of 2 facts"))
    }

    @Test func anInnocentMemberIsWrongAndTheTruthSaysWhy() throws {
        var truth = try truth()
        truth.addresses = []
        truth.innocent = [
            Truth.Innocent(value: Self.address, why: "the office"),
            Truth.Innocent(value: "192.0.2.7", why: "a hotel"),
        ]
        let debrief = Debrief(of: try Self.scope.get(), answers: [], against: truth)
        #expect(
            lines(of: debrief, in: "Addresses") == ["wrong 198.51.100.23: taken in wrongly: the office"])
        #expect(lines(of: debrief, in: "Looks hostile, and is not") == ["innocent 192.0.2.7: a hotel"])
        #expect(debrief.score.contains("0 of 0 addresses, 1 of 1 principal, 1 taken in wrongly"))
    }

    @Test func anotherFigureIsNear() throws {
        var truth = try truth()
        truth.keys = [try held("AKIAANA", principal: Self.ana, calls: 3)]
        let debrief = Debrief(of: try Self.scope.get(), answers: [], against: truth)
        #expect(lines(of: debrief, in: "Keys") == ["near AKIAANA: found, of ana; 2 calls, in truth 3"])
        #expect(debrief.score.hasPrefix("1 of 1 key, "))
    }

    @Test func anotherMarkIsNear() throws {
        let debrief = Debrief(
            of: try Self.scope.get(), answers: [answer("18 rules, 2020-05-01 10:00", mark: .inferred)],
            against: try truth())
        #expect(
            lines(of: debrief, in: "What did the attacker do?") == [
                "missed 8 rules opened", "right first at ten", "near marked inferred, where observed would be right",
            ])
        #expect(debrief.score.hasSuffix(", 1 of 2 facts"))
    }

    @Test func withoutAnIncidentAnEmptyScopeIsRight() throws {
        var truth = try truth()
        truth.hasIncident = false
        (truth.keys, truth.addresses, truth.principals) = ([], [], [])
        let debrief = Debrief(of: .empty, answers: [answer("8 rules")], against: truth)
        #expect(lines(of: debrief, in: "Keys") == ["right none, and there is none"])
        #expect(debrief.score == "nothing taken in wrongly, 1 of 2 facts")
    }

    /// A reader takes the end of a span to be of the day of its beginning, however it is written.
    @Test(arguments: [
        "From 2024-10-02 01:12:07 to 03:08:28 UTC: 1 hour 56 minutes.", "2024-10-02 01:12 to 03:08",
        "2024-10-02T01:12:07Z to 2024-10-02T03:08:28Z", "2024-10-02T01:12Z until 03:08Z",
        "On 2024-10-02 from 01:12 to 03:08 UTC", "2024-10-02, 01:12\u{2013}03:08",
        "between 2024-10-02 01:12 and 03:08:28",
        "2024-10-01 23:00 to 2024-10-02 01:12 until 03:08",
    ])
    func anEndHasTheDayOfItsBeginning(text: String) throws {
        #expect(FactText(text).says(Truth.Fact(text: "the end", words: ["2024-10-02 03:08"])))
    }

    @Test(arguments: [
        "From 2024-10-01 01:12:07 to 03:08:28 UTC.", "2024-10-02 23:12 to 03:08", "at 03:08", "2024-10-02, later 03:08",
        "2024-10-02 01:12 to 2024-10-03 03:08", "2024-10-02 01:12 to 03:09", "2024-10-02 01:12:07+03:08",
        "2024-10-02: 1 key was turned off. The next day at 03:08", "03:08 on 2024-10-03, and 2024-10-02 01:12",
    ])
    func anotherDayOrTimeIsNoEnd(text: String) throws {
        #expect(!FactText(text).says(Truth.Fact(text: "the end", words: ["2024-10-02 03:08"])))
    }

    @Test func whoLeavesTheSecondsOutHasNotSaidOthers() throws {
        let fact = Truth.Fact(text: "the end", words: ["2024-10-02T03:08:28"])
        for text in [
            "2024-10-02 03:08:28", "2024-10-02T03:08:28Z", "at 2024-10-02 03:08", "2024-10-02 01:12 to 03:08 UTC",
        ] {
            #expect(FactText(text).says(fact), "\(text)")
        }
        for text in ["2024-10-02 03:08:29", "2024-10-02 03:0", "2024-10-02 01:12 to 03:08:29"] {
            #expect(!FactText(text).says(fact), "\(text)")
        }
    }

    @Test(arguments: [
        ("8 keys", "All of 8 keys.", true), ("8 keys", "All of 18 keys.", false), ("318", "3180 rules", false),
        ("secret", "Three SECRETS were read", true), ("198.51.100.7", "from 198[.]51[.]100[.]7", true),
        ("198.51.100.7", "from 198.51.100.77", false), ("2020-05-06 08:49", "at 2020-05-06T08:49:17Z", true),
    ])
    func aFactIsKnownByItsWords(word: String, text: String, isSaid: Bool) throws {
        var truth = try truth()
        truth.answers[0].facts = [Truth.Fact(text: "the fact", words: ["never", word])]
        let debrief = Debrief(of: .empty, answers: [answer(text)], against: truth)
        #expect(lines(of: debrief, in: "What did the attacker do?") == [isSaid ? "right the fact" : "missed the fact"])
    }
}
