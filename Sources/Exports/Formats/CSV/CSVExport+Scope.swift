internal import CloudTrail
internal import Events
internal import Intelligence
internal import Investigation
internal import JSON
internal import Records

/// Who and from where: keys, addresses and principals of the scope, in its order, those that are kept out included.
extension CSVExport {
    var keys: CSVTable {
        var table = CSVTable(
            [
                "accessKeyId", "type", "principal", "status", "depth", "reason", "parent", "firstAttackerUse",
                "lastAttackerUse", "lastOtherUse", "lastOtherUseBefore", "idleBefore", "addresses", "calls", "denied",
            ] + EvidenceColumns.names)
        for key in found.scope.keys {
            table.add(
                [
                    log(key.accessKeyID), .string(Self.type(of: key.accessKeyID)), log(key.principal),
                    .string(key.status.rawValue), .number(key.depth), log(key.reason), log(key.parent),
                    .time(key.firstAttackerUse), .time(key.lastAttackerUse), .time(key.lastOtherUse),
                    .time(key.lastOtherUseBefore), .string(key.idleBefore.rawValue), logs(key.addresses),
                    .number(key.calls), .number(key.denied),
                ] + evidence.values(of: key.attackerRows.first))
        }
        return table
    }

    private static func type(of key: String) -> String {
        switch AccessKeyKind(accessKeyID: key) {
        case .longTerm: "longTerm"
        case .temporary: "temporary"
        case .unknown: "unknown"
        }
    }

    var addresses: CSVTable {
        var table = CSVTable(
            [
                "address", "status", "depth", "reason", "labels", "keys", "firstSeen", "lastSeen", "calls", "denied",
            ] + EvidenceColumns.names)
        let index = exported.trail.index
        var first: [String: Int] = [:]
        for row in found.scope.attackerRows.reversed() { index.text(.ip, row).map { first[$0] = row } }
        for address in found.scope.addresses {
            table.add(
                [
                    log(address.address), .string(address.status.rawValue), .number(address.depth),
                    log(address.reason), .text(labels(of: address.address)), logs(address.keys),
                    .time(address.firstSeen), .time(address.lastSeen), .number(address.calls), .number(address.denied),
                ] + evidence.values(of: first[address.address]))
        }
        return table
    }

    /// What is known of an address. Who announces it, or whose own it is, tells of its owner: redacted, only the sort
    /// of label is left.
    private func labels(of address: String) -> String {
        found.intelligence.labels(of: address).map { label in
            exported.redactor == nil ? label.text : label.kind.rawValue
        }.joined(separator: "; ")
    }

    var principals: CSVTable {
        var table = CSVTable(
            [
                "principal", "status", "reason", "keys", "sessions", "calls", "denied", "firstAttackerUse",
                "lastAttackerUse",
            ] + EvidenceColumns.names)
        let index = exported.trail.index
        var rows: [String: [Int]] = [:]
        for row in found.scope.attackerRows { index.text(.principal, row).map { rows[$0, default: []].append(row) } }
        for principal in found.scope.principals {
            let name = principal.principal
            let own = rows[name] ?? []
            let sessions = found.scope.sessions.filter { $0.principal == name }.compactMap(\.session)
            table.add(
                [
                    log(name), .string(principal.status.rawValue), log(principal.reason),
                    logs(found.scope.keys.filter { $0.principal == name }.map(\.accessKeyID)), logs(sessions),
                    .number(own.count), .number(own.count { index.flags($0).outcome == .denied }),
                    evidence.time(of: own.first), evidence.time(of: own.last),
                ] + evidence.values(of: own.first))
        }
        return table
    }
}
