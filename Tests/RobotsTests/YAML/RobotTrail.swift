import Detections
import Events
import Foundation
import Ingest
import JSON
import Records
import Robots
import Sigma
import Testing
import YAML

/// A trail of a few calls by IAM users of one account, and an alert on its calls of CreateKeyPair.
struct RobotTrail {
    /// One call, in the words of a test.
    struct Call {
        var time: String
        var name: String
        var user = "ana"
        var key: String? = "AKIAANA"
        var ip = "192.0.2.10"
        var service = "ec2"
        var region = "us-east-1"
        var error: String? = nil
        var request: JSONValue = .null
    }

    let trail: Trail
    let subject: RobotSubject
    private let folder: URL

    /// - Parameter isCancelled: what robots are told when they ask.
    init(_ calls: [Call], isCancelled: @escaping @Sendable () -> Bool = { false }) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "huckleberry-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appending(path: "trail.json")
        let lines = calls.enumerated().map { JSONWriter().string(Self.record($1, number: $0)) }
        try Data(lines.joined(separator: "\n").utf8).write(to: file)
        trail = Trail(try #require(Loader([file.path]).load()))
        let rules = RuleLoader().load(
            """
            title: Key pair
            id: key-pair
            level: high
            tags: [attack.persistence, attack.t1098.004]
            logsource: {product: aws}
            detection: {s: {eventName: CreateKeyPair}, condition: s}
            """, path: "rule.yml")
        let alerts = [any Detector].standard(rules, builtInFolder: nil, threads: 1).alerts(in: trail)
        let alert = try #require(alerts.first)
        subject = try #require(RobotSubject(alert, in: trail, gaps: trail.gaps, isCancelled: isCancelled))
    }

    /// Deletes the files; records cannot be read afterwards.
    func remove() { try? FileManager.default.removeItem(at: folder) }

    /// The names of the calls that an answer rests on.
    func names(_ answer: RobotAnswer?) -> [String] {
        answer?.evidence.compactMap { trail.index.text(.name, $0) } ?? []
    }

    private static func record(_ call: Call, number: Int) -> JSONValue {
        let digits = String(number)
        let id = "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
        func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
        return [
            "eventVersion": .string("1.08"),
            "userIdentity": [
                "type": .string("IAMUser"), "arn": .string("arn:aws:iam::111122223333:user/\(call.user)"),
                "accountId": .string("111122223333"), "accessKeyId": text(call.key), "userName": .string(call.user),
            ],
            "eventTime": .string(call.time), "eventSource": .string("\(call.service).amazonaws.com"),
            "eventName": .string(call.name), "awsRegion": .string(call.region), "sourceIPAddress": .string(call.ip),
            "userAgent": .string("aws-cli/1.18"), "errorCode": text(call.error), "requestParameters": call.request,
            "responseElements": .null, "eventID": .string(id), "eventType": .string("AwsApiCall"),
            "recipientAccountId": .string("111122223333"),
        ]
    }
}

extension RobotTrail {
    /// A month of history, then five calls of the attacker around an alert at 09:00 on 6 May.
    static func usual() throws -> RobotTrail {
        let lists = ["us-east-1", "eu-west-1", "eu-west-1"].enumerated().map { number, region in
            Call(time: "2020-05-06T08:0\(number):00Z", name: "ListBuckets", service: "s3", region: region)
        }
        return try RobotTrail(
            [Call(time: "2020-04-01T10:00:00Z", name: "DescribeImages", user: "ben", key: "AKIABEN")] + lists + [
                Call(time: "2020-05-06T08:30:00Z", name: "GetUser", service: "iam", error: "AccessDenied"),
                Call(time: "2020-05-06T09:00:00Z", name: "CreateKeyPair", request: ["keyName": .string("k")]),
                Call(time: "2020-05-06T09:30:00Z", name: "ListBuckets", user: "ben", key: "AKIABEN", service: "s3"),
            ])
    }
}

/// Robots for tests.
enum RobotText {
    /// A robot with an ID, a question and a motive; what is under test begins in line 4.
    static func robot(_ rest: String, id: String = "test") -> String {
        "id: \(id)\nquestion: What?\nmotive: Because.\n\(rest)"
    }

    static func load(_ rest: String) -> RobotSet { RobotLoader().load(robot(rest), path: "r.yml") }

    /// The one robot of a text.
    static func only(_ rest: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> YAMLRobot {
        let set = load(rest)
        #expect(set.said == [], sourceLocation: sourceLocation)
        return try #require(set.robots.first, sourceLocation: sourceLocation)
    }
}

extension RobotSet {
    /// All problems as `line:column message`.
    var said: [String] { problems.map { "\($0.position.line):\($0.position.column) \($0.message)" } }
}
