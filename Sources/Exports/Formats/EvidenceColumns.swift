internal import CloudTrail
internal import Events
internal import Ingest
internal import JSON
internal import Records

/// Where a claim's record lies: its event's ID, the file, the record's number in it from 1, and the file's SHA-256.
struct EvidenceColumns {
    static let names = ["eventID", "file", "record", "sha256"]

    private let exported: ExportedCase

    init(of exported: ExportedCase) { self.exported = exported }

    /// The values for a row; empty where there is none.
    func values(of row: Int?) -> [JSONValue] {
        guard let row else { return Self.names.map { _ in .null } }
        let location = exported.trail.index.location(row)
        let source = exported.trail.report.sources[location.source]
        return [
            id(of: row), .string(exported.redacted(source.path)), .number(location.record),
            source.sha256.map { .string($0) } ?? .null,
        ]
    }

    /// A row's event ID; null where the record has none, or there is no row.
    func id(of row: Int?) -> JSONValue {
        row.flatMap { exported.trail.index.eventIDs[$0] }.map { .string($0) } ?? .null
    }

    /// When a row's event was.
    func time(of row: Int?) -> JSONValue { row.map { .string(exported.trail.index.time($0).iso8601) } ?? .null }
}
