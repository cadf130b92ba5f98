import CFloor
import Glibc

/// The least that any program has to do with a trail, in C++ and with nothing kept.
enum Floor {
    /// What went over it.
    struct Pass: Codable, Sendable {
        /// Wall time, listing included.
        var seconds: Double
        var files: Int
        /// Files that are no CloudTrail logs, or damaged.
        var badFiles: Int
        var storedBytes: Int
        var rawBytes: Int
        /// 0 where nothing was parsed.
        var records: Int
    }

    enum Depth: String, Codable, Sendable {
        case inflate, parse
    }

    static func run(_ path: String, _ depth: Depth, threads: Int) throws -> Pass {
        let depth = depth == .parse ? HUCKLEBERRY_FLOOR_PARSE : HUCKLEBERRY_FLOOR_INFLATE
        return try pass(path, unsafe path.withCString { unsafe huckleberry_floor_run($0, depth, Int32(threads)) })
    }

    /// Writes every record as one line into a new file.
    static func writeLines(of path: String, to output: String) throws -> Pass {
        let result = unsafe path.withCString { from in
            unsafe output.withCString { unsafe huckleberry_floor_write_lines(from, $0) }
        }
        return try pass(output, result)
    }

    /// Has the system forget what it holds in memory of the files.
    static func forget(_ path: String) throws {
        _ = try pass(path, unsafe path.withCString { unsafe huckleberry_floor_forget($0) })
    }

    private static func pass(_ path: String, _ result: huckleberry_floor_result) throws -> Pass {
        guard result.error == 0 else {
            throw BenchError.floor(path: path, reason: unsafe String(cString: strerror(result.error)))
        }
        return Pass(
            seconds: result.seconds, files: Int(result.files), badFiles: Int(result.bad_files),
            storedBytes: Int(result.stored_bytes), rawBytes: Int(result.raw_bytes), records: Int(result.records))
    }
}
