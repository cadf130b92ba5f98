internal import JSON
internal import Query
internal import Records

/// The events of a case as a timeline for Timesketch, a JSON object a line. What is the attacker's, part of an alert or
/// written about is tagged, and has the analyst's own tags.
public enum TimesketchExport: CaseExport {
    public static func files(of exported: ExportedCase) -> [ExportedFile] {
        let told = ToldEvents(of: exported)
        let evidence = EvidenceColumns(of: exported)
        let line = TimesketchLine(
            // The moment is `datetime` already.
            columns: ToldEvents.fields.dropFirst().map(\.rawValue) + ["alerts"] + EvidenceColumns.names
                + ["recordSha256"],
            redactor: exported.redactor)
        var lines: [String] = []
        told.forEach { event in
            let marks =
                (event.isAttackers ? ["attacker"] : []) + (event.alerts.isEmpty ? [] : ["alert"])
                + (event.notes > 0 ? ["note"] : [])
            let alerts = event.alerts.map { JSONValue.string(exported.redacted($0)) }
            let values =
                told.values(of: event).dropFirst() + [alerts.isEmpty ? .null : .array(alerts)]
                + evidence.values(of: event.row) + [event.record.map { .string($0.sha256) } ?? .null]
            lines.append(
                line.text(
                    event.row, of: exported.trail.index, values: Array(values),
                    tags: marks + event.tags.map(exported.redacted)))
        }
        return [ExportedFile(text: lines.joined())]
    }
}
