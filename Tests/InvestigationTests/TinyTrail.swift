import Foundation
import Ingest
import Records
import Testing

/// A trail of a few calls, written and loaded as any other. The account's history begins with its first call.
struct TinyTrail {
    /// One call, in the words of a test.
    struct Call {
        var time: String
        var name: String
        var user = "ana"
        var key: String? = nil
        var ip = "192.0.2.10"
        var agent = "Boto3/1.12"
        var service = "ec2"
        var error: String? = nil
        var response = "null"
        var request = "null"
        /// The whole `userIdentity`, in place of an IAM user's.
        var identity: String? = nil
        var account = "111122223333"
        /// More members of the record, each with a comma behind it.
        var more = ""
    }

    let trail: Trail
    private let folder: URL

    init(_ calls: [Call]) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "huckleberry-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appending(path: "trail.json")
        let lines = calls.enumerated().map { Self.record($1, number: $0) }
        try Data(lines.joined(separator: "\n").utf8).write(to: file)
        trail = Trail(try #require(Loader([file.path]).load()))
    }

    /// Deletes the files; records cannot be read afterwards.
    func remove() { try? FileManager.default.removeItem(at: folder) }

    private static func record(_ call: Call, number: Int) -> String {
        let id = String(number, radix: 16)
        let padded = String(repeating: "0", count: 12 - id.count) + id
        let key = call.key ?? "AKIA\(call.user.uppercased())"
        let error = call.error.map { #""errorCode":"\#($0)","# } ?? ""
        let identity =
            call.identity
            ?? #"{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/\#(call.user)","accountId":"111122223333","accessKeyId":"\#(key)","userName":"\#(call.user)"}"#
        return
            #"{"eventVersion":"1.05","userIdentity":\#(identity),"eventTime":"\#(call.time)","eventSource":"\#(call.service).amazonaws.com","eventName":"\#(call.name)","awsRegion":"us-east-1","sourceIPAddress":"\#(call.ip)","userAgent":"\#(call.agent)",\#(error)\#(call.more)"requestParameters":\#(call.request),"responseElements":\#(call.response),"eventID":"00000000-0000-4000-8000-\#(padded)","eventType":"AwsApiCall","recipientAccountId":"\#(call.account)"}"#
    }

    /// A call on each day of April 2020.
    static func everyDay(_ call: Call) -> [Call] {
        (1...30).map { day in
            var call = call
            call.time = "2020-04-\(day < 10 ? "0" : "")\(day)T10:00:00Z"
            return call
        }
    }
}
