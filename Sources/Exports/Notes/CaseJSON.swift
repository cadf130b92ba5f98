internal import ATTACK
internal import Cases
internal import CloudTrail
internal import Detections
internal import Ingest
internal import Investigation
internal import JSON
internal import Robots

/// A case as scripts read it, and `huckleberry recheck` reads it again. `Resources/case.schema.json` describes it.
public struct CaseJSON: CaseExport {
    private let exported: ExportedCase
    private let document: NotesDocument

    /// Grows by one whenever a reader of the one before would misread it.
    public static let schemaVersion = 1

    public init(_ exported: ExportedCase) {
        self.exported = exported
        // Redacted as a whole, and once.
        var told = exported
        told.redactor = nil
        document = NotesDocument(told)
    }

    public static func files(of exported: ExportedCase) -> [ExportedFile] {
        [ExportedFile(text: CaseJSON(exported).text)]
    }

    public var text: String { JSONWriter(.pretty).string(value.redacted(by: exported.redactor)) + "\n" }

    private var value: JSONValue {
        [
            "schemaVersion": .number(Self.schemaVersion),
            "case": header,
            "summary": texts(document.claims.filter { $0.section == NotesSection.summary.rawValue }.map(\.text)),
            "claims": .array(document.claims.map(claim)),
            "evidence": .array(document.evidence.map(evidence)),
            "analyst": analyst,
            "custody": [
                "manifest": .array(exported.custody.manifest.map(entry)),
                "loads": .array(exported.custody.loads.map(load)),
            ],
            "attribution": .string(attackAttribution),
            "investigation": InvestigationJSON(exported.investigation).value,
        ]
    }

    // MARK: Values

    private func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

    private func time(_ time: EventTime?) -> JSONValue { text(time?.iso8601) }

    private func texts(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }

    private func numbers(_ numbers: [Int]) -> JSONValue { texts(numbers.map { "E\($0)" }) }

    /// The evidence numbers of rows, of those that have one.
    private func cited(_ rows: [Int]) -> JSONValue {
        let known = Dictionary(document.evidence.map { ($0.row, $0.number) }) { first, _ in first }
        return numbers(rows.compactMap { known[$0] })
    }

    // MARK: Parts

    private var header: JSONValue {
        let head = exported.header
        let coverage = exported.investigation.coverage
        return [
            "id": text(head.caseID), "name": .string(head.name), "tlp": .string(head.tlp),
            "analyst": .string(head.analyst), "tool": "Huckleberry", "version": .string(head.version),
            "attack": .string(head.attack.number), "generated": time(head.generated),
            "isSample": .bool(head.isSample), "isRedacted": .bool(exported.redactor != nil),
            "partial": text(head.partial), "selection": selection,
            "coverage": .string(coverage.grade.rawValue),
        ]
    }

    private var selection: JSONValue {
        switch exported.selection {
        case .all: ["kind": "all", "filter": .null, "events": .number(exported.rows.count)]
        case .filter(let words, let rows):
            ["kind": "filter", "filter": .string(words), "events": .number(rows.count)]
        case .annotated(let rows): ["kind": "annotated", "filter": .null, "events": .number(rows.count)]
        }
    }

    private func claim(_ claim: Claim) -> JSONValue {
        [
            "id": .string(claim.id), "section": .string(claim.section), "text": .string(claim.text),
            "mark": .string(claim.mark.rawValue), "confidence": text(claim.confidence?.rawValue),
            "evidence": numbers(claim.evidence), "events": .number(claim.events), "author": text(claim.author),
        ]
    }

    private func evidence(_ record: EvidenceRecord) -> JSONValue {
        [
            "id": .string("E\(record.number)"), "eventID": text(record.eventID), "account": text(record.account),
            "file": .string(record.file), "sha256": text(record.sha256), "record": .number(record.record),
            "recordSHA256": text(record.recordSHA256), "time": time(record.time), "name": text(record.name),
            "digest": text(record.digest),
        ]
    }

    private var analyst: JSONValue {
        let analyst = exported.analyst
        return [
            "notes": .array(
                analyst.notes.map { note in
                    [
                        "time": time(note.time), "author": .string(note.author), "subject": .string(note.subject),
                        "text": .string(note.text), "mark": text(note.mark?.rawValue), "evidence": cited(note.rows),
                    ]
                }),
            "sections": .array(
                NotesSection.allCases.compactMap { section in
                    analyst.sections[section].map { answer($0, section.rawValue) }
                }),
            "answers": .array(
                analyst.answers.sorted { $0.key < $1.key }.map { answer($0.value, $0.key) }),
            "steps": .array(
                analyst.steps.sorted { $0.key < $1.key }.map { id, step in
                    ["id": .string(id), "isDone": .bool(step.isDone), "owner": .string(step.owner)]
                }),
            "absentEvidence": .array(
                analyst.absent.map { absent in
                    [
                        "id": .string("E\(absent.number)"), "event": .string(absent.event),
                        "eventID": text(absent.eventID), "account": text(absent.account),
                    ]
                }),
            "tags": .array(
                analyst.tags.map { ["subject": .string($0.subject), "tags": texts($0.tags)] }),
            "decisions": .array(
                analyst.decisions.map { decision in
                    [
                        "time": time(decision.time), "author": .string(decision.author),
                        "what": .string(decision.what), "reason": .string(decision.reason),
                        "isUndone": .bool(decision.isUndone),
                    ]
                }),
            "mutes": .array(
                exported.muted.map { muted in
                    [
                        "alert": .string(muted.alert.id), "rule": .string(muted.alert.rule.title),
                        "field": text(muted.mute.value?.field.rawValue), "value": text(muted.mute.value?.text),
                        "reason": .string(muted.mute.reason), "time": time(muted.mute.time),
                    ]
                }),
        ]
    }

    private func answer(_ answer: AnalystRecord.Answer, _ id: String) -> JSONValue {
        [
            "id": .string(id), "text": .string(answer.text), "author": .string(answer.author),
            "time": time(answer.time),
        ]
    }

    // MARK: Custody

    private func entry(_ entry: ManifestEntry) -> JSONValue {
        [
            "path": .string(entry.path), "bytes": .number(entry.byteCount), "sha256": text(entry.sha256),
            "logSHA256": text(entry.logSHA256), "shape": .string(entry.shape.rawValue),
            "records": .number(entry.records), "rejected": .number(entry.rejected), "first": time(entry.first),
            "last": time(entry.last),
            "digest": entry.validation.map { validation in
                [
                    "level": .number(validation.level), "state": .string(validation.state),
                    "isFailed": .bool(validation.isFailed),
                ]
            } ?? .null,
            "absentSince": time(entry.absentSince),
        ]
    }

    private func load(_ load: LoadRecord) -> JSONValue {
        [
            "time": time(load.time), "analyst": .string(load.analyst), "version": .string(load.version),
            "options": texts(load.options), "paths": texts(load.paths), "files": .number(load.files),
            "events": .number(load.events), "duplicates": .number(load.duplicates),
            "rejected": .number(load.rejected), "changes": load.changes.map { .array($0.map(change)) } ?? .null,
        ]
    }

    private func change(_ change: SourceChange) -> JSONValue {
        [
            "kind": .string(change.kind.rawValue), "path": .string(change.path), "newPath": text(change.newPath),
            "before": text(change.before), "now": text(change.now),
        ]
    }
}
