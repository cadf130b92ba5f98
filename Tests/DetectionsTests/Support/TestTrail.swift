internal import CDeflate
import Detections
import Foundation
import Ingest
import JSON
import Records
import Testing

/// A trail of hand-made calls, and of files that lie beside it, loaded as any other.
struct TestTrail {
    /// One call, in the words of a test.
    struct Call {
        var time: String
        var name: String
        var user = "ana"
        var key: String? = "AKIAANA"
        var ip = "192.0.2.10"
        var service = "ec2"
        var region = "us-east-1"
        var account = "111122223333"
        /// The account of the user, where it is another.
        var home: String?
        var agent = "Boto3/1.12"
        var error: String?
        /// Of a role's session, in place of a user.
        var role: (name: String, session: String)?
        var isRoot = false
    }

    let trail: Trail
    private let folder: URL

    /// - Parameter files: by name; a name that ends in `.gz` is compressed.
    init(_ calls: [Call] = [], files: [String: String] = [:]) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "huckleberry-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let lines = calls.enumerated().map { JSONWriter().string(Self.record($1, number: $0)) }
        var texts = files
        if !calls.isEmpty { texts["calls.json"] = lines.joined(separator: "\n") }
        for (name, text) in texts {
            let bytes = name.hasSuffix(".gz") ? Self.gzip(Array(text.utf8)) : Array(text.utf8)
            try Data(bytes).write(to: folder.appending(path: name))
        }
        trail = Trail(try #require(Loader([folder.path]).load()))
    }

    /// Deletes the files; records cannot be read afterwards.
    func remove() { try? FileManager.default.removeItem(at: folder) }

    /// The alerts of some findings beside some calls.
    static func findings(_ findings: [JSONValue], beside calls: [Call] = []) throws -> [Alert] {
        let text = findings.map { JSONWriter().string($0) }.joined(separator: "\n")
        return try alerts(calls, files: ["findings.jsonl": text])
    }

    /// The alerts that are findings.
    static func alerts(_ calls: [Call] = [], files: [String: String]) throws -> [Alert] {
        let test = try TestTrail(calls, files: files)
        defer { test.remove() }
        return [any Detector].builtIn.alerts(in: test.trail).filter { $0.rule.kind == .guardduty }
    }

    private static func record(_ call: Call, number: Int) -> JSONValue {
        let digits = String(number, radix: 16)
        let id = "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
        return [
            "eventVersion": "1.08", "userIdentity": identity(call), "eventTime": .string(call.time),
            "eventSource": .string("\(call.service).amazonaws.com"), "eventName": .string(call.name),
            "awsRegion": .string(call.region), "sourceIPAddress": .string(call.ip), "userAgent": .string(call.agent),
            "errorCode": call.error.map { .string($0) } ?? .null, "requestParameters": .null,
            "responseElements": .null, "eventID": .string(id), "eventType": "AwsApiCall",
            "recipientAccountId": .string(call.account),
        ]
    }

    private static func identity(_ call: Call) -> JSONValue {
        let key: JSONValue = call.key.map { .string($0) } ?? .null
        let account = JSONValue.string(call.account)
        if call.isRoot {
            return [
                "type": "Root", "principalId": account, "arn": .string("arn:aws:iam::\(call.account):root"),
                "accountId": account, "accessKeyId": key,
            ]
        }
        if let (role, session) = call.role {
            return [
                "type": "AssumedRole", "principalId": .string("AROAEXAMPLE:\(session)"),
                "arn": .string("arn:aws:sts::\(call.account):assumed-role/\(role)/\(session)"), "accountId": account,
                "accessKeyId": key,
                "sessionContext": [
                    "sessionIssuer": [
                        "type": "Role", "principalId": "AROAEXAMPLE",
                        "arn": .string("arn:aws:iam::\(call.account):role/\(role)"), "accountId": account,
                        "userName": .string(role),
                    ]
                ],
            ]
        }
        return [
            "type": "IAMUser", "arn": .string("arn:aws:iam::\(call.home ?? call.account):user/\(call.user)"),
            "accountId": .string(call.home ?? call.account),
            "accessKeyId": key, "userName": .string(call.user),
        ]
    }

    private static func gzip(_ bytes: [UInt8]) -> [UInt8] {
        let compressor = unsafe libdeflate_alloc_compressor(6)
        defer { unsafe libdeflate_free_compressor(compressor) }
        var output = [UInt8](repeating: 0, count: unsafe libdeflate_gzip_compress_bound(compressor, bytes.count))
        let count = unsafe libdeflate_gzip_compress(compressor, bytes, bytes.count, &output, output.count)
        return Array(output[..<count])
    }
}
