import CloudTrail
import Foundation
import Ingest
import Records
import Testing

@Suite struct GapTests {
    private let start = EventTime("2024-04-01T00:00:00Z")!

    /// The gaps of a trail with an event in each of these hours, counted from Monday, the first of April 2024.
    private func gaps(_ hours: some Sequence<Int>, region: String = "us-east-1", others: [(Int, String)] = []) throws
        -> [Gap]
    {
        let all = hours.map { ($0, region) } + others
        let records = all.enumerated().map { number, event in
            let time = start.advanced(byMilliseconds: Int64(event.0) * EventTime.hour + 30 * EventTime.minute)
            let id = "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - "\(number)".count) + "\(number)"
            return
                #"{"eventVersion":"1.08","eventTime":"\#(time.iso8601)","eventSource":"s3.amazonaws.com","eventName":"A","awsRegion":"\#(event.1)","eventID":"\#(id)","recipientAccountId":"111122223333"}"#
        }
        let file = FileManager.default.temporaryDirectory.appending(path: "huckleberry-tests-\(UUID().uuidString).json")
        try Data(records.joined(separator: "\n").utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return Trail(try #require(Loader([file.path]).load())).gaps
    }

    /// From 08:00 to 18:00 on days from Monday to Friday.
    private func working(days: Int) -> [Int] {
        (0..<days).filter { $0 % 7 < 5 }.flatMap { day in (8..<18).map { day * 24 + $0 } }
    }

    @Test func `Five hours without events are a gap where else one hour at most has none`() throws {
        let gaps = try gaps((0..<240).filter { $0 != 100 && !(150..<155).contains($0) })
        #expect(gaps.map(\.from.iso8601) == ["2024-04-07T06:00:00Z"])
        #expect(gaps.map(\.to.iso8601) == ["2024-04-07T11:00:00Z"])
        #expect(gaps.map(\.region) == [nil])
        #expect(gaps.map(\.reason) == ["no events for 5 hours, where the longest silence is else of 1"])
    }

    @Test func `Two weeks missing from forty days are a gap, and do not hide three missing hours`() throws {
        let missing = Set(200..<(200 + 14 * 24)).union(700..<703)
        let gaps = try gaps((0..<960).filter { !missing.contains($0) })
        #expect(gaps.map(\.from.iso8601) == ["2024-04-09T08:00:00Z", "2024-04-30T04:00:00Z"])
        #expect(gaps.map(\.to.iso8601) == ["2024-04-23T08:00:00Z", "2024-04-30T07:00:00Z"])
    }

    @Test(arguments: [4, 11, 18, 40])
    func `Nights and weekends of those who work by day are none`(_ days: Int) throws {
        #expect(try gaps(working(days: days)) == [])
    }

    @Test func `A week in which nobody worked is one`() throws {
        // The third week: from Friday the 12th, 18:00, to Monday the 22nd, 08:00.
        let gaps = try gaps(working(days: 40).filter { !(14 * 24..<21 * 24).contains($0) })
        #expect(gaps.map(\.from.iso8601) == ["2024-04-12T18:00:00Z"])
        #expect(gaps.map(\.to.iso8601) == ["2024-04-22T08:00:00Z"])
        #expect(gaps.map(\.reason) == ["no events for 230 hours, where the longest silence is else of 62"])
    }

    @Test func `A region that speaks no more while the account does is silent to the end`() throws {
        let gaps = try gaps(0..<500, others: (0..<480).map { ($0, "eu-west-1") })
        #expect(gaps.map(\.region) == ["eu-west-1"])
        #expect(gaps.map(\.from.iso8601) == ["2024-04-21T00:00:00Z"])
        #expect(gaps.map(\.to.iso8601) == ["2024-04-21T19:30:00Z"])
    }

    @Test func `Who speaks once a day is not missed for a week`() throws {
        #expect(try gaps((0..<30).map { $0 * 24 } + [37 * 24]) == [])
    }
}
