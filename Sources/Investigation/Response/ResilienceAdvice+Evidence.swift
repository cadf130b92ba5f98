internal import CloudTrail
internal import Events
internal import Ingest
public import Records

extension ResilienceAdvice {
    /// What the incident teaches, each triggered by events of it.
    ///
    /// In this order, each at most once: unused users, idle keys, permissions that were not needed, roles instead of
    /// users, conditions on MFA and on the source address, gaps of the trail, credentials of instances, public access,
    /// threat detection, accounts.
    ///
    /// - Parameter gaps: of the trail; see ``Trail/gaps``.
    public static func all(
        scope: Scope, changes: [ResourceChange], gaps: [Gap], in trail: Trail
    ) -> [ResilienceAdvice] {
        guard !scope.attackerRows.isEmpty else { return [] }
        let lessons = Lessons(scope: scope, changes: changes.sorted { $0.row < $1.row }, gaps: gaps, trail: trail)
        return [
            lessons.unusedUsers, lessons.idleKeys, lessons.excessPermissions, lessons.rolesInsteadOfUsers,
            lessons.noMFACondition, lessons.noAddressCondition, lessons.trailGaps, lessons.instanceCredentials,
            lessons.publicAccess, lessons.threatDetection, lessons.oneAccount,
        ].compactMap { $0 }
    }
}

/// The evidence behind each advice.
private struct Lessons {
    let scope: Scope
    /// In time order.
    let changes: [ResourceChange]
    let gaps: [Gap]
    let trail: Trail

    private var index: EventIndex { trail.index }
    private var attacker: RowSet {
        RowSet(sorted: scope.attackerRows.map { UInt32($0) }, universe: index.count)
    }

    /// Long-lived keys of IAM users that were there before the attack.
    private var stolenKeys: [(key: ScopedKey, owner: CredentialOwner)] {
        scope.confirmedKeys.compactMap { key in
            let owner = CredentialOwner(principal: key.principal, account: "")
            let isStolen =
                AccessKeyKind(accessKeyID: key.accessKeyID) != .temporary && key.parent == nil && owner.kind == .user
            return isStolen ? (key, owner) : nil
        }
    }

    private func advice(_ id: String, _ recommendation: String, _ evidence: [Int]) -> ResilienceAdvice? {
        evidence.isEmpty
            ? nil
            : ResilienceAdvice(id: id, recommendation: recommendation, evidence: Set(evidence).sorted())
    }

    /// Names for a sentence, the first few.
    private func list(_ names: [String], most: Int = 8) -> String {
        let names = names.onceEach()
        return names.prefix(most).joined(separator: ", ")
            + (names.count > most ? " and \(names.count - most) more" : "")
    }

    /// How long the trail is, as a phrase: what was never seen was not seen for that long.
    private var window: String {
        guard let span = index.span else { return "no days" }
        let days = max(1, (span.upperBound.milliseconds - span.lowerBound.milliseconds) / EventTime.day)
        return days == 1 ? "the one day of the trail" : "the \(days) days of the trail"
    }

    // MARK: Identities

    var unusedUsers: ResilienceAdvice? {
        let unused = stolenKeys.filter { index.rows(.principal, equal: $0.key.principal).subtracting(attacker).isEmpty }
        return advice(
            "unused-user",
            "Remove the IAM users that nobody uses: \(list(unused.map(\.owner.name))). In \(window) nobody but the attacker "
                + "acted as them.", unused.compactMap(\.key.attackerRows.first))
    }

    var idleKeys: ResilienceAdvice? {
        let idle = stolenKeys.filter { $0.key.idleBefore == .yes }
        return advice(
            "idle-key",
            "Rotate or remove access keys that their owners did not use for 30 days: "
                + "\(list(idle.map { "\($0.key.accessKeyID) (\($0.owner.name))" })).",
            idle.compactMap(\.key.attackerRows.first))
    }

    /// Calls that succeeded for the attacker, and that the owner never made: those that change something, else those in
    /// services that the owner never used.
    var excessPermissions: ResilienceAdvice? {
        var parts: [String] = []
        var evidence: [Int] = []
        for (principal, keys) in Dictionary(grouping: scope.confirmedKeys, by: \.principal).sorted(by: {
            $0.key < $1.key
        }) {
            guard !principal.isEmpty, keys.contains(where: { $0.parent == nil }) else { continue }
            let own = index.rows(.principal, equal: principal).subtracting(attacker)
            let ownCalls = Set(index.groups(.name, in: own).map(\.code))
            let ownServices = Set(index.groups(.service, in: own).map(\.code))
            var calls: [String: [String]] = [:]
            var seen: Set<UInt32> = []
            for row in Set(keys.flatMap(\.attackerRows)).sorted() where index.flags(row).outcome == .ok {
                let name = index.code(.name, row)
                let isForeign = !ownServices.contains(index.code(.service, row))
                guard !ownCalls.contains(name), isForeign || index.flags(row).readWrite == .write,
                    seen.insert(name).inserted
                else { continue }
                let service = index.text(.service, row).map { String($0.prefix { $0 != "." }) } ?? "none"
                calls[service, default: []].append(index.text(.name, row) ?? "none")
                evidence.append(row)
            }
            guard !calls.isEmpty else { continue }
            let shown = calls.sorted { $0.key < $1.key }.map { "\($0.key) \(list($0.value, most: 5))" }
            let name = CredentialOwner(principal: principal, account: "").name
            parts.append("\(name): \(shown.joined(separator: "; "))")
        }
        return advice(
            "excess-permissions",
            "Trim permissions to what is used. These calls succeeded for the attacker, and no owner made them in "
                + "\(window): \(list(parts)).", evidence)
    }

    var rolesInsteadOfUsers: ResilienceAdvice? {
        let keys = stolenKeys
        return advice(
            "role-instead-of-user",
            "Delegate through roles, whose credentials expire within hours, instead of long-lived keys of IAM users: "
                + "\(list(keys.map(\.owner.name))).", keys.compactMap(\.key.attackerRows.first))
    }

    // MARK: Conditions

    /// Steps of a sign-in change nothing, and it is they that ask for the second factor.
    private static let signInSteps: Set<String> = [
        "ConsoleLogin", "CredentialChallenge", "CredentialVerification", "UserAuthentication", "Authenticate",
        "Federate", "GetSigninToken",
    ]

    var noMFACondition: ResilienceAdvice? {
        let rows = firstOfEachCall { flags in flags.outcome == .ok && flags.readWrite == .write && flags.mfa != .yes }
            .filter { !Self.signInSteps.contains(index.text(.name, $0) ?? "") }
        return advice(
            "no-mfa-condition",
            "Make changes depend on MFA (aws:MultiFactorAuthPresent): \(list(rows.compactMap { index.text(.name, $0) })) "
                + "succeeded without it.", rows)
    }

    var noAddressCondition: ResilienceAdvice? {
        let confirmed = Set(scope.confirmedAddresses.map(\.address))
        var foreign: [(name: String, row: Int)] = []
        for (key, owner) in stolenKeys {
            let own = index.rows(.key, equal: key.accessKeyID).subtracting(attacker)
            let ownAddresses = Set(index.groups(.ip, in: own).map(\.code))
            let row = key.attackerRows.first { row in
                index.flags(row).outcome == .ok && !ownAddresses.contains(index.code(.ip, row))
                    && index.text(.ip, row).map { confirmed.contains($0) } ?? false
            }
            if let row { foreign.append((owner.name, row)) }
        }
        return advice(
            "no-source-ip-condition",
            "Bind keys to the addresses of their owners (aws:SourceIp, aws:SourceVpce): calls from an address that was new "
                + "to the key succeeded for \(list(foreign.map(\.name))).", foreign.map(\.row))
    }

    /// The first row of each call of the attacker whose facts fit.
    private func firstOfEachCall(_ fits: (EventFlags) -> Bool) -> [Int] {
        var seen: Set<UInt32> = []
        return scope.attackerRows.filter { fits(index.flags($0)) && seen.insert(index.code(.name, $0)).inserted }
    }

    // MARK: Traces

    /// Gaps of the month before the incident and since.
    var trailGaps: ResilienceAdvice? {
        guard let onset = scope.onset else { return nil }
        let start = onset.time.advanced(byMilliseconds: -30 * EventTime.day)
        let touching = gaps.filter { $0.to > start }
        let stops = changes.filter { $0.kind == .trail }.map(\.row)
        guard !touching.isEmpty || !stops.isEmpty else { return nil }
        let accounts = Set(touching.map(\.account) + stops.compactMap { index.text(.account, $0) }).sorted()
        return ResilienceAdvice(
            id: "trail-gaps",
            recommendation:
                "Record without gaps: a trail of the organization for all regions, that the accounts cannot stop, with "
                + "log file validation. \(touching.count) gap\(touching.count == 1 ? "" : "s") and \(stops.count) "
                + "change\(stops.count == 1 ? "" : "s") of trails touch the incident, in \(list(accounts)).",
            evidence: stops)
    }

    /// Sessions of instance profiles are named after their instance.
    var instanceCredentials: ResilienceAdvice? {
        let rows = scope.attackerRows.filter { row in
            guard let session = index.text(.session, row), session.hasPrefix("i-") else { return false }
            return index.text(.ip, row).flatMap { IPAddress($0) } != nil
        }
        let instances = rows.compactMap { index.text(.session, $0) }
        return advice(
            "instance-metadata",
            "Require IMDSv2 with a hop limit of 1: credentials of \(list(instances)) were used by the attacker.",
            Array(rows.prefix(1)))
    }

    var publicAccess: ResilienceAdvice? {
        let kinds: Set<ResourceChange.Kind> = [.bucketPolicy, .snapshotShared, .imageShared, .databaseShared]
        let shared = changes.filter { kinds.contains($0.kind) }
        return advice(
            "public-access-block",
            "Turn on Block Public Access for S3, snapshots and images, and limit by a policy of the organization with whom "
                + "they may be shared: \(list(shared.map(\.id))).", shared.map(\.row))
    }

    var threatDetection: ResilienceAdvice? {
        guard trail.report.findings.isEmpty, index.rows(.service, equal: "guardduty.amazonaws.com").isEmpty else {
            return nil
        }
        return advice(
            "threat-detection",
            "Turn on GuardDuty in every account and region: neither a finding nor a call of it is among the events.",
            Array(scope.attackerRows.prefix(1)))
    }

    var oneAccount: ResilienceAdvice? {
        let writes = scope.attackerRows.filter { index.flags($0).outcome == .ok && index.flags($0).readWrite == .write }
        let accounts = Set(scope.attackerRows.compactMap { index.text(.account, $0) })
        guard accounts.count == 1, let account = accounts.first, scope.confirmedPrincipals.count > 1,
            let first = writes.first
        else { return nil }
        return advice(
            "one-account",
            "Split workloads over accounts: \(scope.confirmedPrincipals.count) principals in the attacker's hands and all "
                + "that was changed share the account \(account).", [first])
    }
}
