import CloudTrail
import Detections
import Exports
import Foundation
import Ingest
import Investigation
import Records
import Testing

/// A case of a few calls with one key, all of them the attacker's: written, loaded and investigated as any other.
struct TinyCase {
    /// One call, in the words of a test: whatever is left out is harmless.
    struct Call {
        var name: String
        var service = "ec2"
        var user = "ana"
        var key = "AKIAANA"
        var account = "111122223333"
        var agent = "Boto3/1.12"
        var request = "null"
        var response = "null"
    }

    let exported: ExportedCase
    private let folder: URL

    /// - Parameter ip: where all calls come from.
    init(_ calls: [Call], from ip: String = "198.51.100.23") throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "huckleberry-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appending(path: "trail.json")
        let lines = calls.enumerated().map { Self.record($1, number: $0, from: ip) }
        try Data(lines.joined(separator: "\n").utf8).write(to: file)
        let trail = Trail(try #require(Loader([file.path]).load()))
        var start = InvestigationStart()
        start.addresses = [ip]
        let found = try #require(Investigation(start, alerts: [], in: trail))
        exported = ExportedCase(found, header: CaseHeader(generated: SampleCase.generated), alerts: [])
    }

    /// Deletes the files; records cannot be read afterwards.
    func remove() { try? FileManager.default.removeItem(at: folder) }

    /// The texts of an export by the paths of its files.
    static func texts(_ export: any CaseExport.Type, of exported: ExportedCase) -> [String: String] {
        Dictionary(uniqueKeysWithValues: export.files(of: exported).map { ($0.path, $0.text) })
    }

    private static func record(_ call: Call, number: Int, from ip: String) -> String {
        let id = String(number)
        let padded = String(repeating: "0", count: 12 - id.count) + id
        let minute = number < 10 ? "0\(number)" : id
        return
            #"{"eventVersion":"1.05","userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::\#(call.account):user/\#(call.user)","accountId":"\#(call.account)","accessKeyId":"\#(call.key)","userName":"\#(call.user)"},"eventTime":"2020-05-06T09:\#(minute):00Z","eventSource":"\#(call.service).amazonaws.com","eventName":"\#(call.name)","awsRegion":"us-east-1","sourceIPAddress":"\#(ip)","userAgent":"\#(call.agent)","requestParameters":\#(call.request),"responseElements":\#(call.response),"eventID":"00000000-0000-4000-8000-\#(padded)","eventType":"AwsApiCall","recipientAccountId":"\#(call.account)"}"#
    }
}
