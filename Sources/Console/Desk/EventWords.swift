internal import Cases
internal import CloudTrail
internal import Detections
internal import Events
internal import Sigma

/// How values of events are said in lists.
extension EventIndex {
    /// `05-06 09:31:02`.
    func moment(_ row: Int) -> String { Self.moment(time(row)) }

    static func moment(_ time: EventTime?) -> String {
        time.map { "\($0.monthAndDay) \($0.clock)" } ?? "-"
    }

    /// `05-06 09:31`, for columns that name no single event.
    static func minute(_ time: EventTime?) -> String {
        String(moment(time).prefix(11))
    }

    /// The event's identity in every generation: its ID and account, or where its record lies if the ID tells it from no
    /// other.
    func key(_ row: Int) -> RowKey {
        guard eventIDs.isIdentity(row), let id = eventIDs[row] else {
            return RowKey("\(Self.place)\(location(row).record) \(text(.source, row) ?? "")")
        }
        return RowKey(id + "/" + (text(.account, row) ?? ""))
    }

    /// How the keys begin that are places.
    private static let place = "record "

    /// The row of such an identity.
    func row(of key: RowKey) -> Int? {
        if key.text.hasPrefix(Self.place) {
            let parts = key.text.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
            if parts.count == 3, let number = Int(parts[1]),
                let row = rows(.source, equal: String(parts[2])).rows.first(where: {
                    location(Int($0)).record == number && !eventIDs.isIdentity(Int($0))
                })
            {
                return Int(row)
            }
        }
        guard let (id, account) = Self.identity(key) else { return nil }
        return eventIDs.rows(of: id).first { (text(.account, $0) ?? "") == account }
    }

    /// The ID and account of an event that is known by them; nil where it is known by its place.
    static func identity(_ key: RowKey) -> (eventID: String, account: String)? {
        guard !key.text.hasPrefix(Self.place), let slash = key.text.lastIndex(of: "/") else { return nil }
        return (String(key.text[..<slash]), String(key.text[key.text.index(after: slash)...]))
    }

    /// The name that people say for a principal: the last part of its ARN.
    static func shortName(_ principal: String) -> String {
        guard let arn = ARN(principal) else { return principal }
        return arn.resource == "root" ? "root" : arn.name
    }

    static func shortService(_ service: String) -> String {
        for domain in [".amazonaws.com", ".amazonaws.com.cn"] where service.hasSuffix(domain) {
            return String(service.dropLast(domain.count))
        }
        return service
    }

    /// A value of a row as something to pivot on.
    func entity(_ kind: Entity.Kind, _ field: IndexField, _ row: Int) -> Entity {
        let value = text(field, row)
        switch kind {
        case .principal: return Entity(kind, value, label: value.map(Self.shortName) ?? "none")
        case .service: return Entity(kind, value, label: value.map(Self.shortService) ?? "none")
        default: return Entity(kind, value)
        }
    }

    /// The event itself.
    func entity(event row: Int) -> Entity {
        let key = key(row)
        return Entity(.event, key.text, label: "\(text(.name, row) ?? "event") \(moment(row))")
    }

    /// The verb in one letter: R read, W write, D destructive, S made by a service, I insight, N network activity.
    func verb(_ row: Int) -> String {
        switch text(.category, row) {
        case "Insight": return "I"
        case "NetworkActivity": return "N"
        default: break
        }
        if text(.eventType, row) == "AwsServiceEvent" { return "S" }
        if flags(row).readWrite == .read { return "R" }
        let name = text(.name, row) ?? ""
        return Self.destructive.contains(where: name.hasPrefix) ? "D" : "W"
    }

    private static let destructive = [
        "Delete", "Terminate", "Disable", "Stop", "Deregister", "Purge", "Destroy", "Schedule",
    ]
}

extension Level {
    var role: Role {
        switch self {
        case .informational: .sevInfo
        case .low: .sevLow
        case .medium: .sevMedium
        case .high: .sevHigh
        case .critical: .sevCritical
        }
    }
}

extension Outcome {
    var role: Role {
        switch self {
        case .ok: .outcomeOk
        case .denied: .outcomeDenied
        case .error: .outcomeError
        }
    }
}

extension Entity {
    static func principal(_ name: String) -> Entity {
        Entity(.principal, name, label: EventIndex.shortName(name))
    }
}

/// A word with its number: `1 key`, `8 keys`.
func counted(_ count: Int, _ word: String) -> String {
    "\(count.grouped) \(word)\(count == 1 ? "" : "s")"
}
