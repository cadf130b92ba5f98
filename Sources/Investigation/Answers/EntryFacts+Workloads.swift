internal import CloudTrail
internal import Events
internal import Intelligence
internal import JSON
internal import Records
internal import Robots

// Ways to come by credentials that AWS hands to machines and programs.
extension EntryFacts {
    /// A session of a workload in the attacker's hands.
    private struct Use {
        var workload: Workload
        /// The attacker's first call with it from an address that it had not called from, else the first one.
        var first: Int
        /// The calls of the session from Internet addresses that are not the attacker's, in time order.
        var home: [Int]
        /// The first of them with the same key.
        var sameKey: Int?
        /// Whether the attacker called from elsewhere, as far as the trail tells.
        var isAway: Bool
        /// Whether nothing but its being the first speaks for the session's own address.
        var isHomeGuessed: Bool
    }

    /// Sessions of instances, of tasks and of functions, used by the attacker: a hypothesis for each kind. What the
    /// attacker launched speaks against it, and is told: how such credentials came away matters in any case.
    func workloads() -> [Hypothesis] {
        // What a role that the attacker made does elsewhere is the workload's own.
        let places = Set(scope.confirmedAddresses.map(\.address))
        let own = scope.attackerRows.filter { index.text(.ip, $0).map(places.contains) ?? false }
        let attacker = RowSet(sorted: own.map { UInt32($0) }, universe: index.count)
        var uses: [Workload: Use] = [:]
        for key in sessionKeys {
            let rows = key.attackerRows.filter(attacker.contains)
            guard let row = rows.first,
                let workload = Workload(ofSession: row, issue: issues[key.accessKeyID], in: trail)
            else { continue }
            let use = use(workload, rows, attacker)
            if let known = uses[workload], (known.isAway ? 0 : 1, known.first) < (use.isAway ? 0 : 1, use.first) {
                continue
            }
            uses[workload] = use
        }
        return Workload.Kind.allCases.compactMap { kind in
            let found = uses.values.filter { $0.workload.kind == kind }.sorted { $0.first < $1.first }
            return found.isEmpty ? nil : hypothesis(kind, found)
        }
    }

    private func isAddress(_ text: String?) -> Bool { text.flatMap { IPAddress($0) } != nil }

    private func use(_ workload: Workload, _ rows: [Int], _ attacker: RowSet) -> Use {
        let session = index.rows(.principal, code: index.code(.principal, rows[0]))
            .intersection(index.rows(.session, code: index.code(.session, rows[0])))
            .rows.map { Int($0) }.filter { isAddress(index.text(.ip, $0)) }
        var home = session.filter { !attacker.contains($0) }
        // Of a young machine the scope counts its own address as the attacker's. It gets its credentials first.
        let isFirstOnly = home.isEmpty
        if isFirstOnly { home = session.filter { index.code(.ip, $0) == index.code(.ip, session[0]) } }
        let addresses = Set(home.map { index.code(.ip, $0) })
        let away = rows.first { !addresses.contains(index.code(.ip, $0)) }
        if away == nil, isFirstOnly { home = [] }
        let first = away ?? rows[0]
        let key = index.code(.key, first)
        return Use(
            workload: workload, first: first, home: home, sameKey: home.first { index.code(.key, $0) == key },
            isAway: away != nil || home.isEmpty, isHomeGuessed: isFirstOnly && away != nil)
    }

    private func hypothesis(_ kind: Workload.Kind, _ uses: [Use]) -> Hypothesis {
        var supporting = [
            Hypothesis.Sign(
                "Credentials of \(Wording.list(uses.map(\.workload.words), atMost: 3)) were used from "
                    + "\(places(uses.map(\.first))), first at \(Wording.moment(index.time(uses[0].first))).",
                rows: uses.map(\.first))
        ]
        let here = uses.filter { !$0.isAway }
        if !here.isEmpty {
            supporting.append(
                Hypothesis.Sign(
                    "\(Wording.list(here.map(\.workload.words), atMost: 3)) called from there before: somebody works on "
                        + "the machine itself.", rows: here.compactMap(\.home.last).sorted(), mark: .inferred))
        }
        let away = uses.filter(\.isAway)
        supporting += ownUses(away)
        let same = away.filter { $0.sameKey != nil }
        if !same.isEmpty {
            let keys = Set(same.compactMap { index.text(.key, $0.first) }).sorted()
            supporting.append(
                Hypothesis.Sign(
                    "From both places by the same key: \(Wording.list(keys, atMost: 3)).",
                    rows: same.flatMap { [$0.sameKey, $0.first].compactMap(\.self) }.sorted()))
        }
        let foreign = away.filter { intelligence.isOfAWS(index.text(.ip, $0.first) ?? "") == false }
        if !foreign.isEmpty {
            supporting.append(
                Hypothesis.Sign("\(networks(foreign)): no network of AWS.", rows: foreign.map(\.first)))
        }
        if kind == .instance { supporting += versionOne(uses) }
        let against = doubts(uses, isHomeKnown: uses.contains { !$0.home.isEmpty })
        let isPivot = !earlier(than: uses[0].first).isEmpty || uses.allSatisfy { making(of: $0) != nil }
        let isSure = away.contains { !$0.home.isEmpty } || !foreign.isEmpty
        return Hypothesis(
            id: kind.hypothesis, text: kind.text, supporting: supporting, against: against,
            confidence: isPivot ? .low : isSure ? .high : .medium)
    }

    /// From where they are used by whom they were handed to: before the attacker, else after.
    private func ownUses(_ uses: [Use]) -> [Hypothesis.Sign] {
        let before = uses.compactMap { $0.home.last(before: $0.first) }.sorted()
        if let last = before.last {
            return [
                Hypothesis.Sign(
                    "Before, they were used from \(places(before)), last at \(Wording.moment(index.time(last))).",
                    rows: before)
            ]
        }
        let after = uses.compactMap { $0.home.first(after: $0.first) }.sorted()
        return after.isEmpty
            ? [] : [Hypothesis.Sign("Elsewhere they are used from \(places(after)) as well.", rows: after)]
    }

    private func doubts(_ uses: [Use], isHomeKnown: Bool) -> [Hypothesis.Sign] {
        var against: [Hypothesis.Sign] = []
        if !isHomeKnown {
            against.append(
                Hypothesis.Sign(
                    "The trail has no earlier call from an address of their own (coverage \(coverage.told)): this may be "
                        + "theirs."))
        }
        let guessed = uses.filter(\.isHomeGuessed)
        if !guessed.isEmpty {
            against.append(
                Hypothesis.Sign(
                    "That \(places(guessed.flatMap(\.home))) is their own is told by its having come first alone.",
                    rows: guessed.map { $0.home[0] }.sorted(), mark: .inferred))
        }
        let inside = uses.filter { intelligence.isOfAWS(index.text(.ip, $0.first) ?? "") == true }
        if !inside.isEmpty {
            against.append(
                Hypothesis.Sign(
                    "\(networks(inside)): AWS, where the workload itself may have got another way out.",
                    rows: inside.map(\.first), mark: .inferred))
        }
        let making = uses.compactMap(making(of:))
        if !making.isEmpty {
            let calls = Set(making.compactMap { index.text(.name, $0) }).sorted()
            against.append(
                Hypothesis.Sign(
                    "The attacker had made \(making.count == uses.count ? "them" : "some of them"), by "
                        + "\(Wording.list(calls)).", rows: making.sorted()))
        }
        return against + earlier(than: uses[0].first)
    }

    /// The attacker's own call that made the workload, or its role.
    private func making(of use: Use) -> Int? {
        doors.making(of: use.workload.name, before: use.first)
            ?? doors.making(of: Self.owner(of: use.first, index), before: use.first)
    }

    /// Version 1 of the metadata service answers whoever can make the instance ask it; version 2 wants a token.
    /// Source: the EC2 user guide, "Use the Instance Metadata Service"; CloudTrail has the version as `ec2RoleDelivery`.
    private func versionOne(_ uses: [Use]) -> [Hypothesis.Sign] {
        let rows = uses.map(\.first).prefix(20).filter { row in
            let version = try? trail.record(row).json[path: ["userIdentity", "sessionContext", "ec2RoleDelivery"]]
            return version?.stringValue == "1.0"
        }
        guard !rows.isEmpty else { return [] }
        return [
            Hypothesis.Sign(
                "Version 1 of the metadata service handed them out, which a forged request of a server reaches.",
                rows: Array(rows))
        ]
    }

    private func places(_ rows: [Int]) -> String {
        Wording.list(Set(rows.compactMap { index.text(.ip, $0) }).sorted(), atMost: 3)
    }

    /// `198.51.100.7 is AS64500 Example Hosting (networks.mmdb)`.
    private func networks(_ uses: [Use]) -> String {
        let addresses = Set(uses.compactMap { index.text(.ip, $0.first) }).sorted()
        let told = addresses.compactMap { address in
            [AddressLabel.Kind.network, .cloud].lazy.compactMap { intelligence.label($0, of: address) }.first.map {
                "\(address) is \($0.text) (\($0.source))"
            }
        }
        return Wording.list(told, atMost: 3)
    }
}
