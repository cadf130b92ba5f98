internal import Cases
internal import Events
internal import Ingest
internal import JSON
internal import Records

/// One raw record as a tree: containers fold, leaves can be pivoted on.
struct RecordView: TrailView {
    let desk: TrailDesk
    let request: ViewRequest

    func listing(isCancelled: @escaping @Sendable () -> Bool) throws(Problem) -> Listing {
        if let subject = request.subject, subject.kind == .rejection {
            return try RejectionPage(subject, in: desk.trail).listing
        }
        guard let value = request.subject?.value, let row = index.row(of: RowKey(value)) else {
            throw Problem("Which record? g j on an event opens it.")
        }
        let record: Record
        do {
            record = try desk.trail.record(row)
        } catch {
            throw Problem("The record cannot be read again: \(error)")
        }
        let location = index.location(row)
        let path = desk.trail.report.sources[location.source].path
        let principal = index.entity(.principal, .principal, row)
        let own = [
            principal, index.entity(.key, .key, row), index.entity(.address, .ip, row), index.entity(.call, .name, row),
            index.entity(event: row),
        ]
        return Listing(
            columns: [Column("json", "RECORD", minimum: 20, isFlexible: true, isSortable: false)],
            rows: RowList(JSONRows(record.json, toggled: request.toggled, principal: principal, entities: own).rows),
            summary: StyledText("no. \(location.record) · SHA-256 \(record.sha256) · \(Self.fileName(path))"))
    }

    private static func fileName(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    func preview(of row: RowKey, column: Int) throws(Problem) -> Preview {
        Preview(
            title: StyledText(row.text.isEmpty ? "record" : row.text),
            lines: ["Enter folds a container, or pivots on a value."])
    }
}
