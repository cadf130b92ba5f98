internal import CloudTrail
internal import Events
internal import Records
internal import Robots

// Ways to come by sessions that no password opened in the trail.
extension EntryFacts {
    /// Sign-ins as a federated user, whom a long-lived key makes up: GetFederationToken takes no password and no second
    /// factor. Source: the IAM user guide, "Enabling custom identity broker access to the AWS console".
    func federatedSignIn() -> Hypothesis? {
        let rows = signIns.filter { Self.isFederatedUser($0, index) }
        guard let first = rows.first else { return nil }
        let own = Set(scope.attackerRows)
        let users = Set(rows.compactMap { index.text(.principal, $0) })
        let issuing = scope.links.filter { link in
            link.via == "GetFederationToken" && !own.contains(link.row)
                && index.text(.principal, link.row).map(users.contains) == true
        }
        var supporting = [
            Hypothesis.Sign(
                "Sign-in as a federated user of \(names(of: rows)): it takes a key, and neither a password nor MFA.",
                rows: rows)
        ]
        if !issuing.isEmpty {
            let keys = Wording.list(Set(issuing.map(\.from)).sorted(), atMost: 3)
            supporting.append(
                Hypothesis.Sign(
                    "GetFederationToken was called with \(keys) before: the analyst is to decide on it.",
                    rows: issuing.map(\.row).sorted()))
        }
        let earlier = earlier(than: first)
        return Hypothesis(
            id: "federated-sign-in", text: "A long-lived key was stolen, and made into a sign-in to the console.",
            supporting: supporting, against: earlier,
            confidence: earlier.isEmpty ? (issuing.isEmpty ? .medium : .high) : .low)
    }

    static func isFederatedUser(_ row: Int, _ index: EventIndex) -> Bool {
        index.text(.type, row) == "FederatedUser"
    }

    /// A session of the portal of IAM Identity Center that is in use without a sign-in of the attacker: its token lay in a
    /// cache of the command line or of a browser, or somebody confirmed a device for a stranger.
    func portalSession() -> Hypothesis? {
        let people = signIns.filter { index.principalKind(index.code(.principal, $0)) == .directory }
            .map { index.code(.principal, $0) }
        let rows = scope.attackerRows.filter { row in
            let principal = index.code(.principal, row)
            return index.principalKind(principal) == .directory && index.flags(row).outcome == .ok
                && !people.contains(principal) && !Self.signInCalls.contains(index.text(.name, row) ?? "")
        }
        guard let first = rows.first else { return nil }
        let earlier = earlier(than: first)
        return Hypothesis(
            id: "portal-session",
            text: "A session of the Identity Center portal was taken: its token lies in a cache, and a device can be "
                + "confirmed for somebody else.",
            supporting: [
                Hypothesis.Sign(
                    "\(Wording.counted(rows.count, "call")) of \(names(of: rows)) in the portal.", rows: rows)
            ]
                + absence("No sign-in of \(names(of: rows)) to the portal is among the attacker's calls"),
            against: earlier, confidence: earlier.isEmpty ? .medium : .low)
    }

    /// Whether a portal session that the attacker held handed the key out.
    func isHandedOut(_ key: ScopedKey) -> Bool {
        let own = Set(scope.attackerRows)
        return scope.links.contains {
            $0.via == "GetRoleCredentials" && $0.to == key.accessKeyID && own.contains($0.row)
        }
    }

    func names(of rows: [Int]) -> String {
        Wording.list(Set(rows.map { Wording.name(of: index.text(.principal, $0) ?? "none") }).sorted(), atMost: 3)
    }
}
