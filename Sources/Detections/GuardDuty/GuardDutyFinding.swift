internal import CloudTrail
internal import JSON
internal import Records
internal import Sigma

/// The parts of a GuardDuty finding that an investigation needs, from the finding as ingest hands it on, with members in
/// camel case.
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
        func text(_ path: String...) -> String? {
            value[path: path]?.scalarText.flatMap { $0.isEmpty ? nil : $0 }
        }
        let created = text("createdAt")
        let firstSeen = text("service", "eventFirstSeen") ?? created
        let lastSeen = text("service", "eventLastSeen") ?? text("updatedAt") ?? firstSeen
        guard let id = text("id"), let type = text("type"), let first = firstSeen.flatMap({ EventTime($0) }),
            let last = lastSeen.flatMap({ EventTime($0) })
        else { return nil }
        self.id = id
        self.type = type
        title = text("title") ?? type
        description = text("description") ?? ""
        severity = text("severity") ?? "unknown"
        level = Self.level(severity: Double(severity) ?? 0)
        account = text("accountId")
        region = text("region")
        accessKeyID = text("resource", "accessKeyDetails", "accessKeyId")
        userName = text("resource", "accessKeyDetails", "userName")
        address =
            text("service", "action", "awsApiCallAction", "remoteIpDetails", "ipAddressV4")
            ?? text("service", "action", "awsApiCallAction", "remoteIpDetails", "ipAddressV6")
        api = text("service", "action", "awsApiCallAction", "api")
        count = text("service", "count").flatMap { Int($0) } ?? 1
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
