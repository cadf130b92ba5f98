import CloudTrail
import Foundation
import Testing

@testable import Sources

@Suite struct GuardDutyFetchTests {
    private static let script = #"""
        case "$*" in
        *get-caller-identity*) echo '{"Account": "111122223333"}' ;;
        *list-detectors*eu-west-1*) echo '{"DetectorIds": []}' ;;
        *list-detectors*) echo '{"DetectorIds": ["d1"]}' ;;
        *list-findings*) printf '{"FindingIds": ["f0"'; for n in $(seq "${COUNT:-59}"); do printf ', "f%s"' "$n"; done; echo ']}' ;;
        *get-findings*)
            printf '{"Findings": ['; separator=
            for word in "$@"; do
                case $word in f*) printf '%s{"Id": "%s", "Severity": 5.0, "UpdatedAt": "%s"}' "$separator" "$word" "$UPDATED"; separator=, ;; esac
            done
            echo ']}' ;;
        esac
        """#

    private func fetch(_ aws: FakeAWS, _ environment: [String: String] = [:], regions: [String] = ["us-east-1"])
        -> GuardDutyFetch
    {
        var commandLine = aws.commandLine(attempts: 1)
        commandLine.environment = environment
        return GuardDutyFetch(
            aws: commandLine, regions: regions, from: EventTime("2026-03-01"), to: EventTime("2026-03-02"),
            folder: FetchFolder(aws.file("out")))
    }

    @Test func `Findings come fifty at a time, and each is a file`() async throws {
        let aws = try FakeAWS(Self.script)
        let summary = try await fetch(aws).run()
        #expect((summary.fetched, summary.same) == (60, 0))
        #expect(
            aws.calls[2] == "guardduty list-findings --detector-id=d1 --page-size=50 --finding-criteria={\"Criterion\":"
                + "{\"updatedAt\":{\"GreaterThanOrEqual\":1772323200000,\"LessThan\":1772409600000}}} --output=json "
                + "--region=us-east-1")
        #expect(
            aws.calls.filter { $0.contains("get-findings") }.map { $0.split(separator: " f").count - 1 } == [50, 10])
        let file = aws.file("out/guardduty/111122223333/us-east-1/d1/f7.json")
        #expect(
            try String(contentsOfFile: file, encoding: .utf8)
                == "{\"Findings\":[{\"Id\":\"f7\",\"Severity\":5.0,\"UpdatedAt\":\"\"}]}\n")
    }

    @Test func `A finding that was written anew takes the place of its file`() async throws {
        let aws = try FakeAWS(Self.script)
        _ = try await fetch(aws, ["COUNT": "1"]).run()
        #expect(try await fetch(aws, ["COUNT": "2"]).run().same == 2)
        let newer = try await fetch(aws, ["COUNT": "2", "UPDATED": "later"]).run()
        #expect((newer.fetched, newer.same) == (3, 0))
        let folder = aws.file("out/guardduty/111122223333/us-east-1/d1")
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["f0.json", "f1.json", "f2.json"])
    }

    @Test func `A region without a detector is said`() async throws {
        let aws = try FakeAWS(Self.script)
        let summary = try await fetch(aws, ["COUNT": "1"], regions: ["eu-west-1", "us-east-1"]).run()
        #expect(summary.notes == ["eu-west-1: GuardDuty is not on, and has no findings"])
        #expect(summary.fetched == 2)
    }
}
