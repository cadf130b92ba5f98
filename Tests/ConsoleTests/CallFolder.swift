import Foundation

/// A folder of files with calls.
final class CallFolder: Sendable {
    let path = FileManager.default.temporaryDirectory.appending(path: "huckleberry-\(UUID().uuidString)").path

    init() throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ calls: [(id: String, second: Int, name: String)]) throws {
        try Self.write(calls, to: path + "/" + name)
    }

    static func write(_ calls: [(id: String, second: Int, name: String)], to path: String) throws {
        let records = calls.map { call in
            """
            {"eventVersion": "1.08", "eventTime": "2024-03-05T14:00:\(String(format: "%02d", call.second))Z",
             "eventSource": "cloudtrail.amazonaws.com", "eventName": "\(call.name)", "awsRegion": "us-east-1",
             "sourceIPAddress": "198.51.100.23", "userAgent": "aws-cli/2", "eventID": "\(call.id)",
             "eventType": "AwsApiCall", "recipientAccountId": "111122223333", "userIdentity": {"type": "IAMUser",
             "arn": "arn:aws:iam::111122223333:user/ana", "accountId": "111122223333",
             "accessKeyId": "AKIAEXAMPLE0000001", "userName": "ana"}}
            """
        }
        let text = "{\"Records\": [\(records.joined(separator: ","))]}"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }
}
