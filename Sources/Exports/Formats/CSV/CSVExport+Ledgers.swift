internal import Investigation
internal import JSON
internal import Records

/// What was opened and changed.
extension CSVExport {
    /// Every rule that the attacker opened, those that were revoked included.
    var rules: CSVTable {
        var table = CSVTable(
            [
                "account", "region", "groupId", "groupName", "direction", "protocol", "fromPort", "toPort", "source",
                "ruleId", "state", "origin", "openings", "openedAt", "openedBy", "revokedAt", "revokedBy", "putBackAt",
                "putBackBy", "openToAll", "exposes",
            ] + EvidenceColumns.names)
        for opened in found.securityGroups.rules {
            let rule = opened.rule
            let first = opened.openedBy.first
            table.add(
                [
                    log(opened.account), .text(opened.region), log(rule.groupID), log(rule.groupName),
                    .string(rule.direction.rawValue), .string(rule.ipProtocol), .integer(rule.fromPort),
                    .integer(rule.toPort), log(rule.source), log(rule.ruleID), .string(state(of: opened)),
                    origin(of: opened), .number(opened.openedBy.count), evidence.time(of: first),
                    evidence.id(of: first), evidence.time(of: opened.revokedBy), evidence.id(of: opened.revokedBy),
                    evidence.time(of: opened.putBack?.row), evidence.id(of: opened.putBack?.row),
                    .bool(Exposure(rule).isOpenToAll), logs(opened.exposes.map(\.name)),
                ] + evidence.values(of: first))
        }
        return table
    }

    private func state(of opened: OpenedRule) -> String {
        opened.revokedBy == nil ? "open" : opened.putBack == nil ? "revoked" : "putBack"
    }

    /// What the rule was before, of one that was changed.
    private func origin(of opened: OpenedRule) -> JSONValue {
        switch opened.origin {
        case nil: .null
        case .known(let rule): log(rule.summary)
        case .unknown: "unknown"
        }
    }

    /// What the attacker made, changed, shared or took away.
    var changes: CSVTable {
        var table = CSVTable(
            [
                "type", "id", "detail", "account", "region", "by", "time", "state", "removedAt", "removedBy",
                "putBackAt", "putBackBy", "turnedOffAt", "turnedOffBy",
            ] + EvidenceColumns.names)
        for change in found.changes {
            table.add(
                [
                    .string(change.kind.rawValue), log(change.id), log(change.detail), log(change.account),
                    .text(change.region), log(change.by), evidence.time(of: change.row), .string(state(of: change)),
                    evidence.time(of: change.removedBy), evidence.id(of: change.removedBy),
                    evidence.time(of: change.putBackBy), evidence.id(of: change.putBackBy),
                    evidence.time(of: change.turnedOffBy), evidence.id(of: change.turnedOffBy),
                ] + evidence.values(of: change.row))
        }
        return table
    }

    private func state(of change: ResourceChange) -> String {
        if change.removedBy != nil { return "undone" }
        if change.turnedOffBy != nil { return "turnedOff" }
        return change.putBackBy == nil ? "standing" : "putBack"
    }
}
