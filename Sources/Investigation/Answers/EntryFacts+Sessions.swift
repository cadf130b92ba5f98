internal import CloudTrail
internal import Events
internal import JSON
internal import Records
internal import Robots

// Ways to come by sessions of roles and of people.
extension EntryFacts {
    /// Temporary credentials that were issued to somebody else, and taken from where they lay.
    func takenSession() -> Hypothesis? {
        let confirmed = Set(scope.confirmedAddresses.map(\.address))
        var first: [Int] = []
        var issued: [Int] = []
        var elsewhere: [Int] = []
        for key in temporary {
            guard let use = key.attackerRows.first, !signedIn(key, use), !isHandedOut(key),
                !isForeign(issues[key.accessKeyID]),
                Workload(ofSession: use, issue: issues[key.accessKeyID], in: trail) == nil
            else { continue }
            let issue = issues[key.accessKeyID]
            // Who called from the attacker's address was the attacker.
            if let issue, confirmed.contains(index.text(.ip, issue) ?? "") { continue }
            first.append(use)
            if let issue { issued.append(issue) }
            let own = index.rows(.key, equal: key.accessKeyID).rows.map { Int($0) }
            let home = own.last { row in
                row < use && index.code(.ip, row) != index.code(.ip, use)
                    && index.text(.ip, row).flatMap { IPAddress($0) } != nil
            }
            if let home { elsewhere.append(home) }
        }
        guard let use = first.min() else { return nil }
        var supporting = [
            Hypothesis.Sign(
                "\(Wording.counted(first.count, "temporary credential")) of \(names(of: first)) came into use as "
                    + "\(first.count == 1 ? "it was" : "they were"), first at \(Wording.moment(index.time(use))).",
                rows: first.sorted())
        ]
        if !issued.isEmpty {
            supporting.append(
                Hypothesis.Sign(
                    "\(issued.count == 1 ? "It was" : "\(issued.count) of them were") issued by "
                        + "\(values(.name, issued)) to \(names(of: issued)) at \(values(.ip, issued)), not at an address of the "
                        + "attacker.", rows: issued.sorted()))
        }
        if !elsewhere.isEmpty {
            supporting.append(
                Hypothesis.Sign(
                    "Before, \(first.count == 1 ? "it was" : "\(elsewhere.count) of them were") used from "
                        + "\(values(.ip, elsewhere)).", rows: elsewhere.sorted()))
        }
        let earlier = earlier(than: use)
        let isSeen = !issued.isEmpty || !elsewhere.isEmpty
        let unseen = Hypothesis.Sign(
            "The trail does not show to whom \(first.count == 1 ? "it was" : "they were") issued (coverage "
                + "\(coverage.told)).")
        return Hypothesis(
            id: "taken-session",
            text:
                "Temporary credentials were taken from where they lay: a machine, a log, a cache of the command line or a "
                + "browser.", supporting: supporting, against: (isSeen ? [] : [unseen]) + earlier,
            confidence: earlier.isEmpty && isSeen ? .medium : .low)
    }

    /// Whether the key's session began with a sign-in of the attacker, which is judged as such.
    private func signedIn(_ key: ScopedKey, _ use: Int) -> Bool {
        signIns.contains { $0 < use && index.text(.principal, $0) == key.principal }
    }

    private func values(_ field: IndexField, _ rows: [Int]) -> String {
        Wording.list(Set(rows.compactMap { index.text(field, $0) }).sorted(), atMost: 3)
    }

    // MARK: Trust

    /// A role that trusts an account or an identity provider outside; not one whose trust the attacker changed.
    func trust() -> Hypothesis? {
        let issued = temporary.compactMap { issues[$0.accessKeyID] }
        let own = calls.succeeded(["AssumeRole", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity"])
        let foreign = trail.records.trees(of: Set(issued + own).sorted().filter { isForeign($0) })
            .filter { row, record in !isOwnDoor(row, record) }.map(\.row)
        guard let first = foreign.first else { return nil }
        let who = Set(foreign.map { index.text(.principal, $0) ?? "none" }).sorted()
        let earlier = earlier(than: first)
        return Hypothesis(
            id: "trust",
            text: "A third party that a role trusts, or an identity provider, was taken over or misused.",
            supporting: [
                Hypothesis.Sign("Roles were assumed from outside by \(Wording.list(who, atMost: 4)).", rows: foreign)
            ], against: earlier, confidence: earlier.isEmpty ? .medium : .low)
    }

    /// Whether a call issued credentials to somebody whom another account or an identity provider vouches for.
    private func isForeign(_ issue: Int?) -> Bool {
        guard let issue else { return false }
        if index.text(.name, issue)?.hasPrefix("AssumeRoleWith") == true { return true }
        let caller = index.text(.principal, issue) ?? ""
        return caller.hasPrefix("account:") && !coverage.accounts.contains(String(caller.dropFirst(8)))
    }

    /// Whether a role was assumed that the attacker had made or opened, or through a provider of the attacker's making.
    private func isOwnDoor(_ row: Int, _ record: JSONValue) -> Bool {
        let request = record["requestParameters"]
        let role = request?["roleArn"]?.stringValue ?? ""
        let providers = [
            request?["principalArn"]?.stringValue, record[path: ["userIdentity", "identityProvider"]]?.stringValue,
        ]
        return doors.making(of: CredentialOwner(principal: role, account: ""), before: row) != nil
            || providers.compactMap(\.self).contains { doors.making(of: $0, before: row) != nil }
    }

    // MARK: Root

    /// The root user itself; not sessions of root that the attacker's other credentials asked for.
    func root() -> Hypothesis? {
        let own = Set(keys.map(\.accessKeyID))
        let rows = scope.attackerRows.filter { row in
            index.principalKind(index.code(.principal, row)) == .root
                && index.text(.key, row).map { own.contains($0) } ?? true
        }
        guard let first = rows.first else { return nil }
        let earlier = earlier(than: first)
        return Hypothesis(
            id: "root", text: "The root user's password or access key was taken.",
            supporting: [
                Hypothesis.Sign("\(Wording.counted(rows.count, "call")) of the root user.", rows: rows)
            ], against: earlier, confidence: earlier.isEmpty ? .medium : .low)
    }
}
