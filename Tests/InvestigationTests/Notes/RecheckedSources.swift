import Cases
import Exports
import Foundation
import Ingest
import Records
import Testing

/// A folder of sources, with the notes that were written from it.
struct RecheckedSources {
    let folder: URL
    let notes: CheckedNotes
    let files: [String]

    /// - Parameter files: texts of logs, by name.
    init(_ files: [String: [Int]], name: String = "debug") throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "huckleberry-\(UUID().uuidString)")
        let logs = folder.appending(path: "logs")
        try FileManager.default.createDirectory(at: logs, withIntermediateDirectories: true)
        for (file, numbers) in files {
            let records = numbers.map { Self.record($0, name) }.joined(separator: ",")
            try Data(#"{"Records":[\#(records)]}"#.utf8).write(to: logs.appending(path: file))
        }
        self.files = files.keys.sorted()
        let trail = Trail(try #require(Loader([logs.path]).load()))
        var exported = NotesCase.of(trail)
        exported.custody.manifest = [ManifestEntry](of: trail)
        let text = CaseJSON(exported).text
        notes = try CheckedNotes.read(Array(text.utf8))
    }

    /// A look-up on a day of April; 31 is the key pair of the attacker.
    private static func record(_ number: Int, _ name: String) -> String {
        let isAttack = number > 30
        let time = isAttack ? "2020-05-06T09:00:00Z" : "2020-04-\(number < 10 ? "0" : "")\(number)T10:00:00Z"
        return
            #"{"eventVersion":"1.05","userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/ana","accountId":"111122223333","accessKeyId":"AKIAANA","userName":"ana"},"eventTime":"\#(time)","eventSource":"ec2.amazonaws.com","eventName":"\#(isAttack ? "CreateKeyPair" : "DescribeInstances")","awsRegion":"us-east-1","sourceIPAddress":"\#(isAttack ? "198.51.100.23" : "192.0.2.10")","userAgent":"\#(isAttack ? "aws-cli/2.1" : "Boto3/1.12")","requestParameters":{"keyName":"\#(name)"},"responseElements":null,"eventID":"00000000-0000-4000-8000-\#(100_000_000_000 + number)","eventType":"AwsApiCall","recipientAccountId":"111122223333"}"#
    }

    /// 30 quiet days in one file, and the attack in another.
    static func days() throws -> RecheckedSources { try RecheckedSources(["a.json": Array(1...30), "b.json": [31]]) }

    var logs: URL { folder.appending(path: "logs") }

    func check() throws -> Recheck {
        let trail = Trail(try #require(Loader([logs.path]).load()))
        return Recheck(notes, in: trail) { path in Loader([path]).load().map { Trail($0) } }
    }

    func text(_ file: String) throws -> String {
        try String(contentsOf: logs.appending(path: file), encoding: .utf8)
    }

    func write(_ text: String, to file: String) throws {
        try Data(text.utf8).write(to: logs.appending(path: file))
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }
}
