internal import CloudTrail
internal import JSON
internal import Records

/// The parts of a GuardDuty finding that an investigation needs. Exports spell members in camel case, answers of the API
/// in Pascal case; both are read.
/// Source: the GuardDuty user guide, "GuardDuty finding format".
struct GuardDutyFinding {
    let id: String
    let type: String
    let title: String
    let description: String
    /// 0.1 to 10; from 7 it is high.
    let severity: String
    let level: Level
    let account: String?
    let region: String?
    let accessKeyID: String?
    let userName: String?
    let address: String?
    let api: String?
    let count: Int
    let first: EventTime
    let last: EventTime

    /// Nil where the value has no id, type or time.
    init?(_ value: JSONValue) {
        func at(_ path: String...) -> JSONValue? {
            path.reduce(Optional(value)) { value, name in
                value?[name] ?? value?[name.prefix(1).uppercased() + name.dropFirst()]
            }
        }
        func text(_ value: JSONValue?) -> String? {
            value?.scalarText.flatMap { $0.isEmpty ? nil : $0 }
        }
        let created = text(at("createdAt"))
        let firstSeen = text(at("service", "eventFirstSeen")) ?? created
        let lastSeen = text(at("service", "eventLastSeen")) ?? text(at("updatedAt")) ?? firstSeen
        guard let id = text(at("id")), let type = text(at("type")), let first = firstSeen.flatMap({ EventTime($0) }),
            let last = lastSeen.flatMap({ EventTime($0) })
        else { return nil }
        self.id = id
        self.type = type
        title = text(at("title")) ?? type
        description = text(at("description")) ?? ""
        severity = text(at("severity")) ?? "unknown"
        level = Self.level(severity: Double(severity) ?? 0)
        account = text(at("accountId"))
        region = text(at("region"))
        accessKeyID = text(at("resource", "accessKeyDetails", "accessKeyId"))
        userName = text(at("resource", "accessKeyDetails", "userName"))
        address =
            text(at("service", "action", "awsApiCallAction", "remoteIpDetails", "ipAddressV4"))
            ?? text(at("service", "action", "awsApiCallAction", "remoteIpDetails", "ipAddressV6"))
        api = text(at("service", "action", "awsApiCallAction", "api"))
        count = text(at("service", "count")).flatMap { Int($0) } ?? 1
        self.first = first
        self.last = last
    }

    /// GuardDuty's own bands: low below 4, medium below 7, high below 9, critical from there.
    private static func level(severity: Double) -> Level {
        switch severity {
        case ..<1: .informational
        case ..<4: .low
        case ..<7: .medium
        case ..<9: .high
        default: .critical
        }
    }
}
