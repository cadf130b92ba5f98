import Athena
import CloudTrail
import Foundation
import TestPrograms
import Testing

@testable import Sources

/// The AWS CLI itself, against servers that stand in for AWS. It needs `aws`, and `moto_server` or `python3`, on the `PATH` or
/// in the virtual environment that HUCKLEBERRY_AWS_VENV names: `pip install awscli 'moto[server]'`.
@Suite(.serialized) struct RealCommandLineTests {
    static let environment = [
        "AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing", "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CONFIG_FILE": "/dev/null", "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
    ]

    /// Where a tool is; nil where it is not.
    static func tool(_ name: String) -> String? {
        let variables = ProcessInfo.processInfo.environment
        let folders =
            (variables["HUCKLEBERRY_AWS_VENV"].map { [$0 + "/bin"] } ?? [])
            + (variables["PATH"] ?? "").split(separator: ":").map(String.init)
        return folders.map { $0 + "/" + name }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    static let absence = "aws and moto_server are neither on the PATH nor in HUCKLEBERRY_AWS_VENV"

    private let folder = FileManager.default.temporaryDirectory.appending(path: "sources-\(UUID().uuidString)")

    private func fetchFolder() -> FetchFolder { FetchFolder(folder.path(percentEncoded: false)) }

    private func aws(_ port: String) throws -> AWSCommandLine {
        AWSCommandLine(
            program: try #require(Self.tool("aws")), region: "us-east-1", endpointURL: "http://127.0.0.1:\(port)",
            environment: Self.environment)
    }

    /// A server that is started, and asked when it says where it listens; ended by the test.
    private final class Server {
        let process = Process()
        let port: String

        /// - Parameter words: what stands before the port in what the server says; empty where the port is all.
        init(_ program: String, _ arguments: [String], saying words: String = "") throws {
            process.executableURL = URL(filePath: program)
            process.arguments = arguments
            let output = Pipe()
            process.standardOutput = output
            process.standardError = output
            try process.run()
            var said = ""
            while true {
                let more = output.fileHandleForReading.availableData
                try #require(!more.isEmpty, "the server ended: \(said)")
                said += String(decoding: more, as: UTF8.self)
                guard let start = words.isEmpty ? said.startIndex : said.firstRange(of: words)?.upperBound else {
                    continue
                }
                let digits = said[start...].prefix(while: \.isNumber)
                // Behind it stands the end of the line.
                guard !digits.isEmpty, digits.endIndex < said.endIndex else { continue }
                port = String(digits)
                break
            }
            // What it says later is not to fill the pipe.
            output.fileHandleForReading.readabilityHandler = { _ = $0.availableData }
        }

        func stop() { kill(process.processIdentifier, SIGKILL) }
    }

    private func server(_ arguments: [String]) throws -> Server {
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "server.py")
        return try Server(try #require(Self.tool("python3")), [script.path(percentEncoded: false)] + arguments)
    }

    @Test(.enabled(if: tool("aws") != nil && tool("moto_server") != nil, "\(absence)"))
    func `Objects of S3 come once, checked, and only what is missing comes again`() async throws {
        let moto = try Server(try #require(Self.tool("moto_server")), ["-p", "0"], saying: "http://127.0.0.1:")
        defer { moto.stop() }
        let aws = try aws(moto.port)
        let keys = FakeBucket.keys(
            accounts: ["111122223333", "444455556666"], days: 1...5, hours: 9, top: "t/AWSLogs/o-a1/")
        let source = folder.path(percentEncoded: false) + ".source"
        for (number, key) in keys.enumerated() {
            let file = URL(filePath: source).appending(path: key)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data("log \(number)".utf8).write(to: file)
        }
        _ = try await aws.run(["s3", "mb", "s3://trail"])
        _ = try await aws.run(["s3", "cp", "--recursive", "--quiet", source, "s3://trail/"])
        let odd = "t/AWSLogs/o-a1/111122223333/CloudTrail/us-east-1/2026/03/02/../../x y"
        _ = try await aws.run(["s3api", "put-object", "--bucket=trail", "--key=\(odd)"])
        let location = try #require(S3Location("s3://trail/t"))
        var fetch = S3Fetch(aws: aws, location: location, selection: FetchSelection(), folder: fetchFolder())
        fetch.selection.to = EventTime("2026-03-03")
        let first = try await fetch.run()
        #expect((first.fetched, first.losses.count) == (55, 0))
        #expect(first.checks == [.md5: 55])
        fetch.selection.to = nil
        let second = try await fetch.run()
        #expect((second.here, second.fetched) == (55, 36))
        for (number, key) in keys.enumerated() {
            #expect(
                FileManager.default.contents(atPath: fetch.folder.file("trail/" + key)) == Data("log \(number)".utf8))
        }
        let place = "trail/t/AWSLogs/o-a1/111122223333/CloudTrail/us-east-1/2026/03/02/%2E%2E/%2E%2E/x%20y"
        #expect(LocalFile.facts(fetch.folder.file(place))?.size == 0)
        try FileManager.default.removeItem(atPath: source)
        try FileManager.default.removeItem(atPath: fetch.folder.path)
        try FileManager.default.removeItem(atPath: fetch.folder.statePath)
    }

    /// The catalogue says where the table's files lie and how they are parted, their sizes what a query reads, and Athena's
    /// answer is fetched from where Athena wrote it.
    @Test(.enabled(if: tool("aws") != nil && tool("moto_server") != nil, "\(absence)"))
    func `Athena is asked for a table that the catalogue knows`() async throws {
        let moto = try Server(try #require(Self.tool("moto_server")), ["-p", "0"], saying: "http://127.0.0.1:")
        defer { moto.stop() }
        let aws = try lazyAthena(moto.port)
        _ = try await aws.run(["s3", "mb", "s3://trail"])
        _ = try await aws.run(["s3", "mb", "s3://results"])
        let log = folder.appending(path: "log")
        try Data("ten bytes\n".utf8).write(to: log)
        for day in ["2026/03/01", "2026/03/02", "2026/03/09"] {
            let key = "AWSLogs/111122223333/CloudTrail/us-east-1/\(day)/log.json.gz"
            _ = try await aws.run(["s3", "cp", "--quiet", log.path, "s3://trail/\(key)"])
        }
        _ = try await aws.run(["glue", "create-database", "--database-input", #"{"Name": "d"}"#])
        let place = "s3://trail/AWSLogs/${account}/CloudTrail/${region}/${timestamp}"
        let table = """
            {"Name": "t", "StorageDescriptor": {"Location": "s3://trail/AWSLogs/"},
            "PartitionKeys": [{"Name": "account", "Type": "string"}, {"Name": "region", "Type": "string"},
            {"Name": "timestamp", "Type": "string"}], "Parameters": {"storage.location.template": "\(place)"}}
            """
        _ = try await aws.run(["glue", "create-table", "--database-name", "d", "--table-input", table])
        let named = EventTable(database: "d", name: "t")
        let facts = try await TableFacts(of: named, asking: aws)
        #expect(facts.location == S3Location("s3://trail/AWSLogs/"))
        #expect(facts.partitions == .accountRegionDay(account: "account", region: "region", day: "timestamp"))
        let window = EventWindow(
            from: EventTime("2026-03-01"), to: EventTime("2026-03-03"), accounts: ["111122223333"],
            regions: ["us-east-1"])
        let estimate = try await ScanEstimate(of: window, at: try #require(facts.location), asking: aws)
        #expect((estimate.files, estimate.bytes) == (2, 20))
        let engine = AthenaEngine(aws, table: named, output: "s3://results/q/")
        let rows = folder.appending(path: "rows.csv").path
        let receipt = try await engine.run(EventQuery.frame(of: named, window: window), into: rows)
        #expect(!receipt.id.isEmpty)
        #expect(try String(contentsOfFile: rows, encoding: .utf8) == "\"eventid\"\n\"e-1\"\n")
        try FileManager.default.removeItem(at: folder)
    }

    /// A command line that has moto write the rows of a query when its state is asked for, as Athena does: by itself moto
    /// does not before the rows are asked for.
    private func lazyAthena(_ port: String) throws -> AWSCommandLine {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let program = folder.appending(path: "aws")
        let rows = ["eventid", "e-1"].map { #"{"Data": [{"VarCharValue": "\#($0)"}]}"# }.joined(separator: ", ")
        let queue = #"{"results": [{"rows": [\#(rows)], "column_info": []}]}"#
        let python = """
            import sys, urllib.request
            urllib.request.urlopen(sys.argv[1] + "/moto-api/static/athena/query-results", sys.argv[2].encode())
            """
        let script = """
            #!/bin/sh
            last=
            case " $* " in *" get-query-execution "*)
              for word; do
                case "$last" in --query-execution-id) id=$word;; esac
                last=$word
              done
              python3 -c '\(python)' "$AWS_ENDPOINT_URL" '\(queue)'
              "$REAL_AWS" athena get-query-results --query-execution-id "$id" >/dev/null;;
            esac
            exec "$REAL_AWS" "$@"
            """
        try WrittenProgram.write(script, to: program.path)
        var aws = try aws(port)
        aws.program = program.path
        let more = [
            "REAL_AWS": try #require(Self.tool("aws")), "AWS_ENDPOINT_URL": "http://127.0.0.1:\(port)",
            "AWS_DEFAULT_REGION": "us-east-1",
        ]
        aws.environment.merge(more) { _, new in new }
        return aws
    }

    @Test(.enabled(if: tool("aws") != nil && tool("python3") != nil, "\(absence)"))
    func `The event history is read whole from a server that pages and throttles`() async throws {
        let server = try server(["320", "0", "2"])
        defer { server.stop() }
        var fetch = LookupFetch(
            aws: try aws(server.port), regions: ["all"], from: EventTime("2026-03-01"), to: EventTime("2026-03-11"),
            folder: fetchFolder(), now: try #require(EventTime("2026-03-12")))
        #expect(try await fetch.run().fetched == 640)
        #expect(try await fetch.run().partsHere == 4)
        fetch.attribute = try LookupAttribute("EventName=CreateKeyPair")
        #expect(try await fetch.run().fetched == 64)
        try FileManager.default.removeItem(atPath: fetch.folder.path)
        try FileManager.default.removeItem(atPath: fetch.folder.statePath)
    }

    @Test(.enabled(if: tool("aws") != nil && tool("python3") != nil, "\(absence)"))
    func `Findings are read whole from a server that pages and throttles`() async throws {
        let server = try server(["0", "120"])
        defer { server.stop() }
        var fetch = GuardDutyFetch(aws: try aws(server.port), regions: ["all"], folder: fetchFolder())
        let summary = try await fetch.run()
        #expect(summary.fetched == 120)
        #expect(summary.notes == ["eu-west-1: GuardDuty is not on, and has no findings"])
        // A finding an hour back from the tenth.
        fetch.from = EventTime("2026-03-09T12:00:00Z")
        fetch.to = EventTime("2026-03-09T22:00:00Z")
        let part = try await fetch.run()
        #expect((part.fetched, part.same) == (10, 10))
        try FileManager.default.removeItem(atPath: fetch.folder.path)
        try FileManager.default.removeItem(atPath: fetch.folder.statePath)
    }
}
