internal import CloudTrail
internal import Events
internal import JSON
internal import Records
internal import Robots

// Ways to come by passwords.
extension EntryFacts {
    /// Fewer failures are a slip of the hand.
    private static let guesses = 5

    /// A password that was phished, guessed or reset; not one that the attacker set.
    func signIn() -> Hypothesis? {
        let signIns = signIns.filter { !Self.isFederatedUser($0, index) }
        guard let first = signIns.first else { return nil }
        let local = signIns.filter { Self.isOfIAM($0, index) }
        let foreign = signIns.filter { !Self.isOfIAM($0, index) }
        var supporting: [Hypothesis.Sign] = []
        if !local.isEmpty {
            supporting.append(Hypothesis.Sign("Sign-in to the console by \(names(of: local)).", rows: local))
        }
        if !foreign.isEmpty {
            supporting.append(
                Hypothesis.Sign(
                    "Sign-in by \(names(of: foreign)) through an identity provider, whose logs tell how.", rows: foreign
                )
            )
        }
        var against: [Hypothesis.Sign] = []
        let factors = secondFactors()
        let withoutMFA = signIns.filter { factors[$0] == .no }
        if !withoutMFA.isEmpty { supporting.append(Hypothesis.Sign("Without MFA.", rows: withoutMFA)) }
        let withMFA = signIns.filter { factors[$0] == .yes }
        if !withMFA.isEmpty {
            against.append(Hypothesis.Sign("With MFA: a password alone was not enough.", rows: withMFA))
        }
        let failed = failedSignIns(before: first)
        if failed.count >= Self.guesses {
            supporting.append(Hypothesis.Sign("\(failed.count) sign-ins failed in the day before.", rows: failed))
        }
        let resets = passwordResets(before: first)
        if !resets.isEmpty {
            supporting.append(
                Hypothesis.Sign("A password was set in the day before, by \(names(of: resets)).", rows: resets))
        }
        let earlier = earlier(than: first)
        let isGuessed = failed.count >= Self.guesses || !resets.isEmpty
        return Hypothesis(
            id: "sign-in", text: "Somebody's password was phished, guessed or reset.", supporting: supporting,
            against: against + earlier,
            confidence: !earlier.isEmpty ? .low : isGuessed && withMFA.isEmpty ? .high : .medium)
    }

    /// So many of the records are read again.
    private static let limit = 2_000

    /// Whether each sign-in had a second factor, where CloudTrail can tell. Of federated users it says "no" in any case:
    /// the identity provider asks for it. IAM Identity Center names what it asked for itself.
    /// Sources: the CloudTrail user guide, "AWS Management Console sign-in events"; the IAM Identity Center user guide,
    /// "Understanding IAM Identity Center sign-in events", `CredentialType`.
    private func secondFactors() -> [Int: MFA] {
        var factors: [Int: MFA] = [:]
        for row in signIns where Self.isOfIAM(row, index) { factors[row] = index.flags(row).mfa }
        let portal = signIns.filter { index.text(.name, $0) == "UserAuthentication" }
        let verified = verifiedFactors(before: portal)
        for (row, record) in trail.records.trees(of: portal, limit: Self.limit) {
            let details = record["additionalEventData"]
            var types = Set((details?["CredentialType"]?.stringValue ?? "").split(separator: ",").map(String.init))
            if let workflow = details?["AuthWorkflowID"]?.stringValue { types.formUnion(verified[workflow] ?? []) }
            guard !types.isEmpty, !types.contains("EXTERNAL_IDP") else { continue }
            factors[row] = types == ["PASSWORD"] ? .no : .yes
        }
        return factors
    }

    /// What was asked for and given on the way to sign-ins in the portal, by the sign-in's workflow: each factor is
    /// verified by a call of its own.
    private func verifiedFactors(before signIns: [Int]) -> [String: Set<String>] {
        guard let last = signIns.last else { return [:] }
        var found: [String: Set<String>] = [:]
        let steps = dayBefore(last, ["CredentialVerification"])
        for (_, record) in trail.records.trees(of: steps, limit: Self.limit) {
            let details = record["additionalEventData"]
            guard let workflow = details?["AuthWorkflowID"]?.stringValue,
                let type = details?["CredentialType"]?.stringValue,
                record[path: ["serviceEventDetails", "CredentialVerification"]]?.stringValue == "Success"
            else { continue }
            found[workflow, default: []].insert(type)
        }
        return found
    }

    /// Failed sign-ins from the same addresses, or as the same users, in the day before.
    private func failedSignIns(before row: Int) -> [Int] {
        let addresses = Set(signIns.compactMap { index.text(.ip, $0) })
        let users = Set(signIns.map { index.code(.principal, $0) })
        func isMeant(_ row: Int) -> Bool {
            addresses.contains(index.text(.ip, row) ?? "") || users.contains(index.code(.principal, row))
        }
        let console = dayBefore(row, ["ConsoleLogin"]).filter { index.flags($0).outcome != .ok && isMeant($0) }
        // What is verified in the portal has no error code where it fails.
        let portal = dayBefore(row, ["CredentialVerification"]).filter(isMeant)
        let failed = trail.records.trees(of: portal, limit: Self.limit).filter { _, record in
            record[path: ["serviceEventDetails", "CredentialVerification"]]?.stringValue == "Failure"
        }
        return (console + failed.map(\.row)).sorted()
    }

    /// Passwords of the same users that somebody set in the day before. What the attacker set is no way in, but for the
    /// recovery of root's password, which takes the mailbox and no credential.
    private func passwordResets(before row: Int) -> [Int] {
        let own = Set(scope.attackerRows)
        let users = Set(signIns.map { Self.owner(of: $0, index) })
        let rows = dayBefore(
            row,
            [
                "PasswordRecoveryCompleted", "UpdateLoginProfile", "CreateLoginProfile", "PasswordUpdated",
                "ChangePassword",
            ]
        ).filter { row in
            index.flags(row).outcome == .ok
                && (!own.contains(row) || index.text(.name, row) == "PasswordRecoveryCompleted")
        }
        return trail.records.trees(of: rows, limit: Self.limit).filter { row, record in
            var user = Self.owner(of: row, index)
            if let name = record[path: ["requestParameters", "userName"]]?.stringValue, !name.isEmpty {
                user = CredentialOwner(kind: .user, name: name, account: user.account, partition: user.partition)
            }
            return users.contains(user)
        }.map(\.row)
    }

    private func dayBefore(_ row: Int, _ names: [String]) -> [Int] {
        let time = index.time(row)
        let day = index.rows(from: time.advanced(byMilliseconds: -EventTime.day), to: time)
        return names.flatMap { index.rows(.name, equal: $0).intersection(day).rows.map { Int($0) } }.sorted()
    }
}
