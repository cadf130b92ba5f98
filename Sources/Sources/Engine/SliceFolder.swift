public import Athena
internal import Events
internal import Foundation
public import Ingest
internal import JSON
internal import Records

/// A folder of what an engine was asked for: the events of each query that no earlier one brought, a record in a line, and
/// the statements beside them.
public struct SliceFolder: Sendable {
    /// The folder.
    public let path: String
    private let engine: any QueryEngine
    /// What has been asked, and what it took, in order.
    public private(set) var asked: [(query: EventQuery, receipt: QueryReceipt)] = []
    /// Rows that could not be read as records, with the place of each.
    public private(set) var rejections: [Rejection] = []
    /// The events that are here.
    private var known: Set<EventKey> = []

    /// By which copies of one event are told.
    private struct EventKey: Hashable {
        var id: String
        var account: String?
    }

    /// - Parameter path: of a folder, which is made where it is missing.
    public init(_ path: String, engine: any QueryEngine) throws {
        self.path = path
        self.engine = engine
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    /// Bytes that the engine has read.
    public var scannedBytes: Int64 { asked.reduce(0) { $0 + $1.receipt.scannedBytes } }

    /// Asks, and keeps what is new of the answer in a file of its own.
    public mutating func add(_ query: EventQuery) async throws(SliceFailure) {
        let name = nextName("slice")
        try await run(query, into: "\(name).csv")
        do {
            try takeOver("\(name).csv", into: "\(name).ndjson")
        } catch {
            throw .file("\(name).ndjson", "\(error)")
        }
    }

    /// Asks for something else than events.
    ///
    /// - Returns: the rows, without the header. No text in them may hold a comma or a quote.
    public mutating func rows(of query: EventQuery) async throws(SliceFailure) -> [[String]] {
        let file = "\(nextName("count")).csv"
        try await run(query, into: file)
        do {
            let text = try String(contentsOfFile: file, encoding: .utf8)
            try FileManager.default.removeItem(atPath: file)
            return text.split(separator: "\n").dropFirst().map { line in
                line.split(separator: ",", omittingEmptySubsequences: false).map { cell in
                    String(cell.filter { $0 != "\"" && $0 != "\r" })
                }
            }
        } catch {
            throw .file(file, "\(error)")
        }
    }

    private func nextName(_ kind: String) -> String {
        let number = String(asked.count + 1)
        return "\(path)/\(kind)-" + String(repeating: "0", count: max(0, 4 - number.count)) + number
    }

    private mutating func run(_ query: EventQuery, into file: String) async throws(SliceFailure) {
        do {
            asked.append((query, try await engine.run(query, into: file)))
        } catch {
            throw .engine(error)
        }
    }

    /// Turns rows of a table into records, without those that are here already.
    private mutating func takeOver(_ rows: String, into records: String) throws {
        guard let loaded = Loader([rows]).load() else { throw CancellationError() }
        let trail = Trail(loaded)
        rejections += trail.report.rejections
        let fresh = (0..<trail.index.count).filter { row in
            guard let id = trail.index.eventIDs[row] else { return true }
            return known.insert(EventKey(id: id, account: trail.index.text(.account, row))).inserted
        }
        try Data().write(to: URL(fileURLWithPath: records))
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: records))
        defer { try? file.close() }
        var waiting: [UInt8] = []
        var problem: (any Error)?
        trail.records.forEach(fresh) { _, record in
            JSONWriter().append(record.json, to: &waiting)
            waiting.append(UInt8(ascii: "\n"))
            guard waiting.count > 1 << 20, problem == nil else { return }
            do { try file.write(contentsOf: waiting) } catch { problem = error }
            waiting.removeAll(keepingCapacity: true)
        }
        if let problem { throw problem }
        try file.write(contentsOf: waiting)
        try FileManager.default.removeItem(atPath: rows)
    }
}

/// Why an answer is not here.
public enum SliceFailure: Error {
    case engine(AWSFailure)
    /// A file that cannot be written, and why.
    case file(String, String)
}
