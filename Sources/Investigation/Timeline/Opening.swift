internal import CloudTrail
internal import Events
internal import JSON
internal import Records

/// One call that opened a security group, or tried to.
struct Opening {
    var row: Int
    /// Account, region, and the group's ID or name as the call has it.
    var group: [String]
    var isByName: Bool
    /// The rules in words, ascending: `tcp 0-65535 from 0.0.0.0/0`.
    var rules: [String]
    var sources: [String]
    var isOK: Bool

    /// All of them, in time order; read again, up to a limit.
    static func all(_ calls: AttackerCalls, in trail: Trail) -> [Opening] {
        let index = trail.index
        return trail.records.trees(of: calls.named(FirewallCalls.openings)).map { row, record in
            let rules = SecurityGroupRule.rules(in: record)
            let request = record["requestParameters"]
            let byName = request?["groupId"]?.stringValue == nil ? request?["groupName"]?.stringValue : nil
            let direction = index.text(.name, row)?.hasSuffix("Egress") == true ? "egress " : ""
            return Opening(
                row: row,
                group: [
                    index.text(.account, row) ?? "", index.text(.region, row) ?? "",
                    byName ?? request?["groupId"]?.stringValue ?? rules.first?.group ?? "",
                ], isByName: byName != nil, rules: Set(rules.map { direction + $0.summary }).sorted(),
                sources: rules.map(\.source), isOK: index.flags(row).outcome == .ok)
        }
    }
}
