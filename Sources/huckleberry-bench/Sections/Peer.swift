import Foundation

/// A program that people would use instead, called from Python.
enum Peer: String, Sendable {
    case duckDB = "duckdb"
    case chdb

    enum Form: String, Sendable {
        /// A record on each line of one file.
        case lines
        /// CloudTrail's own files in their folders.
        case layout
    }

    enum Outcome: Equatable {
        case loaded(seconds: Double, rows: Int, version: String)
        case absent
        /// It has said why.
        case failed
    }

    private struct Reply: Decodable {
        var seconds: Double?
        var rows: Int?
        var version: String?
    }

    /// Loads a trail into a table with the columns that investigations pivot on.
    func load(_ path: String, _ form: Form, python: String, threads: Int) throws -> Outcome {
        let output = try ChildProcess.output(
            of: "/usr/bin/env", [python, "-c", Self.script, rawValue, form.rawValue, path, "\(threads)"])
        // What `env` says when there is no such program.
        if output.status == 127 { return .absent }
        guard output.status == 0, let reply = try? JSONDecoder().decode(Reply.self, from: output.data) else {
            return .failed
        }
        guard let seconds = reply.seconds, let rows = reply.rows else { return .absent }
        return .loaded(seconds: seconds, rows: rows, version: reply.version ?? "")
    }
}
