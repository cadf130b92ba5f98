import Detections
import Intelligence
import JSON
import Testing

@testable import Robots

@Suite struct CredentialTests {
    private typealias Call = AskedTrail.Call
    private let office = AskedTrail.everyDay(Call(time: "", name: "DescribeInstances", user: "bob"))
    private let alert = Call(time: "2020-05-06T09:30:00Z", name: "CreateKeyPair", ip: "198.51.100.23")

    private func answer(_ robot: any Robot, _ calls: [Call], about name: String = "CreateKeyPair") throws -> RobotAnswer
    {
        try #require(try AskedTrail.ask(robot, about: name, in: calls))
    }

    // MARK: Idle key

    @Test func `A key that nobody used for a month is idle`() throws {
        let once = Call(time: "2020-04-01T09:30:00Z", name: "DescribeInstances")
        let answer = try answer(IdleKey(), office + [once, alert])
        #expect(answer.verdict == .finding)
        #expect(
            answer.answer
                == "Nobody had used AKIAANA in the 30 days before the alert: the last use was at 2020-04-01T09:30:00Z, 35 days before."
        )
        #expect(answer.reasons.map(\.points) == [5])
    }

    @Test func `The intruder's own first calls do not wake the key`() throws {
        let before = Call(time: "2020-05-05T23:10:00Z", name: "ListBuckets", ip: "203.0.113.77", service: "s3")
        let answer = try answer(IdleKey(), office + [before, alert])
        #expect(
            answer.answer
                == "Nobody had used AKIAANA in the 30 days before the alert: not in this trail before the last 3 days.")
    }

    @Test func `A key that its owner used is not idle`() throws {
        let lately = Call(time: "2020-05-05T12:00:00Z", name: "DescribeInstances")
        let answer = try answer(IdleKey(), office + [lately, alert])
        #expect(answer.verdict == .clear)
        #expect(answer.answer.contains("last at 2020-05-05T12:00:00Z"))
    }

    @Test func `A key that was just made is new, not idle`() throws {
        let made = Call(
            time: "2020-05-05T12:00:00Z", name: "CreateAccessKey", user: "bob", service: "iam",
            response: ["accessKey": ["accessKeyId": "AKIAANA", "userName": "ana"]])
        let answer = try answer(IdleKey(), office + [made, alert])
        #expect(answer.verdict == .clear)
        #expect(answer.answer == "AKIAANA was not idle but new: made at 2020-05-05T12:00:00Z.")
    }

    @Test func `A short trail cannot say it`() throws {
        #expect(try answer(IdleKey(), office.suffix(10) + [alert]).verdict == .unknown)
    }

    @Test func `It does not apply to what is temporary, nor without a key`() throws {
        var temporary = alert
        temporary.key = "ASIAANA"
        let answer = try answer(IdleKey(), office + [temporary])
        #expect(answer.verdict == .clear)
        #expect(answer.answer.hasPrefix("Not applicable"))
        var keyless = alert
        keyless.key = ""
        #expect(try AskedTrail.ask(IdleKey(), about: "CreateKeyPair", in: office + [keyless]) == nil)
    }

    // MARK: MFA

    @Test func `A long-lived key records nothing, and is not accused`() throws {
        let answer = try answer(MFAUse(), office + [alert])
        #expect(answer.verdict == .unknown)
        #expect(
            answer.answer
                == "MFA is not recorded: calls with long-lived keys usually carry no record of it.")
        #expect(answer.reasons.map(\.text) == ["MFA not recorded"])
    }

    @Test(arguments: [("true", RobotAnswer.Verdict.clear), ("false", .finding)])
    func `What the session records is said`(mfa: String, verdict: RobotAnswer.Verdict) throws {
        var call = alert
        call.mfa = mfa
        #expect(try answer(MFAUse(), office + [call]).verdict == verdict)
    }

    @Test(arguments: [("Yes", RobotAnswer.Verdict.clear), ("No", .finding)])
    func `A sign-in says what it used`(mfa: String, verdict: RobotAnswer.Verdict) throws {
        let signIn = Call(
            time: "2020-05-06T09:30:00Z", name: "ConsoleLogin", key: "", service: "signin", mfa: mfa)
        let answer = try answer(MFAUse(), office + [signIn], about: "ConsoleLogin")
        #expect(answer.verdict == verdict)
        #expect(answer.answer.hasPrefix("The sign-in was made with"))
    }

    @Test func `Sign-ins around the call are counted`() throws {
        let signIn = Call(time: "2020-05-06T09:00:00Z", name: "ConsoleLogin", key: "", service: "signin", mfa: "No")
        let answer = try answer(MFAUse(), office + [signIn, alert])
        #expect(answer.answer.hasSuffix("; of 1 console sign-in around it 0 used MFA."))
    }

    @Test func `A role's session without MFA is a weak sign`() throws {
        var call = alert
        (call.role, call.mfa) = ("deploy", "false")
        #expect(try answer(MFAUse(), office + [call]).confidence == .low)
    }

    // MARK: Credentials of instances

    private func instance(_ time: String, _ ip: String, _ name: String = "DescribeInstances") -> Call {
        Call(time: time, name: name, key: "ASIAWEB", ip: ip, role: "web", session: "i-0b77e4b2fb4b3759b")
    }

    @Test func `Credentials of an instance at another network are a finding`() throws {
        let known = KnownAddresses(labels: [
            "198.51.100.23": [(.network, "AS64501 Rented")], "192.0.2.44": [(.network, "AS16509 Amazon.com, Inc.")],
        ])
        let calls = [
            instance("2020-04-20T09:00:00Z", "192.0.2.44"),
            instance("2020-05-06T09:30:00Z", "198.51.100.23", "CreateKeyPair"),
        ]
        let answer = try #require(
            try AskedTrail.ask(InstanceRoleElsewhere(), about: "CreateKeyPair", in: calls, knowing: [known]))
        #expect(answer.verdict == .finding)
        #expect(answer.confidence == .high)
        #expect(
            answer.answer
                == "The credentials of instance i-0b77e4b2fb4b3759b were used from 198.51.100.23 of AS64501 Rented "
                + "(test.mmdb), which is not of AWS.")
    }

    @Test func `An address that the instance had not used is a weaker sign`() throws {
        let answer = try answer(
            InstanceRoleElsewhere(),
            [
                instance("2020-04-20T09:00:00Z", "192.0.2.44"),
                instance("2020-05-06T09:30:00Z", "198.51.100.23", "CreateKeyPair"),
            ])
        #expect(answer.confidence == .medium)
        #expect(answer.reasons.map(\.points) == [10])
    }

    @Test func `The instance's own address, and those within its network, are clear`() throws {
        let answer = try answer(
            InstanceRoleElsewhere(),
            [
                instance("2020-04-20T09:00:00Z", "192.0.2.44"), instance("2020-05-06T09:00:00Z", "10.0.3.7"),
                instance("2020-05-06T09:30:00Z", "192.0.2.44", "CreateKeyPair"),
            ])
        #expect(answer.verdict == .clear)
    }

    @Test func `One address of which nothing is known is unknown`() throws {
        let answer = try answer(
            InstanceRoleElsewhere(), [instance("2020-05-06T09:30:00Z", "198.51.100.23", "CreateKeyPair")])
        #expect(answer.verdict == .unknown)
    }

    @Test func `What AWS does in an instance's name is clear`() throws {
        var call = instance("2020-05-06T09:30:00Z", "198.51.100.23", "CreateKeyPair")
        call.role = "aws:ec2-infrastructure"
        #expect(try answer(InstanceRoleElsewhere(), [call]).verdict == .clear)
    }

    @Test func `It is not asked of other sessions`() throws {
        var call = alert
        (call.role, call.session) = ("deploy", "i-am-a-person")
        #expect(try AskedTrail.ask(InstanceRoleElsewhere(), about: "CreateKeyPair", in: [call]) == nil)
        #expect(try AskedTrail.ask(InstanceRoleElsewhere(), about: "CreateKeyPair", in: [alert]) == nil)
    }
}
