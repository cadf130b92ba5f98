import Foundation
import JSON
import Testing

@Suite struct FetchCommandTests {
    /// A folder with a program `aws` in it.
    private func folder(_ script: String) throws -> InputFolder {
        let folder = try InputFolder(["script": script])
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        try FileManager.default.createSymbolicLink(
            at: folder.url.appending(path: "aws"),
            withDestinationURL: tests.appending(path: "SourcesTests/CommandLine/aws.sh"))
        return folder
    }

    private func run(_ arguments: [String], _ script: String = "exit 1") throws -> Program.Result {
        let folder = try folder(script)
        return try Program.run(["fetch"] + arguments + ["--aws", "./aws"], folder: folder.url)
    }

    @Test func `A dry run prints commands that can be pasted, and runs nothing`() throws {
        let result = try run(
            ["s3", "s3://trail/AWSLogs/111122223333/", "-o", "/evidence", "--region", "eu-west-1", "--dry-run"])
        #expect(result.status == 0)
        #expect(
            result.output.split(separator: "\n").prefix(2) == [
                "# What there is, page by page:",
                "./aws s3api list-objects-v2 --bucket=trail --prefix=AWSLogs/111122223333/CloudTrail/eu-west-1/ "
                    + "--page-size=1000 --max-items=1000 --output=json",
            ])
        let lookup = try run(["lookup", "-o", "/evidence", "--attribute", "eventname=CreateKeyPair", "--dry-run"])
        #expect(
            lookup.output.contains(
                #"'--lookup-attributes=[{"AttributeKey":"EventName","AttributeValue":"CreateKeyPair"}]'"#))
        let findings = try run(["guardduty", "-o", "/evidence", "--region", "all", "--dry-run"])
        #expect(findings.output.contains("./aws ec2 describe-regions --output=json\n"))
    }

    @Test(arguments: [
        ("An error occurred (NoSuchBucket) when calling the ListObjectsV2 operation: x", 66, "there is no such bucket"),
        (
            "An error occurred (AccessDenied) when calling the ListObjectsV2 operation: Access Denied", 74,
            "access denied: s3:ListBucket is missing; 'huckleberry fetch policy' prints what is needed"
        ),
        (
            "An error occurred (ExpiredToken) when calling the ListObjectsV2 operation: x", 74,
            "the credentials have expired; sign in again"
        ),
        ("You must specify a region.", 64, "no region is set; name one with --region"),
    ])
    func `What goes wrong is said in one line, with a status of its kind`(
        words: String, status: Int32, message: String
    ) throws {
        let result = try run(["s3", "s3://trail", "-o", "out"], "echo '\(words)' >&2; exit 254")
        #expect(result.status == status)
        #expect(result.errors == "aws s3api list-objects-v2: \(message)\n")
        #expect(result.output == "")
    }

    @Test func `A missing command line is named, with where to get it`() throws {
        let folder = try InputFolder([:])
        let result = try Program.run(
            ["fetch", "s3", "s3://trail", "-o", "out", "--aws", "no-such-aws"], folder: folder.url)
        #expect(result.status == 74)
        #expect(result.errors.contains("there is no program no-such-aws, or it may not be run; install the AWS CLI"))
    }

    @Test func `A place that holds nothing of what is wanted is missing`() throws {
        let result = try run(["s3", "s3://trail/wrong.json.gz", "-o", "out"], "echo '{}'")
        #expect(result.status == 66)
        #expect(result.errors == "s3://trail/wrong.json.gz: nothing is there that is wanted\n")
    }

    @Test(arguments: [
        ["s3", "trail", "-o", "out"], ["s3", "s3://trail"], ["s3", "s3://trail", "-o", "out", "--from", "yesterday"],
        ["s3", "s3://trail", "-o", "out", "--from", "2026-03-02", "--to", "2026-03-01"],
        ["s3", "s3://trail", "-o", "out", "--account", "1"], ["s3", "s3://trail", "-o", "out", "--region", "--debug"],
        ["lookup", "-o", "out", "--attribute", "EventNam=x"],
        ["lookup", "-o", "out", "--attribute", "EventName=x", "--attribute", "EventName=y"],
        ["lookup", "-o", "out", "--to", "2001-01-01"],
    ])
    func `Wrong usage ends with 64`(arguments: [String]) throws {
        #expect(try run(arguments).status == 64)
    }

    @Test func `A policy is JSON, and names what is not known in capitals`() throws {
        let result = try Program.run(["fetch", "policy", "s3"])
        let policy = try JSONValue.parse(result.output)
        #expect(policy["Statement"]?.arrayValue?.last?["Resource"] == "arn:aws:s3:::BUCKET/PREFIX/*")
        for source in ["lookup", "guardduty", "athena"] {
            #expect(try JSONValue.parse(Program.run(["fetch", "policy", source]).output)["Version"] == "2012-10-17")
        }
        #expect(try Program.run(["fetch", "policy", "lookup", "s3://trail"]).status == 64)
    }

    @Test func `What was looked up and found is read as events and findings`() throws {
        let record =
            #"{\"eventVersion\":\"1.08\",\"userIdentity\":{\"type\":\"Root\"},\"eventTime\":\"2026-03-01T00:00:00Z\",\"eventSource\":\"ec2.amazonaws.com\",\"eventName\":\"CreateKeyPair\",\"awsRegion\":\"us-east-1\",\"eventID\":\"5a4f7d4c-0000-4000-8000-000000000001\",\"recipientAccountId\":\"111122223333\"}"#
        let folder = try folder(
            #"""
            case "$*" in
            *get-caller-identity*) echo '{"Account": "111122223333"}' ;;
            *list-detectors*) echo '{"DetectorIds": ["d1"]}' ;;
            *list-findings*) echo '{"FindingIds": ["f1"]}' ;;
            *get-findings*) echo '{"Findings": [{"Id": "f1", "Type": "Recon:IAMUser/UserPermissions", "SchemaVersion": "2.0", "CreatedAt": "2026-03-01T00:00:00Z", "UpdatedAt": "2026-03-01T00:00:00Z", "Service": {"Count": 1}, "Resource": {}}]}' ;;
            *lookup-events*) cat <<'END'
            {"Events": [{"EventId": "5a4f7d4c-0000-4000-8000-000000000001", "EventName": "CreateKeyPair", "CloudTrailEvent": "\#(record)"}]}
            END
            esac
            """#)
        let options = ["-o", "out", "--region", "us-east-1", "--aws", "./aws"]
        let lookup = try Program.run(["fetch", "lookup"] + options, folder: folder.url)
        #expect(lookup.status == 0, "\(lookup.errors)")
        #expect(lookup.output.hasSuffix(" fetched from 1 region\n"))
        let findings = try Program.run(["fetch", "guardduty"] + options, folder: folder.url)
        #expect(findings.output == "1 finding fetched, 0 of them as they were here from 1 region\n")
        let report = try JSONValue.parse(
            try Program.run(["inspect", "out", "--format", "json"], folder: folder.url).output)
        // Each week answered with the same event.
        #expect(report["events"] == 1)
        #expect(Set(report["sources"]?.arrayValue?.compactMap { $0["shape"] } ?? []) == ["lookup-events", "guardduty"])
        #expect(report["rejections"] == [])
    }

    @Test func `Ctrl-C ends the command line as well, with 130`() throws {
        let folder = try folder("echo $$ >pid; exec sleep 1000")
        let place = folder.url.appending(path: "pid").path
        let isMade = unsafe mkfifo(place, 0o600) == 0
        try #require(isMade)
        let process = Process()
        process.executableURL = Bundle.main.executableURL!.deletingLastPathComponent().appending(path: "huckleberry")
        process.arguments = ["fetch", "s3", "s3://trail", "-o", "out", "--aws", "./aws"]
        process.currentDirectoryURL = folder.url
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        // A pipe: opening it waits for who writes to it.
        let reader = try FileHandle(forReadingFrom: URL(filePath: place))
        let text = String(decoding: try reader.readToEnd() ?? Data(), as: UTF8.self)
        process.interrupt()
        process.waitUntilExit()
        #expect(process.terminationStatus == 130)
        let said = String(decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        #expect(said == "interrupted; run it again to go on\n")
        let pid = try #require(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)))
        #expect(kill(pid, 0) == -1)
    }
}
