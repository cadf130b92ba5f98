internal import Events
internal import JSON

/// A change with the row of the table that it was found by, and the names that what it changed may have elsewhere.
struct MadeChange {
    var change: ResourceChange
    var call: ServiceCall
    /// The number of the rule among those about the call.
    var number: Int
    var rule: ChangeRule
    var names: Set<String>
    var detailNames: Set<String>
    /// What it gave to whom; nil where it gives nothing, or the record does not tell.
    var grants: Grants?

    /// What a record of the attacker's says was changed; nil where that is nothing.
    ///
    /// One call may change several resources (RunInstances), or one in respect of several others
    /// (ModifySnapshotAttribute): each is a change of its own.
    static func all(in record: JSONValue, row: Int, call: ServiceCall, _ index: EventIndex) -> [MadeChange]? {
        let rules = ChangeTable.all.rules(call)
        let made = rules.enumerated().flatMap { number, rule -> [MadeChange] in
            guard rule.conditions.allSatisfy({ $0.holds(in: record) }) else { return [] }
            let ids = rule.id.values(in: record).onceEach()
            let details = (rule.detail?.values(in: record) ?? []).onceEach()
            let pairs: [(String, String?)] =
                ids.count > 1
                ? ids.map { ($0, details.first) }
                : details.isEmpty ? [(ids.first ?? "", nil)] : details.map { (ids.first ?? "", $0) }
            let grants = rule.grants?.grants(in: record)
            return pairs.map { id, detail in
                // Of one resource every place in the record that names it is a name of it.
                let names = ids.count > 1 ? [id] : rule.id.allValues(in: record)
                return MadeChange(
                    change: ResourceChange(
                        kind: rule.kind, id: id, detail: detail, account: index.text(.account, row) ?? "",
                        region: index.text(.region, row) ?? "", by: index.text(.principal, row) ?? "none", row: row),
                    call: call, number: number, rule: rule, names: Set(names.flatMap { ResourceName.aliases(of: $0) }),
                    detailNames: Set((detail.map { [$0] } ?? []).flatMap { ResourceName.aliases(of: $0) }),
                    grants: grants)
            }
        }
        return made.isEmpty ? nil : made
    }
}
