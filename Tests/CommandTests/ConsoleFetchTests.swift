import Foundation
import JSON
import Testing

/// `:fetch` in the console, with a program that stands in for the AWS CLI.
@Suite struct ConsoleFetchTests {
    private static func record(_ id: Int, _ second: Int, _ name: String) -> String {
        """
        {"eventVersion": "1.08", "userIdentity": {"type": "IAMUser", "userName": "ana", "accountId": "111122223333", \
        "arn": "arn:aws:iam::111122223333:user/ana"}, "eventTime": "2026-03-01T00:00:0\(second)Z", "eventSource": \
        "ec2.amazonaws.com", "eventName": "\(name)", "awsRegion": "us-east-1", "sourceIPAddress": "198.51.100.23", \
        "userAgent": "aws-cli/2", "eventID": "5a4f7d4c-0000-4000-8000-00000000000\(id)", \
        "recipientAccountId": "111122223333"}
        """
    }

    /// Answers who asks, and with one event of one second after midnight.
    private static var answering: String {
        let event: JSONValue = [
            "Events": [["EventName": "DescribeTags", "CloudTrailEvent": .string(record(3, 1, "DescribeTags"))]]
        ]
        return """
            case "$*" in
            *get-caller-identity*) echo '{"Account": "111122223333"}' ;;
            *lookup-events*) cat <<'END'
            \(JSONWriter().string(event))
            END
            esac
            """
    }

    /// A folder with a program `aws`, and a trail of two events in `case`.
    private func folder(_ aws: String, _ script: String) throws -> InputFolder {
        let folder = try InputFolder(["script": aws, "go.hbs": script])
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        try FileManager.default.createSymbolicLink(
            at: folder.url.appending(path: "aws"),
            withDestinationURL: tests.appending(path: "SourcesTests/CommandLine/aws.sh"))
        let opened = folder.url.appending(path: "case")
        try FileManager.default.createDirectory(at: opened, withIntermediateDirectories: true)
        let records = [Self.record(1, 0, "DescribeVpcs"), Self.record(2, 5, "DescribeImages")].joined(separator: ",")
        try Data("{\"Records\": [\(records)]}".utf8).write(to: opened.appending(path: "a.json"))
        return folder
    }

    /// A day ago: one part of the event history is asked for.
    private var yesterday: String { Date(timeIntervalSinceNow: -86_400).formatted(.iso8601.year().month().day()) }

    @Test func `What is fetched is shown while the cursor stays, and belongs to the case`() throws {
        let folder = try folder(
            Self.answering,
            """
            size 120x24
            keys 2 j
            expect 2/2
            :fetch lookup --from \(yesterday) --region us-east-1 --aws ./aws
            expect fetching
            wait events 3
            dump screen
            wait idle
            expect 3/3
            expect lookup: 
            expect fetched from 1 region; in case-fetched
            """)
        let result = try Program.run(
            ["open", "case", "--case", "case.huck", "--script", "go.hbs"], folder: folder.url)
        #expect(result.status == 0, "\(result.errors)\(result.output)")
        let line = try #require(result.output.split(separator: "\n").first { $0.hasPrefix(">") })
        #expect(line.contains("DescribeImages"))

        // The case is gone on with over both, and both are the same as they were.
        let next = "wait idle\nkeys 2\nexpect 3 events\nexpect-not SOURCES DIFFER\nkeys 0\nexpect 2 files · 3 events"
        try Data(next.utf8).write(to: folder.url.appending(path: "next.hbs"))
        let resumed = try Program.run(["resume", "case.huck", "--script", "next.hbs"], folder: folder.url)
        #expect(resumed.status == 0, "\(resumed.errors)\(resumed.output)")
        let export = try Program.run(
            ["export", "--case", "case.huck", "--format", "json", "-o", "case.json"], folder: folder.url)
        #expect(export.status == 0, "\(export.errors)")
        let written = try String(contentsOf: folder.url.appending(path: "case.json"), encoding: .utf8)
        #expect(written.contains("/case-fetched/lookup/111122223333/us-east-1/management/"))
    }

    @Test func `A mistake is said as the command would, and nothing is made`() throws {
        let folder = try folder(
            "exit 1",
            """
            size 200x24
            :fetch lookup --attribute EventNam=x
            expect --attribute: 
            :fetch s3 trail
            expect trail is no place in S3; write s3://BUCKET or s3://BUCKET/PREFIX.
            :fetch s3
            expect Missing expected argument '<place>'
            :fetch nothing
            expect Unexpected argument 'nothing'
            :fetch athena --filter 'name:ConsoleLogin
            expect fetch: the quote ' is not closed
            :fetch s3 s3://trail --dry-run
            expect That prints: 'huckleberry fetch s3 s3://trail --dry-run' does it on the command line.
            :fetch policy s3
            expect That prints
            :fetch s3 --help
            expect That prints: 'huckleberry fetch s3 --help' does it on the command line.
            expect-not fetching
            """)
        let result = try Program.run(["open", "case", "--script", "go.hbs"], folder: folder.url)
        #expect(result.status == 0, "\(result.errors)\(result.output)")
        #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "case-fetched").path))
    }

    @Test func `A failure is said in the status line, and nothing of the program reaches the screen`() throws {
        let folder = try folder(
            "echo 'An error occurred (AccessDenied) when calling the X operation: no' >&2; exit 254",
            """
            size 160x24
            :fetch lookup --region us-east-1 --aws ./aws -o 'my events'
            wait idle
            expect lookup: aws sts get-caller-identity: access denied
            expect-not An error occurred
            """)
        let result = try Program.run(["open", "case", "--script", "go.hbs"], folder: folder.url)
        #expect(result.status == 0, "\(result.errors)\(result.output)")
        #expect(result.errors == "")
        #expect(FileManager.default.fileExists(atPath: folder.url.appending(path: "my events").path))
    }

    @Test func `What Athena finds comes as a file of its own, by a filter in quotes`() throws {
        let folder = try folder(
            #"""
            case "$1 $2" in
            "athena start-query-execution") echo '{"QueryExecutionId": "q-1"}' ;;
            "athena get-query-execution") echo '{"QueryExecution": {"Status": {"State": "SUCCEEDED"},
              "Statistics": {"DataScannedInBytes": 1000}, "ResultConfiguration": {"OutputLocation": "s3://r/q-1.csv"}}}' ;;
            "s3 cp") cat >"$4" <<'END'
            eventversion,eventtime,eventsource,eventname,awsregion,sourceipaddress,useragent,eventid,recipientaccountid
            1.08,2026-03-01T00:00:02Z,ec2.amazonaws.com,DescribeTags,us-east-1,198.51.100.23,aws-cli/2,e-1,111122223333
            END
            ;;
            *) echo '{}' ;;
            esac
            """#,
            """
            size 160x24
            keys 2
            expect 1/2
            :fetch athena --filter "name:DescribeTags OR name:'No Tags'" --from 2026-03-01 --partitions none --aws ./aws
            expect and is in case-fetched/athena/
            wait events 3
            wait idle
            expect athena: 1 of 1 events that came fit
            """)
        let result = try Program.run(["open", "case", "--script", "go.hbs"], folder: folder.url)
        #expect(result.status == 0, "\(result.errors)\(result.output)")
    }

    @Test func `The sample case and standard input take nothing in`() throws {
        let folder = try folder("exit 1", "size 120x24\n:fetch lookup\nexpect would mix with the sample case")
        #expect(try Program.run(["open", "--script", "go.hbs"], folder: folder.url).status == 0)
        try Data(":fetch lookup\nexpect can be read once".utf8).write(to: folder.url.appending(path: "go.hbs"))
        let input = "{\"Records\": [\(Self.record(1, 0, "DescribeVpcs"))]}"
        let result = try Program.run(["open", "-", "--script", "go.hbs"], input: input, folder: folder.url)
        #expect(result.status == 0, "\(result.errors)\(result.output)")
    }

    @Test func `Where opened paths lie in each other the place is beside the outermost`() throws {
        let folder = try folder(
            "exit 1",
            """
            size 200x24
            :fetch lookup --region us-east-1 --aws ./aws
            expect is in case-fetched
            """)
        try FileManager.default.createDirectory(
            at: folder.url.appending(path: "case/inner"), withIntermediateDirectories: true)
        let result = try Program.run(["open", "case/inner", "case", "--script", "go.hbs"], folder: folder.url)
        #expect(result.status == 0, "\(result.errors)\(result.output)")
        #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "case/inner-fetched").path))
    }
}
