import CloudTrail
import Events
import Foundation
import Ingest
import Intelligence
import JSON
import Records
import Sigma
import Testing

@testable import Detections
@testable import Robots

/// A trail of hand-made calls, and an alert about one of them.
struct AskedTrail {
    /// One call, in the words of a test.
    struct Call {
        var time: String
        var name: String
        var user = "ana"
        /// Nil for the user's own.
        var key: String?
        var ip = "192.0.2.10"
        var service = "ec2"
        var region = "us-east-1"
        var account = "111122223333"
        var agent = "Boto3/1.12"
        var error: String?
        var request: JSONValue = .null
        var response: JSONValue = .null
        /// Of a role's session, in place of a user.
        var role: String?
        var session: String?
        var isRoot = false
        /// `mfaAuthenticated` of the session; of a console sign-in `MFAUsed`.
        var mfa: String?
    }

    let trail: Trail
    private let folder: URL

    init(_ calls: [Call], isReversed: Bool = false) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "huckleberry-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let lines = calls.enumerated().map { JSONWriter().string(Self.record($1, number: $0)) }
        let text = (isReversed ? lines.reversed() : lines).joined(separator: "\n")
        try Data(text.utf8).write(to: folder.appending(path: "calls.json"))
        trail = Trail(try #require(Loader([folder.path]).load()))
    }

    /// Deletes the files; records cannot be read afterwards.
    func remove() { try? FileManager.default.removeItem(at: folder) }

    static let rule = Rule(id: "test", title: "A call", level: .high, explanation: "For tests.")

    /// An alert about the last call of a name.
    func alert(about name: String) throws -> Alert {
        let row = try #require(trail.index.rows(.name, equal: name).last)
        return Alert(Self.rule, rows: [row], reasons: [], in: trail.index)
    }

    /// What a robot answers about the last call of a name. It has to answer the same when the file is the other way round.
    static func ask(
        _ robot: any Robot, about name: String, in calls: [Call], knowing sources: [any AddressSource] = []
    ) throws -> RobotAnswer? {
        let answers = try [false, true].map { isReversed in
            let asked = try AskedTrail(calls, isReversed: isReversed)
            defer { asked.remove() }
            let subject = try #require(
                RobotSubject(
                    asked.alert(about: name), in: asked.trail, intelligence: AddressIntelligence(sources),
                    gaps: asked.trail.gaps))
            return robot.answer(subject)
        }
        #expect(answers[0] == answers[1])
        if let answer = answers[0] {
            #expect(answer.robot == robot.id)
            #expect(answer.alertID == rule.id)
            #expect(answer.evidence == answer.evidence.sorted())
        }
        return answers[0]
    }

    /// A call on each day of April 2020.
    static func everyDay(_ call: Call, hour: Int = 10) -> [Call] {
        (1...30).map { day in
            var call = call
            call.time = "2020-04-\(day < 10 ? "0" : "")\(day)T\(hour < 10 ? "0" : "")\(hour):00:00Z"
            return call
        }
    }

    private static func record(_ call: Call, number: Int) -> JSONValue {
        let digits = String(number, radix: 16)
        let id = "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
        let isSignIn = call.name == "ConsoleLogin"
        return [
            "eventVersion": "1.08", "userIdentity": identity(call), "eventTime": .string(call.time),
            "eventSource": .string("\(call.service).amazonaws.com"), "eventName": .string(call.name),
            "awsRegion": .string(call.region), "sourceIPAddress": .string(call.ip), "userAgent": .string(call.agent),
            "errorCode": call.error.map { .string($0) } ?? .null, "requestParameters": call.request,
            "responseElements": isSignIn ? ["ConsoleLogin": "Success"] : call.response,
            "additionalEventData": isSignIn ? ["MFAUsed": call.mfa.map { .string($0) } ?? .null] : .null,
            "eventID": .string(id), "eventType": .string(isSignIn ? "AwsConsoleSignIn" : "AwsApiCall"),
            "recipientAccountId": .string(call.account),
        ]
    }

    private static func identity(_ call: Call) -> JSONValue {
        let account = JSONValue.string(call.account)
        let attributes: JSONValue =
            call.name == "ConsoleLogin" || call.mfa == nil
            ? [:] : ["mfaAuthenticated": .string(call.mfa ?? ""), "creationDate": .string(call.time)]
        if call.isRoot {
            return [
                "type": "Root", "principalId": account, "arn": .string("arn:aws:iam::\(call.account):root"),
                "accountId": account, "accessKeyId": .string(call.key ?? ""),
            ]
        }
        if let role = call.role {
            let session = call.session ?? "session"
            return [
                "type": "AssumedRole", "principalId": .string("AROAEXAMPLE:\(session)"),
                "arn": .string("arn:aws:sts::\(call.account):assumed-role/\(role)/\(session)"), "accountId": account,
                "accessKeyId": .string(call.key ?? "ASIA\(session.uppercased())"),
                "sessionContext": [
                    "sessionIssuer": [
                        "type": "Role", "principalId": "AROAEXAMPLE",
                        "arn": .string("arn:aws:iam::\(call.account):role/\(role)"), "accountId": account,
                        "userName": .string(role),
                    ], "attributes": attributes,
                ],
            ]
        }
        return [
            "type": "IAMUser", "arn": .string("arn:aws:iam::\(call.account):user/\(call.user)"), "accountId": account,
            "accessKeyId": .string(call.key ?? "AKIA\(call.user.uppercased())"), "userName": .string(call.user),
            "sessionContext": ["attributes": attributes],
        ]
    }
}

/// Addresses that a test knows.
struct KnownAddresses: AddressSource {
    let name = "test.mmdb"
    var labels: [String: [(kind: AddressLabel.Kind, text: String)]] = [:]
    var places: [String: Coordinates] = [:]

    func labels(of address: IPAddress) -> [AddressLabel] {
        labels.filter { IPAddress($0.key) == address }.flatMap(\.value)
            .map { AddressLabel($0.kind, $0.text, source: name) }
    }

    func coordinates(of address: IPAddress) -> Coordinates? { places.first { IPAddress($0.key) == address }?.value }
}
