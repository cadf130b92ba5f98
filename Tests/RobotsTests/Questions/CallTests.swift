import Detections
import JSON
import Testing

@testable import Robots

@Suite struct CallTests {
    private typealias Call = AskedTrail.Call
    private let usual = AskedTrail.everyDay(Call(time: "", name: "DescribeInstances"))
    private let alert = Call(time: "2020-05-06T09:30:00Z", name: "CreateKeyPair", ip: "198.51.100.23")

    private func answer(_ robot: any Robot, _ calls: [Call], about name: String = "CreateKeyPair") throws -> RobotAnswer
    {
        try #require(try AskedTrail.ask(robot, about: name, in: calls))
    }

    // MARK: Interesting calls

    @Test func `Interesting calls are listed by interest with their failures`() throws {
        let calls =
            usual + [
                Call(time: "2020-05-06T09:00:00Z", name: "CreateAccessKey", service: "iam"),
                Call(time: "2020-05-06T09:01:00Z", name: "CreateAccessKey", service: "iam", error: "AccessDenied"),
                Call(time: "2020-05-06T09:02:00Z", name: "ListBuckets", service: "s3"), alert,
            ]
        let answer = try answer(InterestingCalls(), calls)
        #expect(answer.verdict == .finding)
        #expect(
            answer.answer
                == "ana made CreateAccessKey (1 ok, 1 denied) and CreateKeyPair (1 ok) around the alert; 1 call of lesser "
                + "interest beside them.")
        #expect(answer.evidence == [30, 31, 33])
        #expect(answer.reasons.map(\.text) == ["interesting calls new to the principal: CreateAccessKey"])
        #expect(answer.reasons.map(\.points) == [10])
    }

    @Test func `Everyday calls are clear`() throws {
        let answer = try answer(
            InterestingCalls(), [Call(time: "2020-05-06T09:00:00Z", name: "GetCallerIdentity", service: "sts")],
            about: "GetCallerIdentity")
        #expect(answer.verdict == .clear)
        #expect(answer.answer.hasPrefix("ana made no interesting call in 1 call from "))
    }

    // MARK: Permission probe

    @Test func `Denied to another key and allowed to this one is a probe`() throws {
        let calls =
            usual + [
                Call(
                    time: "2020-05-06T09:00:00Z", name: "DescribeInstances", user: "bob", ip: "198.51.100.23",
                    error: "Client.UnauthorizedOperation"),
                Call(time: "2020-05-06T09:10:00Z", name: "DescribeInstances", ip: "198.51.100.23"), alert,
            ]
        let answer = try answer(PermissionProbe(), calls)
        #expect(answer.verdict == .finding)
        #expect(
            answer.answer
                == "Permissions were tried: denied to other keys at 198.51.100.23, then allowed to that of ana: DescribeInstances."
        )
        #expect(answer.evidence == [30, 31])
    }

    @Test func `Denied first and allowed later to the same key is a probe`() throws {
        let calls =
            usual + [
                Call(time: "2020-05-06T09:00:00Z", name: "ListUsers", service: "iam", error: "AccessDenied"),
                Call(time: "2020-05-06T09:10:00Z", name: "ListUsers", service: "iam"), alert,
            ]
        let answer = try answer(PermissionProbe(), calls)
        #expect(answer.verdict == .finding)
        #expect(answer.answer == "Permissions were tried: denied to ana first and then allowed: ListUsers.")
    }

    @Test func `Denials that nothing followed are counted`() throws {
        let denied = Call(time: "2020-05-06T09:00:00Z", name: "ListUsers", service: "iam", error: "AccessDenied")
        let answer = try answer(PermissionProbe(), usual + [denied, alert])
        #expect(answer.verdict == .clear)
        #expect(answer.answer.hasPrefix("Nothing that was denied to ana was allowed later: 1 denial in 2 calls"))
    }

    // MARK: Tooling

    @Test func `A tool is named by its agent`() throws {
        var tool = alert
        tool.agent = "Boto3/1.9 Pacu"
        let answer = try answer(AttackTooling(), usual + [tool])
        #expect(answer.verdict == .finding)
        #expect(answer.answer == "ana: pacu named by the user agent of 1 call.")
        #expect(answer.reasons.map(\.text) == ["a known attack tool, by its user agent"])
    }

    @Test func `Reads over many services within minutes are a pattern`() throws {
        let services = ["ec2", "s3", "iam", "rds", "lambda"]
        let sweep = (0..<10).map { number in
            Call(
                time: "2020-05-06T09:0\(number):00Z", name: "Describe\(number)Things",
                service: services[number % services.count])
        }
        let whoami = Call(time: "2020-05-06T08:59:00Z", name: "GetCallerIdentity", service: "sts")
        let answer = try answer(AttackTooling(), usual + [whoami] + sweep + [alert])
        #expect(answer.verdict == .finding)
        #expect(answer.answer.contains("different reads over "))
        #expect(answer.answer.contains("with GetCallerIdentity before them"))
        #expect(answer.reasons.map(\.text) == ["enumeration of many services within minutes"])
    }

    @Test func `A principal that reads so every day is no tool`() throws {
        let services = ["ec2", "s3", "iam", "rds", "lambda"]
        let daily = (0..<10).flatMap { number in
            AskedTrail.everyDay(
                Call(time: "", name: "Describe\(number)Things", service: services[number % services.count]))
        }
        let again = (0..<10).map { number in
            Call(
                time: "2020-05-06T09:0\(number):00Z", name: "Describe\(number)Things",
                service: services[number % services.count])
        }
        #expect(try answer(AttackTooling(), daily + again + [alert]).verdict == .clear)
    }

    @Test func `One rule for group after group by name is the way of a script`() throws {
        let calls = (10..<22).map { number in
            Call(
                time: "2020-05-06T09:00:\(number)Z", name: "AuthorizeSecurityGroupIngress",
                request: [
                    "groupName": .string("group-\(number)"), "ipProtocol": "tcp", "fromPort": .number(0),
                    "toPort": .number(65535), "cidrIp": "0.0.0.0/0", "ipPermissions": [:],
                ])
        }
        let answer = try answer(AttackTooling(), usual + calls + [alert])
        #expect(
            answer.answer.contains(
                "one identical rule (tcp 0-65535 from 0.0.0.0/0) opened on 12 security groups by name, with Boto"))
        #expect(answer.evidence == Array(30..<42))
    }

    @Test func `The page of a console is no sweep`() throws {
        let page = ["ListBuckets", "DescribeInstances", "DescribeDBInstances"].map {
            Call(time: "2020-05-06T09:00:00Z", name: $0, agent: "console.amazonaws.com")
        }
        #expect(try answer(AttackTooling(), usual + page + [alert]).verdict == .clear)
    }

    // MARK: Root

    @Test func `Root's own call is a finding`() throws {
        var root = alert
        root.isRoot = true
        let answer = try answer(RootUse(), usual + [root])
        #expect(answer.verdict == .finding)
        #expect(answer.reasons.map(\.points) == [10])
    }

    @Test func `Root near the alert is a finding, root elsewhere is none`() throws {
        let near = Call(time: "2020-05-05T09:00:00Z", name: "ConsoleLogin", service: "signin", isRoot: true)
        var other = near
        other.account = "999900001111"
        var early = near
        early.time = "2020-04-05T09:00:00Z"
        #expect(try answer(RootUse(), usual + [near, alert]).verdict == .finding)
        #expect(try answer(RootUse(), usual + [other, early, alert]).verdict == .clear)
    }
}
