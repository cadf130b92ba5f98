import CloudTrail
import Detections
import Events
import Intelligence
import Records
import Testing

@testable import Robots

@Suite struct HabitTests {
    private typealias Call = AskedTrail.Call
    private let usual = AskedTrail.everyDay(Call(time: "", name: "DescribeInstances"))
    private let strange = Call(
        time: "2020-05-06T22:00:00Z", name: "CreateKeyPair", ip: "198.51.100.23", region: "eu-west-1",
        agent: "aws-cli/1.18")

    private func answer(_ robot: any Robot, _ calls: [Call], about name: String = "CreateKeyPair") throws -> RobotAnswer
    {
        try #require(try AskedTrail.ask(robot, about: name, in: calls))
    }

    // MARK: History

    @Test func `What the principal never did is new`() throws {
        let answer = try answer(HabitComparison(), usual + [strange])
        #expect(answer.verdict == .finding)
        #expect(
            answer.answer.hasPrefix(
                "For ana, new: event CreateKeyPair, region eu-west-1, address 198.51.100.23, client cli and hour 22:00 UTC; "
                    + "usual: service ec2 (last seen 2020-04-30T10:00:00Z) and MFA unrecorded "))
        #expect(
            answer.reasons.map(\.text) == [
                "call new to the principal", "region new to the principal: eu-west-1",
                "client cli new to the principal",
                "hour new to the principal: 22:00 UTC",
            ])
    }

    @Test func `What it does every day is usual`() throws {
        let again = Call(time: "2020-05-06T10:30:00Z", name: "DescribeInstances")
        let answer = try answer(HabitComparison(), usual + [again], about: "DescribeInstances")
        #expect(answer.verdict == .clear)
        #expect(answer.reasons.isEmpty)
    }

    @Test func `What was seen on one day is rare`() throws {
        let once = Call(time: "2020-04-20T10:00:00Z", name: "CreateKeyPair")
        let again = Call(time: "2020-05-06T10:00:00Z", name: "CreateKeyPair")
        let answer = try answer(HabitComparison(), usual + [once, again])
        #expect(answer.answer.contains("rare: event CreateKeyPair (last seen 2020-04-20T10:00:00Z);"))
        #expect(answer.verdict == .clear)
    }

    @Test func `A short trail is no verdict`() throws {
        let answer = try answer(HabitComparison(), usual.suffix(10) + [strange])
        #expect(answer.verdict == .unknown)
        #expect(answer.answer.contains("insufficient history (15 days): event CreateKeyPair"))
        #expect(answer.reasons.isEmpty)
    }

    @Test func `The network is compared by its label, with who says so`() throws {
        let known = KnownAddresses(labels: [
            "192.0.2.10": [(.network, "AS64500 Office")], "192.0.2.11": [(.network, "AS64500 Office")],
            "198.51.100.23": [(.network, "AS64501 Rented")],
        ])
        let near = Call(time: "2020-05-06T10:00:00Z", name: "CreateKeyPair", ip: "192.0.2.11")
        let far = try #require(
            try AskedTrail.ask(HabitComparison(), about: "CreateKeyPair", in: usual + [strange], knowing: [known]))
        let close = try #require(
            try AskedTrail.ask(HabitComparison(), about: "CreateKeyPair", in: usual + [near], knowing: [known]))
        #expect(far.reasons.map(\.text).contains("network new to the principal: AS64501 Rented (test.mmdb)"))
        #expect(close.answer.contains("network AS64500 Office (test.mmdb) (last seen 2020-04-30T10:00:00Z)"))
    }

    @Test func `More errors than usual are said and scored`() throws {
        let failures = (0..<6).map { minute in
            Call(time: "2020-05-06T10:0\(minute):00Z", name: "DescribeInstances", error: "AccessDenied")
        }
        let answer = try answer(HabitComparison(), usual + failures, about: "DescribeInstances")
        #expect(answer.answer.contains("errors: 100% of 6 calls, 0% of 24 before"))
        #expect(answer.reasons.map(\.text) == ["more errors than usual"])
    }

    // MARK: Services

    @Test func `Services are counted by reads and writes, and those that are new stand out`() throws {
        let calls =
            usual + [
                Call(time: "2020-04-10T10:00:00Z", name: "CreateSnapshot"),
                Call(time: "2020-05-06T09:59:00Z", name: "ListUsers", service: "iam"), strange,
            ]
        let answer = try answer(UsualServices(), calls)
        #expect(answer.verdict == .finding)
        #expect(
            answer.answer == "ana normally uses ec2 (24 read, 1 write); around the alert it also used iam, new to it.")
        #expect(answer.evidence == [31])
        #expect(answer.reasons.map(\.text) == ["services new to the principal: iam"])
    }

    @Test func `Before there is history nothing is said of what is normal`() throws {
        let answer = try answer(UsualServices(), [strange])
        #expect(answer.verdict == .unknown)
        #expect(
            answer.answer == "Insufficient history (0 days) to say what ana normally uses; around the alert ec2.")
    }

    @Test func `The same services as ever are clear`() throws {
        let answer = try answer(UsualServices(), usual + [strange])
        #expect(answer.verdict == .clear)
        #expect(answer.answer == "ana normally uses ec2 (24 read, 0 write), and nothing else around the alert.")
    }

    @Test func `Services cannot be judged by ten days`() throws {
        let answer = try answer(UsualServices(), usual.suffix(10) + [strange])
        #expect(answer.verdict == .unknown)
    }

    // MARK: By hand

    private let byCode = Call(
        time: "2020-04-20T10:00:00Z", name: "ImportKeyPair", user: "pipeline",
        agent: "APN/1.0 HashiCorp/1.0 Terraform/0.12.24")

    /// Where the index holds a part of the trail, the calls that are not there count as well.
    @Test func `By hand where code is usual in the trail, of which little is here`() throws {
        let asked = try AskedTrail(usual + [strange])
        defer { asked.remove() }
        let counter = CallCounter()
        let trail = asked.trail.counting(by: counter)
        let subject = try #require(RobotSubject(asked.alert(about: "CreateKeyPair"), in: trail))
        #expect(ByHand().answer(subject)?.verdict == .unknown)
        let wanted = counter.open.filter { $0.calls == .named("ImportKeyPair") }
        #expect(wanted.map(\.account) == ["111122223333"])
        #expect(wanted.map(\.from) == [EventTime("2020-04-06T22:00:00Z")])
        #expect(wanted.map(\.to) == [EventTime("2020-05-03T22:00:00Z")])
        var many = CallCount()
        (many.total, many.byPeople, many.byCode) = (9, 7, 5)
        counter.note(
            Dictionary(uniqueKeysWithValues: counter.open.map { ($0, wanted.contains($0) ? many : CallCount()) }))
        #expect(counter.open.isEmpty)
        let answer = try #require(ByHand().answer(subject))
        #expect(answer.verdict == .finding)
        #expect(
            answer.answer
                == "CreateKeyPair was made by hand (client cli), where infrastructure as code is usual: 5 of 7 calls of "
                + "CreateKeyPair or ImportKeyPair in the account were made by infrastructure as code before.")
        #expect(counter.open.isEmpty)
    }

    @Test func `By hand where the account makes key pairs by code, whichever call makes them`() throws {
        let answer = try answer(ByHand(), usual + [byCode, strange])
        #expect(answer.verdict == .finding)
        #expect(
            answer.answer
                == "CreateKeyPair was made by hand (client cli), where infrastructure as code is usual: 1 of 1 call of "
                + "CreateKeyPair or ImportKeyPair in the account was made by infrastructure as code before.")
        #expect(answer.reasons.map(\.text) == ["by hand, where the account uses infrastructure as code"])
    }

    @Test func `By hand is clear where people do it`() throws {
        let people = Call(time: "2020-04-20T10:00:00Z", name: "CreateKeyPair", user: "bob", agent: "aws-cli/1.18")
        #expect(try answer(ByHand(), usual + [people, strange]).verdict == .clear)
    }

    @Test func `Infrastructure as code is clear`() throws {
        var coded = strange
        coded.agent = byCode.agent
        #expect(try answer(ByHand(), usual + [coded]).verdict == .clear)
    }

    @Test func `A call that the account never made has no habit`() throws {
        let answer = try answer(ByHand(), usual + [strange])
        #expect(answer.verdict == .unknown)
        #expect(answer.answer.contains("the account had not made such a call in the baseline"))
    }

    @Test func `The account of another company is not asked`() throws {
        var foreign = byCode
        foreign.account = "999900001111"
        #expect(try answer(ByHand(), usual + [foreign, strange]).verdict == .unknown)
    }
}
