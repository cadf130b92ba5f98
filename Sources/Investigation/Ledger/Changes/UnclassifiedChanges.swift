internal import CloudTrail
internal import Events
internal import JSON
internal import Records

/// The attacker's calls that change something of which the table of changes does not know what, so that none is passed
/// over: each call and what it was about once, with the first row.
enum UnclassifiedChanges {
    /// Of one call in one region so many records are read for what they are about; the rest counts as about nothing. An
    /// attacker may write an object in each call.
    static let readPerCall = 5_000

    /// - Parameter known: rows of which it is known what they did.
    static func all(by attacker: RowSet, besides known: Set<Int>, calls: CallNames, in trail: Trail) -> [ResourceChange]
    {
        struct Group: Hashable {
            var call: ServiceCall
            var account: String
            var region: String
        }
        let index = trail.index
        var counts: [Group: Int] = [:]
        var read: [Int: Group] = [:]
        var rest: [Group: Int] = [:]
        let writes = attacker.intersection(index.rows(.rw, equal: ReadWrite.write.word))
            .intersection(index.rows(.outcome, equal: Outcome.ok.word))
        writes.forEach { row in
            let call = calls.call(row)
            guard !known.contains(row), !isExplained(call), index.text(.eventType, row) != "AwsServiceEvent" else {
                return
            }
            let group = Group(
                call: call, account: index.text(.account, row) ?? "", region: index.text(.region, row) ?? "")
            counts[group, default: 0] += 1
            if counts[group, default: 0] <= readPerCall {
                read[row] = group
            } else if rest[group] == nil {
                rest[group] = row
            }
        }
        struct Deed: Hashable {
            var group: Group
            var target: String
        }
        var rows: [Deed: Int] = [:]
        func add(_ row: Int, _ group: Group, _ target: String) {
            let deed = Deed(group: group, target: target)
            rows[deed] = min(rows[deed] ?? row, row)
        }
        trail.records.forEach(read.keys.sorted()) { row, record in
            guard let group = read[row] else { return }
            add(row, group, target(of: record.json))
        }
        for (group, row) in rest { add(row, group, "") }
        return rows.map { deed, row in
            ResourceChange(
                kind: .unclassified, id: deed.target, detail: deed.group.call.name, account: deed.group.account,
                region: deed.group.region, by: index.text(.principal, row) ?? "none", row: row)
        }
    }

    // MARK: Calls

    /// Whether a call changes nothing that is to be listed here.
    static func isExplained(_ call: ServiceCall) -> Bool {
        ChangeTable.isComplete(call) || signIns.contains(call.service) && !signInChanges.contains(call.name)
            || elsewhere.contains(call.name) || reading.contains { call.name.hasPrefix($0) }
    }

    /// Services whose calls sign somebody in.
    private static let signIns: Set<String> = ["signin", "sts", "sso-oauth"]
    private static let signInChanges = ChangeTable.all.calls

    /// Calls that other parts tell of: credentials and sessions; calls of the portal of Identity Center, which sign in; and
    /// reports.
    private static let elsewhere = Set(
        CredentialIssue.names
            + [
                "Authenticate", "Federate", "CreateToken", "Logout", "UserAuthentication",
                "UserAuthenticationChallenge",
                // What the agent of Systems Manager reports about its instance.
                "UpdateInstanceInformation", "UpdateInstanceAssociationStatus", "PutComplianceItems", "PutInventory",
                "PutConfigurePackageResult",
            ])

    /// Beginnings of calls that only look, or that use a key, although services record some as writing, and older records
    /// do not say.
    private static let reading = [
        "BatchGet", "Check", "Decrypt", "Describe", "Detect", "Download", "Encrypt", "Estimate", "Filter", "Generate",
        "Get", "Head", "List", "Lookup", "Preview", "Query", "Scan", "Search", "Select", "Simulate", "StartQuery",
        "StopQuery", "Test", "Validate", "View",
    ]

    // MARK: Targets

    /// What a record is about: the first resource that its request names, else the first text in it whose name ends as
    /// those of names and IDs do.
    private static func target(of record: JSONValue) -> String {
        if let named = NamedResource.named(in: record, members: ["requestParameters"]).first { return named.name }
        return ["arn", "id", "name", "identifier"].lazy
            .compactMap { name(in: record["requestParameters"], ending: $0, depth: 0) }.first ?? ""
    }

    /// How deep names are looked for.
    private static let deepest = 6

    private static func name(in value: JSONValue?, ending: String, depth: Int) -> String? {
        guard depth < deepest else { return nil }
        if let elements = value?.arrayValue {
            return elements.lazy.compactMap { name(in: $0, ending: ending, depth: depth + 1) }.first
        }
        let members = value?.objectValue?.members ?? []
        for member in members where member.key.lowercased().hasSuffix(ending) {
            if let text = member.value.scalarText, !text.isEmpty { return text }
        }
        return members.lazy.compactMap { name(in: $0.value, ending: ending, depth: depth + 1) }.first
    }
}
