import Foundation
import JSON
import Testing

@Suite struct InspectCommandTests {
    private static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appending(path: "../IngestTests/Fixtures").standardizedFileURL

    /// Runs `inspect` in the folder of the ingest fixtures.
    private func inspect(_ arguments: String..., input: String = "") throws -> Program.Result {
        try Program.run(["inspect"] + arguments, input: input, folder: Self.fixtures)
    }

    @Test func jsonHasTheKeysThatScriptsRead() throws {
        let result = try inspect("--format", "json", "records.json", "bad-records.json")
        #expect(result.status == 0)
        let report = try JSONValue.parse(result.output)
        #expect(report["files"] == 2)
        #expect(report["bytes"] == 4_344)
        #expect(report["events"] == 4)
        #expect(report["duplicates"] == 0)
        #expect(report["rejected"] == 2)
        #expect(report["firstEventTime"] == "2024-03-05T14:01:10Z")
        #expect(report["accounts"] == [["value": "111122223333", "count": 4]])
        #expect(report["regions"] == [["value": "eu-central-1", "count": 4]])
        #expect(
            report["rejections"] == [
                [
                    "path": "bad-records.json", "record": 2, "offset": 868,
                    "reason": "it lacks the members of a CloudTrail record",
                ],
                [
                    "path": "bad-records.json", "record": 3, "offset": 903,
                    "reason": "eventTime is no ISO 8601 time: yesterday",
                ],
            ])
        #expect(report["gaps"] == [])
        #expect(report["stopped"] == .null)
        let source = report["sources"]?.arrayValue?.first
        #expect(source?["path"] == "records.json")
        #expect(source?["sha256"] == "be54dd39bafca320b6b103504e514b232fde00c5d1ab0e18bb97fd321171a232")
        #expect(source?["shape"] == "records")
        #expect(source?["events"] == 2)
        #expect(source?["duplicates"] == 0)
        #expect(source?["rejected"] == 0)
    }

    @Test func textSaysTheNumbersFirstAndThenWhatIsWrong() throws {
        let result = try inspect("lines.ndjson", "bad-line.ndjson", "page.html", "empty.json")
        #expect(
            result.output == """
                events      5 events in 2 of 4 sources
                read        4 files, 3,841 bytes
                rejected    1 record
                first       2024-03-05T14:03:10Z
                last        2024-03-05T14:35:10Z
                accounts    111122223333 5
                regions     eu-central-1 5

                Rejected (1)
                  bad-line.ndjson, record 2 at byte 719: the record is cut off or not closed: the string does not close

                Not events (2)
                  page.html: an HTML page
                  empty.json: empty

                Sources (4)
                   EVENTS  COPIES  REJECTED  SHAPE           SHA-256                                                           PATH
                        3       0         0  ndjson          5b69f05b63de950a7408eaaa39cdbabce7363f4970848102f9a58be4d095e8d5  lines.ndjson
                        2       0         1  ndjson          9e4f530bae7e92042ced7eacbe5d32ed41721d269ffc60222388d5dc79701443  bad-line.ndjson
                        0       0         0  not-cloudtrail  e70e2fdd066fa6965ee3a26c948f222b969071eaeecc1f11d0cd392469069a14  page.html
                        0       0         0  empty           e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  empty.json

                """)
        #expect(result.errors.isEmpty)
        #expect(result.status == 0)
    }

    @Test func theSameInputGivesTheSameBytesWithAnyNumberOfThreads() throws {
        let outputs = try ["1", "2", "7"].map { try inspect("--format", "json", "--threads", $0, ".").output }
        #expect(Set(outputs).count == 1)
    }

    @Test func whatHasToBeConvertedFirstIsRejected() throws {
        let folder = try InputFolder(["a.parquet": "PAR1..."])
        let result = try Program.run(["inspect", "--strict", folder.url.path])
        #expect(result.output.contains("a.parquet: a Parquet table: export it as CSV or JSON first"))
        #expect(result.status == 65)
    }

    @Test func standardInputIsRead() throws {
        let record = #"{"eventVersion":"1.09","eventTime":"2024-03-05T14:00:00Z","eventName":"A","eventID":"a1"}"#
        let report = try JSONValue.parse(try inspect("--format", "json", "-", input: record).output)
        #expect(report["events"] == 1)
        #expect(report[path: ["sources"]]?.arrayValue?.first?["path"] == "-")
    }

    @Test func eventsOutsideOfWhatIsLoadedAreCountedApart() throws {
        let report = try JSONValue.parse(
            try inspect("--format", "json", "--from", "2024-03-05T14:02:00Z", "records.json").output)
        #expect(report["events"] == 1)
        #expect(report["excluded"] == 1)
    }

    /// The sample case: of 400 logs 55 are of the account; 2 files of findings have other names.
    @Test func whatKeysSpeakAgainstIsCountedAndNotRead() throws {
        let sample = Self.fixtures.appending(path: "../../../SampleData/AWSLogs").standardizedFileURL.path
        let report = try JSONValue.parse(
            try inspect("--format", "json", "--account", "333344445555", "--from", "2020-05-05", sample).output)
        let skipped = try #require(report["skipped"]?.objectValue)
        #expect(skipped.keys == ["files", "account", "region", "deliveredBefore", "deliveredAfter"])
        let (files, read) = (try #require(skipped["files"]?.intValue), try #require(report["files"]?.intValue))
        #expect(files + read == 402)
        #expect(skipped["account"]?.intValue == 345)
        #expect(skipped["deliveredBefore"]?.intValue == files - 345)
        #expect(report["regions"]?.arrayValue?.isEmpty == false)
        // Nothing is left to read: there is no event, and nothing wrong.
        let none = try inspect("--from", "2030-01-01", sample)
        #expect(none.status == 0)
        #expect(none.output.contains("skipped     400 files unread, by their keys: 400 delivered before --from\n"))
    }

    @Test func aMissingPathIsNotForgottenOverTheOthers() throws {
        let result = try inspect("nowhere.json", "records.json")
        #expect(result.output.hasPrefix("events      2 events in 1 of 1 source\n"))
        #expect(result.errors == "nowhere.json: no such file or folder\n")
        #expect(result.status == 66)
    }

    @Test(
        arguments: [
            (["inspect", "page.html"], 65),
            (["inspect", "empty-array.json"], 0),
            (["inspect", "digest.json"], 0),
            (["inspect", "nowhere.json"], 66),
            (["inspect", "--strict", "records.json"], 0),
            (["inspect", "--strict", "bad-records.json"], 65),
            (["inspect", "--strict", "page.html", "records.json"], 0),
            (["inspect"], 64),
            (["inspect", "--from", "yesterday", "records.json"], 64),
            (["inspect", "--format", "xml", "records.json"], 64),
            (["inspect", "--max-memory", "lots", "records.json"], 64),
            (["insepct", "records.json"], 66),
        ] as [([String], Int32)])
    func theStatusSaysHowItEnded(arguments: [String], status: Int32) throws {
        #expect(try Program.run(arguments, folder: Self.fixtures).status == status)
    }

    @Test func aFirstWordThatIsNearlyACommandGetsAHint() throws {
        let result = try Program.run(["insepct", "records.json"], folder: Self.fixtures)
        #expect(result.errors.contains("did you mean huckleberry inspect?"))
    }

    @Test func hostileNamesAndReasonsAreHarmless() throws {
        let folder = try InputFolder([
            "a\u{1B}[2J\u{202E}.json": "[{\"eventName\":1,\"eventTime\":\"\u{1B}]0;x\u{7}\"}]"
        ])
        let result = try Program.run(["inspect", folder.url.path])
        #expect(!result.output.unicodeScalars.contains("\u{1B}"))
        #expect(!result.output.unicodeScalars.contains("\u{202E}"))
        #expect(result.output.contains(#"a\u{1B}[2J\u{202E}.json"#))
    }
}
