internal import CloudTrail
internal import Events
internal import Robots

/// Which credentials: keys, sessions, roles, and from where they were used.
enum CredentialsDraft {
    private static let roleCalls = [
        "AssumeRole", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity", "AssumeRoot", "GetSessionToken",
        "GetFederationToken", "GetSigninToken", "SwitchRole", "GetRoleCredentials", "GetCredentialsForIdentity",
    ]

    static func draft(_ facts: CaseFacts, _ index: EventIndex) -> Draft {
        let scope = facts.scope
        var draft = Draft(facts.coverage.confidence)
        addKeys(facts, &draft)
        addSessions(scope, index, &draft)
        addRoles(facts, index, &draft)
        addLineage(facts, &draft)
        addAddresses(scope, index, &draft)
        let proposed = scope.keys.filter { $0.status == .proposed }
        if !proposed.isEmpty {
            draft.add(
                "\(Wording.counted(proposed.count, "more key")) may belong to it: for the analyst to decide.", [],
                .inferred)
        }
        return draft
    }

    private static func addKeys(_ facts: CaseFacts, _ draft: inout Draft) {
        let keys = facts.scope.confirmedKeys
        let tried = keys.filter { $0.parent == nil && AccessKeyKind(accessKeyID: $0.accessKeyID) != .temporary }
        let made = keys.filter { $0.parent != nil && AccessKeyKind(accessKeyID: $0.accessKeyID) != .temporary }
        let temporary = keys.filter { AccessKeyKind(accessKeyID: $0.accessKeyID) == .temporary }
        for (group, noun) in [
            (tried, "long-lived access key"), (made, "key that the attacker made"), (temporary, "temporary credential"),
        ] where !group.isEmpty {
            let users = Set(group.map(\.principal)).count
            let names = group.map { "\(Wording.name(of: $0.principal)) (\($0.accessKeyID))" }
            let plural = noun == "key that the attacker made" ? "keys that the attacker made" : nil
            draft.add(
                "\(Wording.counted(group.count, noun, plural: plural)) of \(Wording.counted(users, "principal")): "
                    + "\(Wording.list(names, atMost: 12)).", group.compactMap(\.attackerRows.first))
        }
        let idle = tried.filter { $0.idleBefore == .yes }
        if !idle.isEmpty {
            draft.addAbsence(
                "\(idle.count) of the \(Wording.counted(tried.count, "long-lived key")) "
                    + "\(idle.count == 1 ? "was" : "were") used by nobody else in the baseline before.",
                idle.compactMap(\.attackerRows.first), in: facts.coverage)
        }
    }

    private static func addSessions(_ scope: Scope, _ index: EventIndex, _ draft: inout Draft) {
        let keyless = scope.sessions.filter { $0.status == .confirmed && $0.accessKeyID == nil && !$0.rows.isEmpty }
        guard !keyless.isEmpty else { return }
        let names = Set(keyless.map { Wording.name(of: $0.principal) }).sorted()
        draft.add(
            "\(Wording.counted(keyless.count, "session")) without a key of its own: \(Wording.list(names)).",
            keyless.compactMap(\.rows.first))
    }

    /// "No role assumed" limits the scope, and must therefore rest on what the trail holds.
    private static func addRoles(_ facts: CaseFacts, _ index: EventIndex, _ draft: inout Draft) {
        let attempts = AttackerCalls(facts.scope.attackerRows, in: index).named(roleCalls)
        let succeeded = attempts.filter { index.flags($0).outcome == .ok }
        if succeeded.isEmpty {
            let answer = facts.coverage.negative("No role was assumed", else: "Whether a role was assumed")
            if facts.coverage.allowsNegativeAnswers {
                draft.addAbsence(answer, in: facts.coverage)
            } else {
                draft.add(answer, [], .unknown)
            }
            if !attempts.isEmpty {
                draft.add("\(Wording.counted(attempts.count, "attempt")) to assume one failed.", attempts)
            }
        } else {
            draft.add(
                "\(succeeded.count) of \(Wording.counted(attempts.count, "request")) for a role or a session succeeded.",
                succeeded)
        }
    }

    /// What the attacker's calls issued, with a key of the scope or without one.
    private static func addLineage(_ facts: CaseFacts, _ draft: inout Draft) {
        let keys = Set(facts.scope.confirmedKeys.map(\.accessKeyID))
        let calls = Set(facts.scope.attackerRows)
        let issued = facts.scope.links.filter {
            !$0.isWeak && keys.contains($0.to) && (keys.contains($0.from) || calls.contains($0.row))
        }
        guard !issued.isEmpty else { return }
        let ways = Dictionary(grouping: issued, by: \.via).sorted { $0.key < $1.key }.map {
            "\($0.key) \($0.value.count)"
        }
        draft.add("Issued within the incident: \(Wording.list(ways)).", issued.map(\.row))
    }

    private static func addAddresses(_ scope: Scope, _ index: EventIndex, _ draft: inout Draft) {
        let addresses = scope.confirmedAddresses
        guard !addresses.isEmpty else { return }
        draft.add(
            "Used from \(Wording.counted(addresses.count, "address", plural: "addresses")): "
                + "\(Wording.list(addresses.map(\.address))).", firstCalls(from: addresses, scope, index))
    }

    private static func firstCalls(
        from addresses: [ScopedAddress], _ scope: Scope, _ index: EventIndex
    ) -> [Int] {
        addresses.compactMap { address in
            let code = index.table(.ip).code(of: address.address)
            return scope.attackerRows.first { index.code(.ip, $0) == code }
        }
    }
}
