import Foundation
import Testing

@testable import Ingest

/// Every shape and every kind of damage, from a file on disk to the report.
@Suite struct FixtureTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Fixtures").path

    struct Expectation: Sendable, CustomTestStringConvertible {
        var file: String
        var shape: Shape
        var events: Int
        var rejected: Int

        init(_ file: String, _ shape: Shape, _ events: Int, rejected: Int = 0) {
            self.file = file
            self.shape = shape
            self.events = events
            self.rejected = rejected
        }

        var testDescription: String { file }
    }

    static let expectations = [
        Expectation("records.json", .records, 2),
        Expectation("lines.ndjson", .ndjson, 3),
        Expectation("array.json", .array, 2),
        Expectation("object.json", .object, 1),
        Expectation("concatenated.json", .concatenated, 2),
        Expectation("lookup-events.json", .lookupEvents, 2),
        Expectation("eventbridge.ndjson", .eventbridge, 2),
        Expectation("cloudwatch-subscription.json", .cloudwatchLogs, 1, rejected: 1),
        Expectation("cloudwatch-control.json", .notCloudTrail, 0),
        Expectation("cloudwatch-filter.json", .cloudwatchLogs, 1, rejected: 1),
        Expectation("cloudwatch-insights.json", .cloudwatchLogs, 2),
        Expectation("cloudwatch-export.log", .cloudwatchLogs, 2, rejected: 1),
        Expectation("cloudwatch-tail.log", .cloudwatchLogs, 1),
        Expectation("lake.csv", .lakeCSV, 2, rejected: 1),
        Expectation("athena.csv", .lakeCSV, 1),
        Expectation("lake-event-json.csv", .lakeCSV, 1),
        Expectation("athena-unload.ndjson", .lakeCSV, 1),
        Expectation("splunk-raw.ndjson", .splunk, 2),
        Expectation("splunk-hec.ndjson", .splunk, 1),
        Expectation("splunk-flat.json", .splunk, 1),
        Expectation("elastic-hits.json", .elastic, 3),
        Expectation("sqs-messages.json", .eventbridge, 1),
        Expectation("guardduty.json", .guardduty, 0),
        Expectation("guardduty-array.json", .guardduty, 0),
        Expectation("guardduty-answer.json", .guardduty, 0),
        Expectation("guardduty-eventbridge.json", .guardduty, 0),
        Expectation("digest.json", .digest, 0),
        Expectation("config.json", .notCloudTrail, 0),
        Expectation("s3-notification.json", .notCloudTrail, 0),
        Expectation("s3-test-event.json", .notCloudTrail, 0),
        Expectation("azure.json", .notCloudTrail, 0),
        Expectation("gcp.ndjson", .notCloudTrail, 0),
        Expectation("flow.log", .notCloudTrail, 0),
        Expectation("s3-access.log", .notCloudTrail, 0),
        Expectation("balancer.log", .notCloudTrail, 0),
        Expectation("page.html", .notCloudTrail, 0),
        Expectation("page.js", .notCloudTrail, 0),
        Expectation("notes.txt", .notCloudTrail, 0),
        Expectation("binary.bin", .notCloudTrail, 0),
        Expectation("package.json", .notCloudTrail, 0),
        Expectation("empty.json", .empty, 0),
        Expectation("blank.json", .empty, 0),
        Expectation("empty-array.json", .empty, 0),
        Expectation("empty-records.json", .empty, 0),
        Expectation("cut-off.json", .records, 3, rejected: 1),
        Expectation("head-lost.json", .ndjson, 3, rejected: 1),
        Expectation("bad-line.ndjson", .ndjson, 2, rejected: 1),
        Expectation("not-utf8.json", .records, 2, rejected: 1),
        Expectation("bad-records.json", .records, 2, rejected: 2),
    ]

    @Test(arguments: expectations)
    func theShapeIsToldByTheContent(expected: Expectation) throws {
        // Another name must not make another source of it.
        let folder = try TemporaryFolder()
        let path = folder.path + "/x"
        try FileManager.default.copyItem(atPath: Self.folder + "/" + expected.file, toPath: path)
        let report = try #require(Loader([path], threads: 1).load()).report
        #expect(report.sources.map(\.shape) == [expected.shape])
        #expect(report.events == expected.events)
        #expect(report.rejected == expected.rejected, "\(report.rejections.map(\.reason))")
        #expect(report.rejections.count == expected.rejected)
        for rejection in report.rejections { #expect(rejection.record != nil && rejection.offset != nil) }
    }

    @Test func everyFixtureIsExpected() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder)
        #expect(Set(files) == Set(Self.expectations.map(\.file)))
    }

    @Test(arguments: [
        ("digest.json", "a CloudTrail digest file: give it to `huckleberry verify`"),
        ("config.json", "a configuration file of AWS Config"),
        ("s3-notification.json", "an S3 event notification"),
        ("s3-test-event.json", "a test notification of S3"),
        ("azure.json", "an Azure activity log"),
        ("gcp.ndjson", "a Google Cloud audit log"),
        ("flow.log", "a VPC flow log"),
        ("s3-access.log", "an S3 access log"),
        ("balancer.log", "an access log of a load balancer"),
        ("page.html", "an HTML page"),
        ("page.js", "JavaScript"),
        ("notes.txt", "plain text"),
        ("binary.bin", "binary data"),
        ("package.json", "it lacks the members of a CloudTrail record"),
        ("cloudwatch-control.json", "a control message of CloudWatch Logs"),
    ])
    func whatHoldsNoEventsIsNamed(file: String, name: String) throws {
        let report = try #require(Loader([Self.folder + "/" + file], threads: 1).load()).report
        #expect(report.sources[0].note == name)
    }

    @Test func findingsAreHandedOnInOneForm() throws {
        let files = ["guardduty.json", "guardduty-answer.json", "guardduty-eventbridge.json"]
        let report = try #require(Loader(files.map { Self.folder + "/" + $0 }, threads: 1).load()).report
        #expect(report.findings.count == 3)
        for finding in report.findings {
            let text = String(decoding: finding.json, as: UTF8.self)
            #expect(text.contains(#""type":"Recon:IAMUser/MaliciousIPCaller.Custom""#))
            #expect(text.contains(#""remoteIpDetails":{"ipAddressV4":"198.51.100.23"}"#))
        }
    }
}
