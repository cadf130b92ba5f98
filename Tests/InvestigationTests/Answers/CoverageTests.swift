import CloudTrail
import Events
import Foundation
import Ingest
import Investigation
import Records
import Testing

@Suite struct CoverageTests {
    private let office = TinyTrail.everyDay(.init(time: "", name: "DescribeInstances"))
    private let attack = TinyTrail.Call(time: "2020-05-06T08:00:00Z", name: "ListBuckets", ip: "198.51.100.23")

    private func coverage(_ calls: [TinyTrail.Call], days: Int = 30) throws -> Coverage {
        let tiny = try TinyTrail(calls)
        defer { tiny.remove() }
        return Coverage(from: EventTime("2020-05-06T08:00:00Z"), in: tiny.trail, baselineDays: days)
    }

    @Test func `The sample case is covered whole`() {
        let coverage = Coverage(of: SampleCase.incident.scope, in: SampleCase.trail)
        #expect(coverage.grade == .complete)
        #expect(coverage.reasons == [])
        #expect(coverage.from?.iso8601 == "2020-05-05T23:10:04Z")
        #expect(coverage.to?.iso8601 == "2020-05-07T00:09:59Z")
        #expect(coverage.historyDays == 46)
        #expect(coverage.accounts == ["111122223333", "222233334444", "333344445555", "444455556666"])
        #expect(coverage.allowsNegativeAnswers)
    }

    @Test func `A trail that begins too late is short`() throws {
        #expect(try coverage(office + [attack]).grade == .complete)
        let short = try coverage(Array(office.suffix(3)) + [attack])
        #expect(short.grade == .shortBaseline)
        #expect(short.reasons == ["the trail reaches back 7 days, not 30"])
        #expect(try coverage(Array(office.suffix(3)) + [attack], days: 7).grade == .complete)
    }

    private static let changes: [(String, String, Bool)] = [
        ("StopLogging", "{}", true), ("DeleteTrail", "{}", true),
        ("UpdateTrail", #"{"name":"t","isMultiRegionTrail":false}"#, true),
        ("UpdateTrail", #"{"name":"t","isMultiRegionTrail":true,"enableLogFileValidation":true}"#, false),
        ("UpdateTrail", #"{"name":"t","s3BucketName":"elsewhere"}"#, true),
        (
            "PutEventSelectors", #"{"eventSelectors":[{"readWriteType":"ReadOnly","includeManagementEvents":true}]}"#,
            true
        ),
        ("PutEventSelectors", #"{"eventSelectors":[{"readWriteType":"All","includeManagementEvents":false}]}"#, true),
        (
            "PutEventSelectors",
            #"{"eventSelectors":[{"readWriteType":"All","includeManagementEvents":true,"excludeManagementEventSources":["kms.amazonaws.com"]}]}"#,
            true
        ),
        ("PutEventSelectors", #"{"eventSelectors":[{"readWriteType":"All","includeManagementEvents":true}]}"#, false),
        (
            "PutEventSelectors",
            #"{"advancedEventSelectors":[{"fieldSelectors":[{"field":"eventCategory","equals":["Management"]}]}]}"#,
            false
        ),
        (
            "PutEventSelectors",
            #"{"advancedEventSelectors":[{"fieldSelectors":[{"field":"eventCategory","equals":["Data"]}]}]}"#, true
        ),
        ("PutInsightSelectors", #"{"insightSelectors":[]}"#, true),
        ("PutInsightSelectors", #"{"insightSelectors":[{"insightType":"ApiCallRateInsight"}]}"#, false),
    ]

    @Test(arguments: changes)
    func `A trail that records less within the window is broken`(_ name: String, _ request: String, _ isLess: Bool)
        throws
    {
        let change = TinyTrail.Call(
            time: "2020-05-06T09:00:00Z", name: name, service: "cloudtrail", request: request)
        let inWindow = try coverage(office + [attack, change])
        #expect((inWindow.grade == .broken) == isLess)
        #expect(inWindow.reasons.first?.hasPrefix("\(name) by ana at 2020-05-06 09:00:00") ?? false == isLess)
        var refused = change
        refused.error = "AccessDenied"
        #expect(try coverage(office + [attack, refused]).grade == .complete)
    }

    @Test func `Logging that was stopped before the window and goes on in it is broken`() throws {
        let stop = TinyTrail.Call(time: "2020-05-05T09:00:00Z", name: "StopLogging", service: "cloudtrail")
        let start = TinyTrail.Call(time: "2020-05-05T10:00:00Z", name: "StartLogging", service: "cloudtrail")
        #expect(try coverage(office + [stop, attack]).grade == .broken)
        #expect(try coverage(office + [stop, start, attack]).grade == .shortBaseline)
    }

    @Test func `A region that falls silent while others speak is a gap`() throws {
        // Every hour of April and up to the attack; then 20 hours in which only the attacker speaks.
        var calls: [TinyTrail.Call] = []
        for hour in 0..<(35 * 24 + 8) {
            let time = EventTime("2020-04-01T00:30:00Z")!.advanced(byMilliseconds: Int64(hour) * EventTime.hour)
            calls.append(.init(time: time.iso8601, name: "DescribeInstances"))
        }
        let late = TinyTrail.Call(time: "2020-05-07T04:00:00Z", name: "ListBuckets", ip: "198.51.100.23")
        let coverage = try coverage(calls + [attack, late])
        #expect(coverage.grade == .gaps)
        // The account as a whole, in which nobody spoke between the attacker's two calls.
        #expect(coverage.gaps.map(\.region) == [nil])
        #expect(coverage.gaps.map(\.from.iso8601) == ["2020-05-06T09:00:00Z"])
        #expect(coverage.gaps.map(\.to.iso8601) == ["2020-05-07T04:00:00Z"])
        #expect(!coverage.allowsNegativeAnswers)
    }

    @Test func `What could not be read counts by the time in its name`() throws {
        func grade(_ name: String) throws -> Coverage.Grade {
            let folder = FileManager.default.temporaryDirectory.appending(
                path: "huckleberry-tests-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            let records = (1...30).map { day in
                let time = "2020-04-\(day < 10 ? "0" : "")\(day)T10:00:00Z"
                return
                    #"{"eventVersion":"1.05","eventTime":"\#(time)","eventSource":"s3.amazonaws.com","eventName":"A","awsRegion":"us-east-1","eventID":"00000000-0000-4000-8000-0000000000\#(day + 10)","recipientAccountId":"111122223333"}"#
            }
            try Data(records.joined(separator: "\n").utf8).write(to: folder.appending(path: "a.json"))
            try Data([0x1F, 0x8B, 0x08, 0x00, 0x01]).write(to: folder.appending(path: name))
            let trail = Trail(try #require(Loader([folder.path]).load()))
            return Coverage(from: EventTime("2020-04-25T00:00:00Z"), in: trail, baselineDays: 10).grade
        }
        #expect(try grade("1_CloudTrail_us-east-1_20200426T0005Z_a.json.gz") == .broken)
        #expect(try grade("1_CloudTrail_us-east-1_20200420T0005Z_a.json.gz") == .shortBaseline)
        #expect(try grade("1_CloudTrail_us-east-1_20200401T0005Z_a.json.gz") == .complete)
        #expect(try grade("part.json.gz") == .broken)
    }

    @Test func `A trail without events covers nothing`() throws {
        let coverage = try coverage([])
        #expect(coverage.grade == .broken)
        #expect(coverage.from == nil)
    }
}
