import CloudTrail
import Foundation
import Synchronization
import Testing

@testable import Sources

@Suite struct LookupFetchTests {
    private let now = EventTime("2026-03-10T12:00:00Z")!

    /// Two pages a window; `$FOLDER/refuse` holds a word of calls that fail.
    private static let script = #"""
        [ ! -f "$FOLDER/refuse" ] || case "$*" in *"$(cat "$FOLDER/refuse")"*)
            printf '\nAn error occurred (%s) when calling the LookupEvents operation: Words\n' "$(cat "$FOLDER/code")" >&2
            exit 254 ;;
        esac
        case "$*" in
        *get-caller-identity*) echo '{"Account": "111122223333"}' ;;
        *describe-regions*) echo '{"Regions": [{"RegionName": "us-east-1"}, {"RegionName": "eu-west-1"}]}' ;;
        *--next-token=two*) echo '{"Events": [{"EventId": "3"}]}' ;;
        *lookup-events*) echo '{"Events": [{"EventId": "1"}, {"EventId": "2"}], "NextToken": "two"}' ;;
        'configure get region'*) echo us-west-2 ;;
        esac
        """#

    private func fetch(
        _ aws: FakeAWS, regions: [String] = ["us-east-1"], from: String? = "2026-03-01", to: String? = "2026-03-06",
        attribute: LookupAttribute? = nil, now: EventTime? = nil
    ) -> LookupFetch {
        LookupFetch(
            aws: aws.commandLine(attempts: 1), regions: regions, from: from.flatMap { EventTime($0) },
            to: to.flatMap { EventTime($0) }, attribute: attribute, folder: FetchFolder(aws.file("out")),
            now: now ?? self.now,
            sleep: { _ in })
    }

    private func pages(_ aws: FakeAWS) -> [String] {
        let folder = aws.file("out/")
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return names.filter { $0.hasSuffix(".json") }.sorted()
    }

    private func lookUps(_ aws: FakeAWS) -> [String] { aws.calls.filter { $0.contains("lookup-events") } }

    @Test func `Weeks are read page by page, and each page is a file as the API gave it`() async throws {
        let aws = try FakeAWS(Self.script)
        let summary = try await fetch(aws).run()
        #expect(summary.fetched == 6)
        #expect(
            lookUps(aws) == [
                "cloudtrail lookup-events --start-time=2026-03-01T00:00:00Z --end-time=2026-03-04T23:59:59Z "
                    + "--max-results=50 --no-paginate --output=json --region=us-east-1",
                "cloudtrail lookup-events --start-time=2026-03-01T00:00:00Z --end-time=2026-03-04T23:59:59Z "
                    + "--max-results=50 --no-paginate --next-token=two --output=json --region=us-east-1",
                "cloudtrail lookup-events --start-time=2026-03-05T00:00:00Z --end-time=2026-03-05T23:59:59Z "
                    + "--max-results=50 --no-paginate --output=json --region=us-east-1",
                "cloudtrail lookup-events --start-time=2026-03-05T00:00:00Z --end-time=2026-03-05T23:59:59Z "
                    + "--max-results=50 --no-paginate --next-token=two --output=json --region=us-east-1",
            ])
        let place = "lookup/111122223333/us-east-1/management/"
        #expect(
            pages(aws) == [
                place + "20260301T000000Z-20260305T000000Z/page-00001.json",
                place + "20260301T000000Z-20260305T000000Z/page-00002.json",
                place + "20260305T000000Z-20260306T000000Z/page-00001.json",
                place + "20260305T000000Z-20260306T000000Z/page-00002.json",
            ])
        let text = try String(contentsOfFile: aws.file("out/" + pages(aws)[1]), encoding: .utf8)
        #expect(text == "{\"Events\": [{\"EventId\": \"3\"}]}\n")
        // What is complete is not asked for again.
        let again = try await fetch(aws).run()
        #expect((again.fetched, again.partsHere) == (0, 2))
        #expect(lookUps(aws).count == 4)
    }

    @Test func `An interrupted week goes on behind its last page, with the words it was begun with`() async throws {
        let aws = try FakeAWS(Self.script)
        try aws.write("--next-token", to: "refuse")
        try aws.write("InternalError", to: "code")
        let broken = try await fetch(aws, from: "2026-03-09", to: nil).run()
        #expect(broken.fetched == 2)
        #expect(broken.losses.map(\.name) == ["us-east-1 from 2026-03-09T00:00:00Z"])
        try FileManager.default.removeItem(atPath: aws.file("refuse"))
        let later = now.advanced(byMilliseconds: EventTime.hour)
        #expect(try await fetch(aws, from: "2026-03-09", to: nil, now: later).run().fetched == 1)
        #expect(
            lookUps(aws).last?.contains(
                "--end-time=2026-03-10T11:59:59Z --max-results=50 --no-paginate --next-token=two") == true)
        // Events may come late: the week that has not ended is read anew.
        #expect(try await fetch(aws, from: "2026-03-09", to: nil, now: later).run().fetched == 3)
        #expect(pages(aws).count == 2)
    }

    @Test func `Where the place of the next page is no longer known, the week is read anew`() async throws {
        let aws = try FakeAWS(Self.script)
        try aws.write("--next-token", to: "refuse")
        try aws.write("InvalidNextTokenException", to: "code")
        _ = try await fetch(aws, to: "2026-03-02").run()
        #expect(pages(aws).count == 1)
        let count = lookUps(aws).count
        // Refused once more, and begun anew.
        _ = try await fetch(aws, to: "2026-03-02").run()
        #expect(lookUps(aws).dropFirst(count).map { $0.contains("--next-token") } == [true, false, true])
    }

    @Test func `A page that was changed here is read again`() async throws {
        let aws = try FakeAWS(Self.script)
        _ = try await fetch(aws, to: "2026-03-02").run()
        try aws.write("{}", to: "out/" + pages(aws)[0])
        #expect(try await fetch(aws, to: "2026-03-02").run().fetched == 3)
    }

    @Test func `What lies more than 90 days back is cut off, and said`() async throws {
        let aws = try FakeAWS(Self.script)
        let summary = try await fetch(aws, from: "2025-11-01", to: "2025-12-12").run()
        #expect(
            summary.notes == [
                "the event history reaches back 90 days: asked from 2025-12-10T00:00:00Z on, not 2025-11-01T00:00:00Z"
            ])
        #expect(lookUps(aws)[0].contains("--start-time=2025-12-10T00:00:00Z"))
        #expect(!fetch(aws, from: "2025-11-01", to: "2025-12-01").hasTime)
    }

    @Test func `Regions are those that are named, all, or the one of the profile`() async throws {
        let aws = try FakeAWS(Self.script)
        #expect(try await fetch(aws, regions: ["all"], to: "2026-03-02").run().regions == ["eu-west-1", "us-east-1"])
        #expect(try await fetch(aws, regions: [], to: "2026-03-02").run().regions == ["us-west-2"])
    }

    @Test func `A region that is denied is named, and the others are read`() async throws {
        let aws = try FakeAWS(Self.script)
        try aws.write("lookup-events", to: "refuse")
        try aws.write("AccessDeniedException", to: "code")
        let summary = try await fetch(aws, regions: ["us-east-1", "eu-west-1"]).run()
        #expect(
            summary.losses.map(\.name) == [
                "us-east-1 from 2026-03-01T00:00:00Z", "eu-west-1 from 2026-03-01T00:00:00Z",
            ])
        #expect(summary.losses[0].reason.contains("access denied"))
    }

    @Test func `An attribute is one of AWS' names, and its value is taken literally`() async throws {
        let attribute = try LookupAttribute("username=file:///etc/passwd")
        let aws = try FakeAWS(Self.script)
        _ = try await fetch(aws, to: "2026-03-02", attribute: attribute).run()
        #expect(
            lookUps(aws)[0].contains(
                #"--lookup-attributes=[{"AttributeKey":"Username","AttributeValue":"file:///etc/passwd"}]"#))
        #expect(
            pages(aws)[0]
                == "lookup/111122223333/us-east-1/management.Username=file:%252F%252F%252Fetc%252Fpasswd/"
                + "20260301T000000Z-20260302T000000Z/page-00001.json")
        #expect(throws: LookupAttribute.Problem.unknown("EventNam", guess: "EventName")) {
            try LookupAttribute("EventNam=x")
        }
        #expect(throws: LookupAttribute.Problem.noValue("EventName")) { try LookupAttribute("EventName") }
    }

    @Test func `Calls in a region are half a second apart`() async throws {
        let aws = try FakeAWS(Self.script)
        let waits = Mutex<[Duration]>([])
        let start = ContinuousClock.now
        var fetch = fetch(aws)
        fetch.clock = { start }
        fetch.sleep = { rest in waits.withLock { $0.append(rest) } }
        _ = try await fetch.run()
        #expect(waits.withLock { $0 } == [Duration](repeating: .milliseconds(500), count: 4))
    }
}
