internal import CloudTrail
internal import Events
internal import Records

/// Somebody, or something, that looks like part of an incident and is not.
public struct Bystander: Hashable, Sendable {
    /// A key, an address or a principal.
    public var value: String
    public var reason: String
    /// Rows, in time order.
    public var evidence: [Int]

    public init(value: String, reason: String, evidence: [Int]) {
        self.value = value
        self.reason = reason
        self.evidence = evidence
    }
}

extension Bystander {
    /// What guards and the analyst keep out of a scope; who undid what the attacker did; and who made calls such as the
    /// one that raised the alert without being in reach. By value.
    ///
    /// - Parameters:
    ///   - undoing: rows that undid the attacker's changes.
    ///   - lead: the call that raised the alert.
    ///   - options: whom the analyst keeps out, reached or not.
    static func all(
        of scope: Scope, undoing: [Int], lead: Int?, options: ScopeOptions = ScopeOptions(), in trail: Trail
    ) -> [Bystander] {
        let index = trail.index
        var found = scope.excluded.map { Bystander(value: $0.value, reason: $0.reason, evidence: []) }
        let named = Set(found.map(\.value))
        for (values, reason) in [(options.excluded, "excluded by the analyst"), (options.responders, "responder")] {
            found += values.subtracting(named).map { Bystander(value: $0, reason: reason, evidence: []) }
        }
        let attacker = Set(scope.attackerRows)
        let known = Set(scope.principals.filter { $0.status != .excluded }.map(\.principal))
        func add(_ rows: [Int], _ reason: (String, [Int]) -> String) {
            let others = rows.filter { !attacker.contains($0) }
            for (code, rows) in Dictionary(grouping: others, by: { index.code(.principal, $0) }) {
                let principal = index.table(.principal).text(code)
                guard !principal.isEmpty, !known.contains(principal) else { continue }
                found.append(
                    Bystander(value: principal, reason: reason(principal, rows.sorted()), evidence: rows.sorted()))
            }
        }
        add(Set(undoing).sorted()) { _, rows in
            "undid what the attacker did: \(names(of: rows, index)), from \(places(of: rows, index))"
        }
        if let lead, attacker.contains(lead) {
            add(kin(of: lead, index)) { _, rows in
                "made such calls too: \(names(of: rows, index)), from \(places(of: rows, index)), "
                    + "by \(clients(of: rows, index)); no key or address of the scope"
            }
        }
        return merged(found)
    }

    /// One for each value, its reasons in the order in which they were found.
    private static func merged(_ all: [Bystander]) -> [Bystander] {
        var byValue: [String: Bystander] = [:]
        for one in all {
            if let old = byValue[one.value] {
                byValue[one.value] = Bystander(
                    value: one.value, reason: old.reason + "; " + one.reason,
                    evidence: Set(old.evidence + one.evidence).sorted())
            } else {
                byValue[one.value] = one
            }
        }
        return byValue.values.sorted { $0.value < $1.value }
    }

    /// Calls that do the same in different ways.
    private static let families = [["CreateKeyPair", "ImportKeyPair"], ["RunInstances", "StartInstances"]]

    /// Successful calls of the same name, or of one that does the same.
    private static func kin(of lead: Int, _ index: EventIndex) -> [Int] {
        let name = index.text(.name, lead) ?? ""
        let names = families.first { $0.contains(name) } ?? [name]
        return names.flatMap { index.rows(.name, equal: $0).rows.map { Int($0) } }
            .filter { index.flags($0).outcome == .ok }.sorted()
    }

    private static func names(of rows: [Int], _ index: EventIndex) -> String {
        let counts = Dictionary(grouping: rows) { index.text(.name, $0) ?? "" }.mapValues(\.count)
        let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let rest = sorted.dropFirst(4).reduce(0) { $0 + $1.value }
        return sorted.prefix(4).map { "\($0.value) \($0.key)" }.joined(separator: ", ")
            + (rest == 0 ? "" : " and \(Wording.counted(rest, "other call"))")
    }

    private static func places(of rows: [Int], _ index: EventIndex) -> String {
        let addresses = Set(rows.compactMap { index.text(.ip, $0) }).sorted()
        return addresses.count > 2 ? "\(addresses.count) addresses" : addresses.joined(separator: " and ")
    }

    private static func clients(of rows: [Int], _ index: EventIndex) -> String {
        Set(rows.map { index.flags($0).client.word }).sorted().joined(separator: ", ")
    }
}
