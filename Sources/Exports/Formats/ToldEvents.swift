internal import CloudTrail
internal import Detections
internal import Events
internal import Investigation
internal import JSON
internal import Query
internal import Records

/// The events that an export tells one by one, with what the case says of each.
struct ToldEvents {
    /// One of them.
    struct Event {
        var row: Int
        /// Nil where it could not be read again.
        var record: Record?
        var isAttackers: Bool
        /// Titles of the alerts that it is part of, the gravest first.
        var alerts: [String]
        /// How many notes are about it.
        var notes: Int
        /// The analyst's tags of the event, its key, address or principal, in the order in which they are listed.
        var tags: [String]
    }

    private let exported: ExportedCase
    private let attacker: Set<Int>
    private let alerts: [Int: [String]]
    private let notes: [Int: Int]
    private let tags: [String: [String]]
    private let reader: FieldReader
    private var index: EventIndex { exported.trail.index }

    init(of exported: ExportedCase) {
        self.exported = exported
        attacker = Set(exported.investigation.scope.attackerRows)
        let told = Set(exported.rows)
        var alerts: [Int: [String]] = [:]
        for alert in exported.alerts {
            for row in alert.rows where told.contains(row) {
                let title = alert.rule.title
                if alerts[row]?.contains(title) != true { alerts[row, default: []].append(title) }
            }
        }
        self.alerts = alerts
        var notes: [Int: Int] = [:]
        for note in exported.analyst.notes { for row in Set(note.rows) { notes[row, default: 0] += 1 } }
        self.notes = notes
        tags = Dictionary(exported.analyst.tags.map { ($0.subject, $0.tags) }) { $0 + $1 }
        reader = FieldReader(exported.trail.index, attack: exported.header.attack)
    }

    /// Calls `body` with each event, in the order of time.
    func forEach(_ body: (Event) -> Void) {
        OrderedRecords(of: exported.rows, in: exported.trail).forEach { row, record in
            body(
                Event(
                    row: row, record: record, isAttackers: attacker.contains(row), alerts: alerts[row] ?? [],
                    notes: notes[row] ?? 0, tags: tags(of: row)))
        }
    }

    private func tags(of row: Int) -> [String] {
        guard !tags.isEmpty else { return [] }
        let subjects = [index.eventIDs[row], index.text(.key, row), index.text(.ip, row), index.text(.principal, row)]
        var seen: Set<String> = []
        return subjects.compactMap(\.self).flatMap { tags[$0] ?? [] }.filter { seen.insert($0).inserted }
    }

    /// What is told of an event, in the words of the filter language.
    static let fields: [Alias] = [
        .time, .name, .service, .principal, .session, .key, .ip, .agent, .client, .mfa, .rw, .outcome, .error, .region,
        .account, .type, .target, .technique, .tactic,
    ]

    /// Those among them whose values are AWS's own words or ours: there is nothing in them to be redacted.
    private static let vocabulary: Set<Alias> = [
        .time, .name, .service, .client, .mfa, .rw, .outcome, .error, .region, .type, .technique, .tactic,
    ]

    /// The values of the fields of an event: secrets masked, redacted.
    func values(of event: Event) -> [JSONValue] {
        Self.fields.map { field in
            let value = reader.value(of: .alias(field), row: event.row, record: event.record?.json)
            return Self.vocabulary.contains(field) ? value : value.redacted(by: exported.redactor)
        }
    }
}
