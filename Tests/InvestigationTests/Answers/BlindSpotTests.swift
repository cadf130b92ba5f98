import CloudTrail
import Events
import Investigation
import Records
import Robots
import Testing

@Suite struct BlindSpotTests {
    private func spots(_ calls: [TinyTrail.Call], before: [TinyTrail.Call] = []) throws -> [String] {
        let attack = try TinyAttack(calls, before: before)
        defer { attack.remove() }
        return BlindSpot.all(of: attack.scope, in: attack.trail).map(\.id)
    }

    private let history = [TinyTrail.Call(time: "2020-03-01T00:00:00Z", name: "DescribeInstances", user: "eva")]

    @Test func `The sample case is blind on hosts, on the wire, in databases and for objects`() throws {
        let spots = BlindSpot.all(of: SampleCase.incident.scope, in: SampleCase.trail)
        #expect(
            spots.map(\.id) == [
                "operating-system", "flow-logs", "database-logs", "data-events-s3", "other-regions",
            ])
        let shell = try #require(spots.first)
        #expect(shell.evidence.map { SampleCase.trail.index.time($0).clock } == ["08:57:12"])
    }

    @Test func `A look at buckets asks for data events, unless the trail has some`() throws {
        let look = TinyTrail.Call(time: "2020-05-06T08:00:00Z", name: "ListBuckets", service: "s3")
        #expect(try spots([look], before: history) == ["data-events-s3"])
        let event = TinyTrail.Call(time: "2020-03-02T00:00:00Z", name: "GetObject", user: "eva", service: "s3")
        #expect(try spots([look], before: history + [event]) == [])
        var refused = look
        refused.error = "AccessDenied"
        #expect(try spots([refused], before: history) == [])
    }

    @Test func `Functions and tables have data events of their own`() throws {
        let calls: [TinyTrail.Call] = [
            .init(time: "2020-05-06T08:00:00Z", name: "ListFunctions20150331", service: "lambda"),
            .init(time: "2020-05-06T08:01:00Z", name: "ListTables", service: "dynamodb"),
        ]
        #expect(try spots(calls, before: history) == ["data-events-lambda", "data-events-dynamodb"])
    }

    @Test func `Hidden commands and a stopped trail are named`() throws {
        let calls: [TinyTrail.Call] = [
            .init(time: "2020-05-06T08:00:00Z", name: "SendCommand", service: "ssm"),
            .init(time: "2020-05-06T08:01:00Z", name: "StopLogging", service: "cloudtrail"),
        ]
        #expect(try spots(calls, before: history) == ["operating-system", "user-data", "cloudtrail-changed"])
    }

    @Test func `A role in an account outside of the trail leads out of sight`() throws {
        let call = TinyTrail.Call(
            time: "2020-05-06T08:00:00Z", name: "AssumeRole", service: "sts",
            request: #"{"roleArn":"arn:aws:iam::999988887777:role/x"}"#)
        #expect(try spots([call], before: history) == ["other-accounts"])
    }

    @Test func `A short trail may hide the beginning`() throws {
        #expect(try spots([.init(time: "2020-05-06T08:00:00Z", name: "DescribeInstances")]) == ["before-the-trail"])
    }
}
