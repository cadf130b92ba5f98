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
    /// What it sets, where what replaces it is compared with it; nil where it is not, or cannot be.
    var settings: Settings?

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
                let names = Set(
                    (ids.count > 1 ? [id] : rule.id.allValues(in: record)).flatMap { ResourceName.aliases(of: $0) })
                return MadeChange(
                    change: ResourceChange(
                        kind: rule.kind, id: id, detail: detail, account: index.text(.account, row) ?? "",
                        region: index.text(.region, row) ?? "", by: index.text(.principal, row) ?? "none", row: row),
                    call: call, number: number, rule: rule, names: names,
                    detailNames: Set((detail.map { [$0] } ?? []).flatMap { ResourceName.aliases(of: $0) }),
                    grants: grants,
                    settings: rule.comparesSettings ? Settings(record, call: call.name, without: names) : nil)
            }
        }
        return made.isEmpty ? nil : made
    }

    /// Whether somebody else's change is the same over again. What replaces a change is no repetition: it says for itself
    /// what it is.
    func isMadeAgain(by other: MadeChange) -> Bool {
        !change.kind.isLoss && call.service == other.call.service && change.kind == other.change.kind
            && rule.calls == other.rule.calls
            && !rule.undoes.contains { $0.isByOthers && $0.call == other.call.name }
            && (detailNames.isEmpty && other.detailNames.isEmpty || !detailNames.isDisjoint(with: other.detailNames))
    }

    /// Whether something is gone after it.
    var takesAway: Bool { call.name.hasPrefix("Delete") || call.name.hasPrefix("Deactivate") }

    /// Whether it made what it is about, so that there was nothing before it.
    var isCreation: Bool {
        ["Create", "Run", "Copy", "Register", "Restore", "Import", "Upload"].contains { call.name.hasPrefix($0) }
            || change.kind == .parameter
    }
}
