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

    // MARK: Other formats

    private static let epoch = ["SOURCE_DATE_EPOCH": "1600000000"]

    private func export(
        _ format: String, _ arguments: [String] = [], of input: InputFolder, to path: URL,
        environment: [String: String] = epoch
    ) throws -> Program.Result {
        try Program.run(
            ["export", "--format", format, "-o", path.path, "--key", "AKIAANA", "--analyst", "Ada"] + arguments
                + [input.url.appending(path: "trail.json").path],
            folder: root, environment: environment)
    }

    /// The text of a file, or of all files of a folder, by name.
    private func texts(at path: URL) throws -> [String: String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path.path)) ?? [""]
        return Dictionary(
            uniqueKeysWithValues: try names.map {
                ($0, try String(contentsOf: $0.isEmpty ? path : path.appending(path: $0), encoding: .utf8))
            })
    }

    @Test(arguments: ["csv", "timesketch", "navigator", "stix", "script"])
    func `The same case at the same moment gives the same bytes, and nothing is left beside them`(format: String) throws
    {
        let input = try trail(roleAccount: "111122223333")
        let folder = try InputFolder([:])
        let paths = ["one", "two"].map { folder.url.appending(path: $0) }
        for path in paths {
            let result = try export(format, of: input, to: path)
            #expect(result.status == 0, "\(result.errors)")
            #expect(result.output == "")
        }
        #expect(try texts(at: paths[0]) == texts(at: paths[1]))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted() == ["one", "two"])
    }

    @Test func `Tables have the manifest of what was loaded`() throws {
        let input = try trail(roleAccount: "111122223333")
        let folder = input.url.appending(path: "tables")
        #expect(try export("csv", of: input, to: folder).status == 0)
        let files = try texts(at: folder)
        let file = input.url.appending(path: "trail.json").path
        let manifest = (files["manifest.csv"] ?? "").split(separator: "\n")
        #expect(manifest.count == 2)
        #expect(manifest[1].hasPrefix(file + ","))
        #expect(manifest[1].hasSuffix(",object,1,0,2020-05-06T08:00:00Z,2020-05-06T08:00:00Z,,,"))
        #expect(files["loads.csv"]?.contains("2020-09-13T12:26:40Z,Ada,1.0.0,'--key AKIAANA,") == true)
    }

    @Test func `The head says who, for whom, when and what it is called`() throws {
        let input = try trail(roleAccount: "111122223333")
        let file = input.url.appending(path: "bundle.json")
        let result = try export("stix", ["--tlp", "amber+strict", "--case-id", "IR-7"], of: input, to: file)
        #expect(result.status == 0, "\(result.errors)")
        let bundle = try JSONValue.parse(try texts(at: file)[""] ?? "")
        let objects = bundle["objects"]?.arrayValue ?? []
        #expect(objects.first?["name"] == "TLP:AMBER+STRICT")
        #expect(objects.first { $0["type"] == "identity" }?["name"] == "Ada")
        let grouping = objects.first { $0["type"] == "grouping" }
        #expect(grouping?["created"] == "2020-09-13T12:26:40.000Z")
        #expect(grouping?["name"]?.stringValue?.hasPrefix("Incident in AWS: IR-7: ") == true)
    }

    @Test func `A filter selects what is told, of the whole trail`() throws {
        let input = try trail(roleAccount: "111122223333")
        let files = ["all", "none"].map { input.url.appending(path: $0) }
        #expect(
            try export("timesketch", ["--select", "filter", "--filter", "is:scoped"], of: input, to: files[0]).status
                == 0)
        #expect(try texts(at: files[0])[""]?.split(separator: "\n").count == 1)
        let none = try export("timesketch", ["--filter", "name:CreateUser"], of: input, to: files[1])
        #expect(none.status == 0)
        #expect(none.errors.contains("--filter keeps no event\n"))
        #expect(try texts(at: files[1]) == ["": ""])
    }

    @Test(arguments: [
        (["--select", "filter"], "--select filter needs --filter."),
        (["--select", "all", "--filter", "*"], "--filter stands with --select filter only."),
        (
            ["--select", "annotated"],
            "--select annotated needs --case: without one nothing is marked or written about."
        ),
        (["--filter", "evenName:x"], "filter, column 1: "),
        (["--tlp", "pink"], "it is RED, AMBER+STRICT, AMBER, GREEN or CLEAR"),
    ])
    func `What is asked for wrongly is usage, and nothing is written`(arguments: [String], message: String) throws {
        let input = try trail(roleAccount: "111122223333")
        let path = input.url.appending(path: "out")
        let result = try export("csv", arguments, of: input, to: path)
        #expect(result.status == 64)
        #expect(result.errors.contains(message), "\(result.errors)")
        #expect(!FileManager.default.fileExists(atPath: path.path))
    }

    @Test func `Redacted, nothing of the case's names is told`() throws {
        let input = try trail(roleAccount: "444455556666")
        for format in ["csv", "timesketch", "navigator", "stix"] {
            let path = input.url.appending(path: format)
            let result = try export(format, ["--redact"], of: input, to: path)
            #expect(result.status == 0, "\(result.errors)")
            #expect(result.errors.contains(" values have pseudonyms; the key to them is kept nowhere without a case\n"))
            let text = try texts(at: path).values.joined()
            for secret in [
                "111122223333", "444455556666", "AKIAANA", "ASIADEPLOY", "user/ana", "role/deploy", "198.51.100.23",
            ] {
                #expect(!text.contains(secret), "\(format): \(secret)")
            }
        }
    }

    @Test func `A script with pseudonyms would be of no use`() throws {
        let input = try trail(roleAccount: "111122223333")
        let result = try export("script", ["--redact"], of: input, to: input.url.appending(path: "response.sh"))
        #expect(result.status == 64)
        #expect(result.errors.contains("--redact: the commands of --format script would not work with pseudonyms."))
    }

    @Test func `A folder that holds something else is not replaced`() throws {
        let input = try trail(roleAccount: "111122223333")
        let folder = input.url.appending(path: "tables")
        #expect(try export("csv", of: input, to: folder).status == 0)
        #expect(try export("csv", of: input, to: folder).status == 73)
        #expect(try export("csv", ["--force"], of: input, to: folder).status == 0)
        try Data("mine".utf8).write(to: folder.appending(path: "thesis.txt"))
        let refused = try export("csv", ["--force"], of: input, to: folder)
        #expect(refused.status == 73)
        #expect(refused.errors.contains("\(folder.path) holds thesis.txt, which is no part of the export"))
        #expect(try texts(at: folder)["thesis.txt"] == "mine")
    }

    @Test func `A full disk is a matter of writing`() throws {
        let input = try trail(roleAccount: "111122223333")
        let result = try export("stix", ["--force"], of: input, to: URL(filePath: "/dev/full"))
        #expect(result.status == 74)
        #expect(result.errors == "cannot write /dev/full: no space is left; nothing was left there\n")
    }
}
