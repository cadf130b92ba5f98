/// What weighs most of what was done, by name: what left the account, who was let in, what was made.
extension ActionsDraft {
    static func addGravest(_ facts: CaseFacts, _ draft: inout Draft) {
        addSecrets(facts, &draft)
        addShares(facts, &draft)
        addTrust(facts, &draft)
        addMade(facts, &draft)
    }

    private static func addSecrets(_ facts: CaseFacts, _ draft: inout Draft) {
        for (kind, noun) in [(SecretRead.Kind.secret, "secret"), (.parameter, "parameter")] {
            let read = facts.secrets.filter { $0.kind == kind }
            guard !read.isEmpty else { continue }
            draft.add(
                "\(Wording.counted(read.count, noun)) \(read.count == 1 ? "was" : "were") read: "
                    + "\(Wording.list(read.map(\.name))).", read.compactMap(\.rows.first))
        }
    }

    /// With whom what was shared, an account after the other.
    private static func addShares(_ facts: CaseFacts, _ draft: inout Draft) {
        let ties = ties(facts)
        var shares: [(account: String, change: ResourceChange)] = []
        for change in facts.changes {
            switch change.kind {
            case .snapshotShared, .imageShared, .databaseShared:
                shares.append((change.detail ?? "", change))
            case .bucketPolicy, .bucketACL, .keyPolicy, .keyGrant, .secretPolicy, .resourcePolicy, .functionPermission:
                shares += (ties[change.row] ?? []).map { ($0, change) }
            default: break
            }
        }
        let accounts = shares.map(\.account).onceEach()
        for account in accounts.prefix(mostAccounts) {
            let own = shares.filter { $0.account == account }.map(\.change)
            let gone = own.count { $0.removedBy != nil }
            let state = gone == 0 ? "" : gone == own.count ? ", taken back since" : ", \(gone) of them taken back since"
            draft.add(
                "Shared with \(name(ofAccount: account)): "
                    + "\(Wording.list(own.map(name).onceEach()))\(state).",
                own.map(\.row) + own.compactMap(\.removedBy))
        }
        if accounts.count > mostAccounts {
            let rest = shares.filter { !accounts.prefix(mostAccounts).contains($0.account) }
            draft.add(
                "Shared with \(Wording.counted(accounts.count - mostAccounts, "more account")).",
                rest.map(\.change.row))
        }
    }

    private static let mostAccounts = 4

    /// Roles that let in somebody else than before, or were made to.
    private static func addTrust(_ facts: CaseFacts, _ draft: inout Draft) {
        let ties = ties(facts)
        let trusts = facts.changes.filter {
            $0.kind == .trustPolicy || $0.kind == .role && ties[$0.row] != nil
        }
        guard !trusts.isEmpty else { return }
        let names = trusts.map { change in
            let accounts = (ties[change.row] ?? []).map(name(ofAccount:))
            let lets = accounts.isEmpty ? nil : "lets in \(Wording.list(accounts, atMost: mostAccounts))"
            let notes = [lets, state(change, gone: "undone since")].compactMap(\.self).joined(separator: ", ")
            return name(change) + (notes.isEmpty ? "" : " (\(notes))")
        }
        draft.add("Who may assume a role was changed: \(Wording.list(names)).", trusts.map(\.row))
    }

    /// What the attacker made, and what a responder calls it when it has to go.
    private static let made: [(kinds: [ResourceChange.Kind], title: String, gone: String)] = [
        ([.user], "Users made", "gone since"), ([.loginProfile], "Passwords set", "undone since"),
        ([.accessKey], "Keys made", "gone since"), ([.instanceLaunched], "Instances launched", "gone since"),
        ([.snapshot, .databaseSnapshot], "Snapshots taken", "gone since"), ([.image], "Images made", "gone since"),
    ]

    private static func addMade(_ facts: CaseFacts, _ draft: inout Draft) {
        for (kinds, title, gone) in made {
            let own = facts.changes.filter { kinds.contains($0.kind) }
            guard !own.isEmpty else { continue }
            let names = own.map { change in
                name(change) + (state(change, gone: gone).map { " (\($0))" } ?? "")
            }
            draft.add("\(title): \(Wording.list(names.onceEach())).", own.map(\.row))
        }
    }

    /// What became of a change; nil where it stands.
    private static func state(_ change: ResourceChange, gone: String) -> String? {
        change.removedBy != nil ? gone : change.turnedOffBy != nil ? "turned off since" : nil
    }

    /// The foreign accounts that each call names.
    private static func ties(_ facts: CaseFacts) -> [Int: [String]] {
        var found: [Int: [String]] = [:]
        for tie in facts.scope.externalAccounts {
            for row in tie.evidence { found[row, default: []].append(tie.account) }
        }
        return found
    }

    private static func name(_ change: ResourceChange) -> String {
        change.id.isEmpty ? "one that its record does not name" : Wording.name(of: change.id)
    }

    private static func name(ofAccount account: String) -> String {
        switch account {
        case "": "somebody whom the record does not name"
        case "all": "everybody"
        default: account.allSatisfy(\.isNumber) ? "account \(account)" : account
        }
    }
}
