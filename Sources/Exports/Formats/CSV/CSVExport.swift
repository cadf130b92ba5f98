internal import Cases
internal import CloudTrail
internal import Events
internal import Ingest
internal import Investigation
internal import JSON
internal import Query
internal import Records

/// A case as a folder of tables for spreadsheets and databases: a row of each leads back to its record by event ID, file,
/// number and SHA-256. Columns have the names of the filter language and of `investigate --format json`.
public struct CSVExport: CaseExport {
    let exported: ExportedCase
    let evidence: EvidenceColumns
    var found: Investigation { exported.investigation }

    public static func files(of exported: ExportedCase) -> [ExportedFile] {
        let export = CSVExport(exported: exported, evidence: EvidenceColumns(of: exported))
        return [
            ("events", export.events), ("keys", export.keys), ("addresses", export.addresses),
            ("principals", export.principals), ("rules", export.rules), ("changes", export.changes),
            ("manifest", export.manifest), ("loads", export.loads),
        ].map { ExportedFile(path: $0.0 + ".csv", text: $0.1.text) }
    }

    /// Text of the log, redacted.
    func log(_ text: String?) -> JSONValue { .text(text.map(exported.redacted)) }

    func logs(_ texts: [String]) -> JSONValue { .array(texts.map { log($0) }) }

    /// Sentences of the log or of the analyst, in one cell: they may hold commas.
    func sentences(_ texts: [String]) -> JSONValue { log(texts.joined(separator: "; ")) }

    // MARK: Events

    private var events: CSVTable {
        let told = ToldEvents(of: exported)
        var table = CSVTable(
            ToldEvents.fields.map(\.rawValue) + ["attacker", "alerts", "tags", "notes"] + EvidenceColumns.names
                + ["recordSha256"])
        told.forEach { event in
            table.add(
                told.values(of: event)
                    + [
                        .bool(event.isAttackers), sentences(event.alerts), sentences(event.tags), .number(event.notes),
                    ]
                    + evidence.values(of: event.row) + [event.record.map { .string($0.sha256) } ?? .null])
        }
        return table
    }

    // MARK: Chain of custody

    private var manifest: CSVTable {
        var table = CSVTable([
            "file", "byteCount", "sha256", "logSha256", "shape", "records", "rejected", "firstEventTime",
            "lastEventTime", "validation", "validationState",
            "absentSince",
        ])
        for entry in exported.custody.manifest {
            table.add([
                log(entry.path), .number(entry.byteCount), .text(entry.sha256), .text(entry.logSHA256),
                .string(entry.shape.rawValue), .number(entry.records), .number(entry.rejected), .time(entry.first),
                .time(entry.last), .text(entry.validation?.word), log(entry.validation?.state),
                .time(entry.absentSince),
            ])
        }
        return table
    }

    private var loads: CSVTable {
        var table = CSVTable([
            "time", "analyst", "version", "options", "paths", "files", "events", "duplicates", "rejected", "changes",
        ])
        for load in exported.custody.loads {
            table.add([
                .time(load.time), .text(load.analyst), .text(load.version), log(load.options.joined(separator: " ")),
                sentences(load.paths),
                .number(load.files), .number(load.events), .number(load.duplicates), .number(load.rejected),
                sentences((load.changes ?? []).map(\.sentence)),
            ])
        }
        return table
    }
}
