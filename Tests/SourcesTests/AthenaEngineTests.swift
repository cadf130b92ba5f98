import Athena
import CloudTrail
import Foundation
import JSON
import Testing

@testable import Sources

@Suite("Asking Athena")
struct AthenaEngineTests {
    private let query = EventQuery.frame(of: EventTable(database: "d", name: "t"), window: EventWindow())

    /// Athena as it answers a query that reads `bytes`, and ends as `$FOLDER/states` says, a state for each look.
    private func athena(states: [String], bytes: Int = 1_000) throws -> FakeAWS {
        let aws = try FakeAWS(
            """
            case "$1 $2" in
              "athena start-query-execution")
                for word; do case "$word" in file://*) cp "${word#file://}" "$FOLDER/statement";; esac; done
                echo '{"QueryExecutionId": "q-1"}';;
              "athena get-query-execution")
                state=$(head -n 1 "$FOLDER/states"); sed -i 1d "$FOLDER/states"
                echo '{"QueryExecution": {"Status": {"State": "'$state'", "StateChangeReason": "column x does not exist"},
                  "Statistics": {"DataScannedInBytes": \(bytes)},
                  "ResultConfiguration": {"OutputLocation": "s3://results/q-1.csv"}}}';;
              "athena stop-query-execution") echo;;
              "s3 cp") printf 'eventname\\n"A"\\n' >"$4";;
            esac
            """)
        try aws.write(states.joined(separator: "\n") + "\n", to: "states")
        return aws
    }

    private func engine(_ aws: FakeAWS, scanLimit: Int64? = nil) -> AthenaEngine {
        AthenaEngine(
            aws.commandLine(), table: EventTable(database: "d", name: "t"), workgroup: "w", output: "s3://results/",
            scanLimit: scanLimit, wait: { _ in })
    }

    @Test("a query is started, waited for, and its rows are fetched")
    func answer() async throws {
        let aws = try athena(states: ["QUEUED", "RUNNING", "SUCCEEDED"])
        let rows = aws.file("rows.csv")
        let receipt = try await engine(aws).run(query, into: rows)
        #expect(receipt == QueryReceipt(id: "q-1", scannedBytes: 1_000))
        #expect(try String(contentsOfFile: rows, encoding: .utf8) == "eventname\n\"A\"\n")
        #expect(try String(contentsOfFile: aws.file("statement"), encoding: .utf8) == query.text)
        #expect(
            aws.calls.map { $0.split(separator: " ").prefix(2).joined(separator: " ") } == [
                "athena start-query-execution", "athena get-query-execution", "athena get-query-execution",
                "athena get-query-execution", "s3 cp",
            ])
        #expect(aws.calls[0].contains("--query-execution-context Database=d --work-group w"))
        #expect(aws.calls[0].contains("--result-configuration OutputLocation=s3://results/"))
    }

    @Test("a query that fails says why, and is not stopped")
    func failure() async throws {
        let aws = try athena(states: ["FAILED"])
        let failure = await #expect(throws: AWSFailure.self) {
            try await engine(aws).run(query, into: aws.file("rows.csv"))
        }
        #expect(failure?.description == "aws athena get-query-execution: the query failed: column x does not exist")
        #expect(!aws.calls.contains { $0.hasPrefix("athena stop") })
    }

    @Test("a query that reads more than it may is stopped")
    func scanLimit() async throws {
        let aws = try athena(states: ["RUNNING", "RUNNING"], bytes: 2_001)
        let failure = await #expect(throws: AWSFailure.self) {
            try await engine(aws, scanLimit: 2_000).run(query, into: aws.file("rows.csv"))
        }
        #expect(
            failure?.description
                == "aws athena get-query-execution: stopped, as it had read 2001 bytes and may read 2000")
        #expect(aws.calls.last == "athena stop-query-execution --query-execution-id q-1 --output=json")
    }

    @Test("a person who gives up leaves no query behind")
    func cancellation() async throws {
        let aws = try athena(states: ["RUNNING", "RUNNING", "RUNNING"])
        let engine = AthenaEngine(
            aws.commandLine(), table: EventTable(database: "d", name: "t"), wait: { _ in throw CancellationError() })
        let failure = await #expect(throws: AWSFailure.self) { try await engine.run(query, into: aws.file("rows.csv")) }
        #expect(failure?.kind == .cancelled)
        #expect(aws.calls.last?.hasPrefix("athena stop-query-execution") == true)
    }
}

@Suite("Slices of a trail")
struct SliceFolderTests {
    /// Answers each query with the next of some tables.
    private actor Tables: QueryEngine {
        private var tables: [String]

        init(_ tables: [String]) { self.tables = tables }

        func run(_ query: EventQuery, into path: String) async throws(AWSFailure) -> QueryReceipt {
            try? tables.removeFirst().write(toFile: path, atomically: true, encoding: .utf8)
            return QueryReceipt(id: "q", scannedBytes: 10)
        }
    }

    private func row(_ id: String, _ name: String) -> String {
        "\"2026-05-06T10:00:00Z\",\"ec2.amazonaws.com\",\"\(name)\",\"\(id)\",\"111122223333\",\"[aws-cli/2.0]\"\n"
    }

    @Test("an event that several queries bring is kept once, as a record")
    func copies() async throws {
        let header = "eventtime,eventsource,eventname,eventid,recipientaccountid,useragent\n"
        let (a, b) = ("0a0a0a0a-0000-4000-8000-000000000001", "0a0a0a0a-0000-4000-8000-000000000002")
        let path = FileManager.default.temporaryDirectory.appending(path: "slices-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let engine = Tables([
            header + row(a, "RunInstances"), header + row(a, "RunInstances") + row(b, "StopInstances"),
        ])
        var folder = try SliceFolder(path, engine: engine)
        let query = EventQuery.frame(of: EventTable(), window: EventWindow())
        try await folder.add(query)
        try await folder.add(query)
        let text = { (number: Int) in try String(contentsOfFile: "\(path)/slice-000\(number).ndjson", encoding: .utf8) }
        #expect(
            try text(1) == """
                {"eventTime":"2026-05-06T10:00:00Z","eventSource":"ec2.amazonaws.com","eventName":"RunInstances",\
                "eventID":"\(a)","recipientAccountId":"111122223333","userAgent":"[aws-cli/2.0]"}\n
                """)
        #expect(try text(2).contains(b))
        #expect(try text(2).contains(a) == false)
        #expect(folder.scannedBytes == 20)
        #expect(try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".csv") } == [])
    }
}

@Suite("What the catalogue says of a table")
struct TableFactsTests {
    @Test("parts and place are told")
    func projection() {
        let facts = TableFacts([
            "PartitionKeys": [["Name": "account"], ["Name": "region"], ["Name": "timestamp"]],
            "StorageDescriptor": ["Location": "s3://trail/x/AWSLogs/"],
            "Parameters": [
                "storage.location.template": "s3://trail/x/AWSLogs/${account}/CloudTrail/${region}/${timestamp}"
            ],
        ])
        #expect(facts.partitions == .accountRegionDay(account: "account", region: "region", day: "timestamp"))
        #expect(facts.location?.url == "s3://trail/x/AWSLogs/")
    }

    @Test("a day alone, none, and columns that nobody knows")
    func others() {
        let facts = { (names: [String]) in
            TableFacts(["PartitionKeys": .array(names.map { ["Name": .string($0)] })]).partitions
        }
        #expect(facts(["timestamp"]) == .day("timestamp"))
        #expect(facts([]) == EventTable.Partitions.none)
        #expect(facts(["year", "month", "day"]) == nil)
    }
}
