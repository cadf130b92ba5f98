internal import CloudTrail
internal import Events
internal import Robots

// Ways to come by sessions: of instances, of roles, of people.
extension EntryFacts {
    /// The session of an instance's role, used from elsewhere: its name is the instance's ID.
    func instanceMetadata() -> Hypothesis? {
        let addresses = Set(scope.confirmedAddresses.map(\.address))
        let rows = scope.attackerRows.filter { row in
            index.text(.session, row).map { Self.isInstance($0) } == true
        }
        let sessions = Set(rows.compactMap { index.text(.session, $0) }).sorted()
        guard let first = rows.first else { return nil }
        var uses: [Int] = []
        var own: [Int] = []
        for session in sessions {
            let all = index.rows(.session, equal: session).rows.map { Int($0) }
            if let use = all.first(where: { $0 >= first && addresses.contains(index.text(.ip, $0) ?? "") }) {
                uses.append(use)
            }
            if let home = all.first(where: { row in
                index.text(.ip, row).map { IPAddress($0) != nil && !addresses.contains($0) } == true
            }) {
                own.append(home)
            }
        }
        guard !uses.isEmpty else { return nil }
        var supporting = [
            Hypothesis.Sign(
                "Sessions of \(Wording.list(sessions, atMost: 3)) were used from "
                    + "\(Wording.list(Set(uses.compactMap { index.text(.ip, $0) }).sorted(), atMost: 3)).", rows: uses)
        ]
        if !own.isEmpty {
            supporting.append(
                Hypothesis.Sign(
                    "The instances themselves call from "
                        + "\(Wording.list(Set(own.compactMap { index.text(.ip, $0) }).sorted(), atMost: 3)).",
                    rows: own.sorted()))
        }
        return Hypothesis(
            id: "instance-metadata",
            text: "Credentials of an instance's role were taken from its metadata service, through a hole in an "
                + "application or a shell on it.", supporting: supporting,
            against: own.isEmpty
                ? [Hypothesis.Sign("The trail has no call of the instances from an address of their own.")] : [],
            confidence: own.isEmpty ? .medium : .high)
    }

    private static func isInstance(_ session: String) -> Bool {
        let id = session.dropFirst(2)
        return session.hasPrefix("i-") && (id.count == 8 || id.count == 17) && id.allSatisfy(\.isHexDigit)
    }

    /// A password that was phished, guessed or reset.
    func signIn() -> Hypothesis? {
        guard let first = signIns.first else { return nil }
        let names = Set(signIns.map { Wording.name(of: index.text(.principal, $0) ?? "none") }).sorted()
        var supporting = [Hypothesis.Sign("Sign-in to the console by \(Wording.list(names)).", rows: signIns)]
        var against: [Hypothesis.Sign] = []
        let withoutMFA = signIns.filter { index.flags($0).mfa == .no }
        if !withoutMFA.isEmpty { supporting.append(Hypothesis.Sign("Without MFA.", rows: withoutMFA)) }
        let withMFA = signIns.filter { index.flags($0).mfa == .yes }
        if !withMFA.isEmpty {
            against.append(Hypothesis.Sign("With MFA: a password alone was not enough.", rows: withMFA))
        }
        let failed = failedSignIns(before: first)
        if failed.count >= Self.guesses {
            supporting.append(Hypothesis.Sign("\(failed.count) sign-ins failed in the day before.", rows: failed))
        }
        let resets = passwordResets(before: first)
        if !resets.isEmpty { supporting.append(Hypothesis.Sign("A password was set in the day before.", rows: resets)) }
        let earlier = firstUses(longLived).filter { $0 < first }
        if !earlier.isEmpty {
            against.append(Hypothesis.Sign("Long-lived keys were in use before the sign-in.", rows: earlier))
        }
        let isGuessed = failed.count >= Self.guesses || !resets.isEmpty
        return Hypothesis(
            id: "sign-in", text: "Somebody's password was phished, guessed or reset.", supporting: supporting,
            against: against, confidence: !earlier.isEmpty ? .low : isGuessed && withMFA.isEmpty ? .high : .medium)
    }

    /// Fewer failures are a slip of the hand.
    private static let guesses = 5

    /// Failed sign-ins of the same addresses in the day before.
    private func failedSignIns(before row: Int) -> [Int] {
        let addresses = Set(signIns.compactMap { index.text(.ip, $0) })
        return dayBefore(row, ["ConsoleLogin"]).filter {
            index.flags($0).outcome != .ok && addresses.contains(index.text(.ip, $0) ?? "")
        }
    }

    private func passwordResets(before row: Int) -> [Int] {
        let account = index.code(.account, row)
        return dayBefore(
            row, ["PasswordRecoveryCompleted", "UpdateLoginProfile", "CreateLoginProfile", "PasswordUpdated"]
        ).filter { index.flags($0).outcome == .ok && index.code(.account, $0) == account }
    }

    private func dayBefore(_ row: Int, _ names: [String]) -> [Int] {
        let time = index.time(row)
        let day = index.rows(from: time.advanced(byMilliseconds: -EventTime.day), to: time)
        return names.flatMap { index.rows(.name, equal: $0).intersection(day).rows.map { Int($0) } }.sorted()
    }

    /// A role that trusts an account or an identity provider outside.
    func trust() -> Hypothesis? {
        let issued = temporary.compactMap { issues[$0.accessKeyID] }
        let own = calls.succeeded(["AssumeRoleWithSAML", "AssumeRoleWithWebIdentity"])
        let foreign = Set(issued + own).sorted().filter { row in
            let caller = index.text(.principal, row) ?? ""
            let account = caller.hasPrefix("account:") ? String(caller.dropFirst(8)) : nil
            return index.text(.name, row) != "AssumeRole" && index.text(.name, row)?.hasPrefix("AssumeRoleWith") == true
                || account.map { !coverage.accounts.contains($0) } == true
        }
        guard !foreign.isEmpty else { return nil }
        let who = Set(foreign.map { index.text(.principal, $0) ?? "none" }).sorted()
        let earlier = firstUses(longLived).filter { $0 < foreign[0] }
        return Hypothesis(
            id: "trust",
            text: "A third party that a role trusts, or an identity provider, was taken over or misused.",
            supporting: [
                Hypothesis.Sign("Roles were assumed from outside by \(Wording.list(who, atMost: 4)).", rows: foreign)
            ],
            against: earlier.isEmpty
                ? [] : [Hypothesis.Sign("Long-lived keys were in use before.", rows: earlier)],
            confidence: earlier.isEmpty ? .medium : .low)
    }

    /// The root user itself.
    func root() -> Hypothesis? {
        let rows = scope.attackerRows.filter { index.principalKind(index.code(.principal, $0)) == .root }
        guard let first = rows.first else { return nil }
        let earlier = scope.attackerRows.first.map { $0 < first ? [$0] : [] } ?? []
        return Hypothesis(
            id: "root", text: "The root user's password or access key was taken.",
            supporting: [
                Hypothesis.Sign(
                    "\(Wording.counted(rows.count, "call")) of the root user.", rows: Array(rows.prefix(20)))
            ],
            against: earlier.isEmpty ? [] : [Hypothesis.Sign("Other credentials were in use before.", rows: earlier)],
            confidence: earlier.isEmpty ? .medium : .low)
    }
}
