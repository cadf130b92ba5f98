import Foundation
import JSON
import Testing

@Suite struct ExportCommandTests {
    private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private func export(_ arguments: String..., to path: String) throws -> Program.Result {
        try Program.run(["export", "--format", "script", "-o", path] + arguments, folder: root)
    }

    @Test func `The script of the sample case is the response of its investigation`() throws {
        let folder = try InputFolder([:])
        let file = folder.url.appending(path: "response.sh")
        let result = try export("SampleData", to: file.path)
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output == "")
        let script = try String(contentsOf: file, encoding: .utf8)
        #expect(script.hasPrefix("#!/bin/sh\n# Response to the incident in account 111122223333: for review,"))
        #expect(script.hasSuffix("\n"))
        let found = try JSONValue.parse(
            try Program.run(["investigate", "SampleData", "--format", "json"], folder: root).output)
        let open = (found["containment"]?.arrayValue ?? []).filter { $0["state"]?.stringValue == "proposed" }
        #expect(!open.isEmpty)
        for step in open {
            // What is looked up before it is a line of its own there.
            let line = (step["command"]?.stringValue ?? "").split(separator: "\n").first ?? ""
            let command = line.components(separatedBy: "!= None ] && ").last ?? ""
            #expect(script.contains("run \(step["order"]?.intValue ?? 0) \(command)"))
        }
    }

    @Test func `A file that is there is kept unless it may be replaced`() throws {
        let input = try trail(roleAccount: "111122223333")
        let paths = (input.url.appending(path: "trail.json").path, input.url.appending(path: "kept.sh"))
        try Data("mine".utf8).write(to: paths.1)
        let kept = try export("--key", "AKIAANA", paths.0, to: paths.1.path)
        #expect(kept.status == 73)
        #expect(kept.errors == "\(paths.1.path) is there already; --force replaces it\n")
        #expect(try String(contentsOf: paths.1, encoding: .utf8) == "mine")
        #expect(try export("--key", "AKIAANA", "--force", paths.0, to: paths.1.path).status == 0)
        #expect(try String(contentsOf: paths.1, encoding: .utf8).hasPrefix("#!/bin/sh\n"))
    }

    @Test func `What cannot be created says so`() throws {
        let input = try trail(roleAccount: "111122223333")
        let result = try export(
            "--key", "AKIAANA", input.url.appending(path: "trail.json").path, to: "/dev/null/response.sh")
        #expect(result.status == 73)
    }

    private func trail(roleAccount: String) throws -> InputFolder {
        let ana =
            #"{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/ana","accountId":"111122223333","accessKeyId":"AKIAANA","userName":"ana"}"#
        return try InputFolder([
            "trail.json":
                #"{"eventVersion":"1.08","userIdentity":\#(ana),"eventTime":"2020-05-06T08:00:00Z","eventSource":"sts.amazonaws.com","eventName":"AssumeRole","awsRegion":"us-east-1","sourceIPAddress":"198.51.100.23","userAgent":"aws-cli/2.1","requestParameters":{"roleArn":"arn:aws:iam::\#(roleAccount):role/deploy","roleSessionName":"s"},"responseElements":{"credentials":{"accessKeyId":"ASIADEPLOY"}},"eventID":"00000000-0000-4000-8000-000000000001","eventType":"AwsApiCall","recipientAccountId":"111122223333"}"#
        ])
    }

    @Test func `Each of several accounts has a script in the folder`() throws {
        let input = try trail(roleAccount: "444455556666")
        let folder = input.url.appending(path: "scripts")
        let result = try export("--key", "AKIAANA", input.url.appending(path: "trail.json").path, to: folder.path)
        #expect(result.status == 0, "\(result.errors)")
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
                == ["response-111122223333.sh", "response-444455556666.sh"])
        let other = try String(contentsOf: folder.appending(path: "response-444455556666.sh"), encoding: .utf8)
        #expect(other.contains("put-role-policy --role-name deploy --policy-name IncidentRevokeOlderSessions"))
    }

    @Test func `Without an incident there is no script`() throws {
        let input = try trail(roleAccount: "111122223333")
        let file = input.url.appending(path: "response.sh")
        let result = try export(
            "--key", "AKIANOBODY", input.url.appending(path: "trail.json").path, to: file.path)
        #expect(result.status == 0)
        #expect(result.errors.hasSuffix("there is nothing to respond to: no script was written\n"))
        #expect(!FileManager.default.fileExists(atPath: file.path))
    }
}
