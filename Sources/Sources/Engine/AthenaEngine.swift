public import Athena
internal import Foundation
internal import JSON

/// Amazon Athena, asked through the `aws` command line.
///
/// Source: the Athena API reference, "StartQueryExecution", "GetQueryExecution" and "StopQueryExecution".
public struct AthenaEngine: QueryEngine {
    private let aws: AWSCommandLine
    private let table: EventTable
    /// `--work-group`; nil for Athena's own.
    private let workgroup: String?
    /// Where Athena writes results, `s3://…`; nil where the work group says.
    private let output: String?
    /// A query that reads more is stopped; nil where none is.
    private let scanLimit: Int64?
    private let progress: @Sendable (EventQuery, Int64) -> Void
    private let wait: @Sendable (Duration) async throws -> Void

    /// - Parameters:
    ///   - scanLimit: in bytes, for one query.
    ///   - progress: told again and again how many bytes a query has read.
    ///   - wait: between two looks at a query.
    public init(
        _ aws: AWSCommandLine, table: EventTable, workgroup: String? = nil, output: String? = nil,
        scanLimit: Int64? = nil, progress: @escaping @Sendable (EventQuery, Int64) -> Void = { _, _ in },
        wait: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        self.aws = aws
        self.table = table
        self.workgroup = workgroup
        self.output = output
        self.scanLimit = scanLimit
        self.progress = progress
        self.wait = wait
    }

    /// The commands that a query takes, where its statement lies in a file, and Athena calls it `QUERY-ID` and writes its
    /// rows to `RESULT`.
    public func commands(statement: String, into path: String) -> [[String]] {
        [
            aws.jsonCommand(starting(statement)), aws.jsonCommand(asking(for: "QUERY-ID")),
            aws.command(fetching("RESULT", into: path)),
        ]
    }

    public func run(_ query: EventQuery, into path: String) async throws(AWSFailure) -> QueryReceipt {
        // A statement may be longer than a word of a command line.
        let statement = path + ".sql"
        do {
            try query.text.write(toFile: statement, atomically: true, encoding: .utf8)
        } catch {
            throw AWSFailure(
                command: [], kind: .other(code: nil, message: "\(statement) cannot be written: \(error)"))
        }
        let started = try await aws.json(starting(statement))
        let command = aws.jsonCommand(starting(statement))
        guard let id = started["QueryExecutionId"]?.stringValue else {
            throw AWSFailure(command: command, kind: .notJSON("the answer names no query"))
        }
        do throws(AWSFailure) {
            let (location, scanned) = try await outcome(of: id, query)
            _ = try await aws.run(fetching(location, into: path))
            return QueryReceipt(id: id, scannedBytes: scanned)
        } catch {
            // What nobody waits for must not go on and cost.
            if case .queryFailed = error.kind { throw error }
            await Self.shielded {
                _ = try? await aws.json(["athena", "stop-query-execution", "--query-execution-id", id])
            }
            throw error
        }
    }

    /// Runs to its end, also where whoever asked is cancelled.
    private static func shielded(_ work: @escaping @Sendable () async -> Void) async {
        await Task.detached { await work() }.value
    }

    // MARK: Commands

    private func starting(_ statement: String) -> [String] {
        var words = [
            "athena", "start-query-execution", "--query-string", "file://\(statement)", "--query-execution-context",
            "Database=\(table.database)",
        ]
        if let workgroup { words += ["--work-group", workgroup] }
        if let output { words += ["--result-configuration", "OutputLocation=\(output)"] }
        return words
    }

    private func asking(for id: String) -> [String] {
        ["athena", "get-query-execution", "--query-execution-id", id]
    }

    private func fetching(_ location: String, into path: String) -> [String] {
        ["s3", "cp", location, path, "--only-show-errors"]
    }

    // MARK: Waiting

    /// Waits for a query's end.
    ///
    /// - Returns: where its rows are, and how many bytes it read.
    private func outcome(of id: String, _ query: EventQuery) async throws(AWSFailure) -> (String, Int64) {
        let command = aws.jsonCommand(asking(for: id))
        var pause = 0.25
        while true {
            let execution = try await aws.json(asking(for: id))["QueryExecution"] ?? [:]
            let scanned = Int64(execution[path: ["Statistics", "DataScannedInBytes"]]?.intValue ?? 0)
            progress(query, scanned)
            switch execution[path: ["Status", "State"]]?.stringValue {
            case "SUCCEEDED":
                guard let location = execution[path: ["ResultConfiguration", "OutputLocation"]]?.stringValue else {
                    throw AWSFailure(command: command, kind: .notJSON("the answer names no output location"))
                }
                return (location, scanned)
            case "FAILED", "CANCELLED":
                let reason = execution[path: ["Status", "StateChangeReason"]]?.stringValue ?? "no reason is given"
                throw AWSFailure(command: command, kind: .queryFailed(reason))
            case "QUEUED", "RUNNING": break
            case let state:
                throw AWSFailure(command: command, kind: .notJSON("a query is never \(state ?? "without a state")"))
            }
            if let scanLimit, scanned > scanLimit {
                throw AWSFailure(command: command, kind: .scanLimit(read: scanned, limit: scanLimit))
            }
            do {
                try await wait(.seconds(pause))
            } catch {
                throw AWSFailure(command: command, kind: .cancelled)
            }
            pause = min(pause * 2, 5)
        }
    }
}
