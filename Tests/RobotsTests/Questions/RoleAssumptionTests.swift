import Detections
import JSON
import Testing

@testable import Robots

@Suite struct RoleAssumptionTests {
    private typealias Call = AskedTrail.Call
    private let alert = Call(time: "2020-05-06T09:00:00Z", name: "CreateKeyPair")
    private let refused = Call(
        time: "2020-05-06T09:01:00Z", name: "AssumeRole", service: "sts", error: "AccessDenied")

    private func answer(_ calls: [Call]) throws -> RobotAnswer {
        try #require(try AskedTrail.ask(RoleAssumption(), about: "CreateKeyPair", in: calls))
    }

    private func assume(_ time: String, by key: String? = nil, issuing issued: String) -> Call {
        Call(
            time: time, name: "AssumeRole", key: key, service: "sts",
            request: ["roleArn": "arn:aws:iam::111122223333:role/admin"],
            response: ["credentials": ["accessKeyId": .string(issued)]])
    }

    @Test func `None that succeeded is an answer, with the attempts`() throws {
        let answer = try answer([alert, refused, refused])
        #expect(answer.verdict == .clear)
        #expect(answer.confidence == .high)
        #expect(answer.answer.contains("took on no role or session: 0 of 2 attempts succeeded (2 denied) in 3 calls"))
        #expect(answer.evidence == [1, 2])
        #expect(answer.reasons.isEmpty)
    }

    @Test func `Keys that were issued are followed to those that they issued`() throws {
        let answer = try answer([
            alert, assume("2020-05-06T09:02:00Z", issuing: "ASIAONE"),
            assume("2020-05-06T09:03:00Z", by: "ASIAONE", issuing: "ASIATWO"),
            Call(time: "2020-05-20T09:00:00Z", name: "ListBuckets", user: "bob", key: "ASIATWO"),
        ])
        #expect(answer.verdict == .finding)
        #expect(
            answer.answer
                == "ana took on admin in 111122223333: 2 of 2 attempts succeeded; 2 issued keys made 2 calls."
        )
        #expect(answer.evidence == [1, 2, 3])
    }

    @Test func `Failures stand apart from successes`() throws {
        let answer = try answer([alert, refused, assume("2020-05-06T09:02:00Z", issuing: "ASIAONE")])
        #expect(answer.answer.contains("1 of 2 attempts succeeded (1 denied)"))
    }

    @Test func `A role taken on for the first time in a month adds to the score`() throws {
        let usual = AskedTrail.everyDay(Call(time: "", name: "DescribeInstances"))
        let answer = try answer(usual + [alert, assume("2020-05-06T09:02:00Z", issuing: "ASIAONE")])
        #expect(answer.reasons.map(\.points) == [10])
    }

    @Test func `Keys that issue each other in a circle come to an end`() throws {
        let answer = try answer([
            alert, assume("2020-05-06T09:02:00Z", issuing: "ASIAONE"),
            assume("2020-05-06T09:03:00Z", by: "ASIAONE", issuing: "AKIAANA"),
        ])
        #expect(answer.evidence.contains(2))
    }

    @Test func `Where logging was stopped, none is not known`() throws {
        let stop = Call(time: "2020-05-06T08:00:00Z", name: "StopLogging", user: "bob", service: "cloudtrail")
        let answer = try answer([stop, alert])
        #expect(answer.verdict == .unknown)
        #expect(answer.answer.contains("the trail has 1 gap there"))
    }
}
