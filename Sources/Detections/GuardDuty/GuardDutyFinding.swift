internal import CloudTrail
internal import JSON
internal import Records
internal import Sigma

/// The parts of a GuardDuty finding that an investigation needs, from the finding as ingest hands it on, with members in
/// camel case.
/// Source: the GuardDuty user guide, "GuardDuty finding format" and "Finding details"; the data type `Finding` of the API
/// reference.
struct GuardDutyFinding {
    let id: String
    let type: GuardDutyType
    let title: String
    let description: String
    /// As the finding writes it; nil where it has none.
    let severity: String?
    let level: Level
    let standing: Alert.Standing
    let account: String?
    let region: String?
    /// What the finding says of the calls behind it.
    let calls: DescribedCalls
    /// How many times GuardDuty saw it.
    let count: Int
    let first: EventTime
    let last: EventTime
    /// When GuardDuty last wrote it: of several versions the latest counts.
    let updated: EventTime
    /// `attack.persistence`, `attack.t1098`: of the type, and of an attack sequence's indicators.
    let tags: [String]

    /// Nil where the value has no id, type or time.
    init?(_ value: JSONValue) {
        let service = value["service"]
        let sequence = service?[path: ["detection", "sequence"]].map { AttackSequence($0) }
        let created = value.time("createdAt")
        let updated = value.time("updatedAt") ?? created
        guard let id = value.text("id"), let type = value.text("type"),
            let first = service?.time("eventFirstSeen") ?? sequence?.first ?? created ?? updated,
            let last = service?.time("eventLastSeen") ?? sequence?.last ?? updated
        else { return nil }
        self.id = id
        self.type = GuardDutyType(rawValue: type)
        title = value.text("title") ?? type
        description = value.text("description") ?? ""
        severity = value.text("severity")
        level = Self.level(severity: severity.flatMap { Double($0) }) ?? (sequence == nil ? .informational : .critical)
        standing = Self.standing(title: title, service)
        account = value.text("accountId")
        region = value.text("region")
        calls = sequence?.calls ?? DescribedCalls(value)
        count = service?["count"]?.scalarText.flatMap { Int($0) } ?? 1
        self.first = min(first, last)
        self.last = max(first, last)
        self.updated = updated ?? last
        let tactic = self.type.tactic.map { ["attack.\($0)"] } ?? []
        tags = tactic + (sequence?.tags ?? []).filter { !tactic.contains($0) }
    }

    /// GuardDuty's own bands: low from 1, medium from 4, high from 7, critical from 9.
    private static func level(severity: Double?) -> Level? {
        guard let severity, severity.isFinite else { return nil }
        return switch severity {
        case ..<1: .informational
        case ..<4: .low
        case ..<7: .medium
        case ..<9: .high
        default: .critical
        }
    }

    private static func standing(title: String, _ service: JSONValue?) -> Alert.Standing {
        if title.hasPrefix("[SAMPLE]") || service?[path: ["additionalInfo", "sample"]]?.boolValue == true {
            return .sample
        }
        return service?["archived"]?.boolValue == true ? .archived : .open
    }
}

extension [GuardDutyFinding] {
    /// Each finding once, as it was last updated, in the order in which the ids first occur.
    var latest: [GuardDutyFinding] {
        var places: [String: Int] = [:]
        var latest: [GuardDutyFinding] = []
        for finding in self {
            if let place = places[finding.id] {
                if finding.updated > latest[place].updated { latest[place] = finding }
            } else {
                places[finding.id] = latest.count
                latest.append(finding)
            }
        }
        return latest
    }
}

// How findings write what they say.
extension JSONValue {
    /// A text or number at a path; nil where it is missing or empty.
    func text(_ path: String...) -> String? {
        self[path: path]?.scalarText.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The elements of a member that is a list; none where it is missing.
    func list(_ name: String) -> [JSONValue] { self[name]?.arrayValue ?? [] }

    /// A moment: ISO 8601, or a number of seconds or milliseconds since the epoch, which the API's answers and other
    /// products' copies use.
    func time(_ name: String) -> EventTime? {
        guard let text = text(name) else { return nil }
        guard let number = Double(text) else { return EventTime(text) }
        // As seconds this is the year 5138; as milliseconds it is 1973, before there was a cloud.
        let milliseconds = number.magnitude < 1e11 ? number * 1_000 : number
        return Int64(exactly: milliseconds.rounded()).map { EventTime(milliseconds: $0) }
    }
}
