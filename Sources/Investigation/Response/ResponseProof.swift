internal import CloudTrail
internal import Events
internal import JSON
internal import Records

/// What later calls show to have been done, by whomever: the response, as the trail has it.
struct ResponseProof {
    /// What was done to something.
    enum Deed: Hashable {
        case disabled, enabled, deleted
        /// Everything was denied; to sessions issued before a moment alone, where there is one.
        case denied(policy: String, before: EventTime?)
        case allowed(policy: String)
        case quarantined(policy: String), released(policy: String)
        /// A policy was put on a user or role: written into it, or attached by its ARN.
        case held(policy: String, isAttached: Bool)
        case lost(policy: String)
        /// A user or role was made.
        case created
        /// Of a key of KMS: its deletion was scheduled, or cancelled.
        case scheduled, kept

        /// Whether it puts an end to what a response did.
        var takesBack: Bool {
            switch self {
            case .enabled, .allowed, .released, .lost, .created, .scheduled: true
            default: false
            }
        }
    }

    /// A user and a role may have one name.
    private struct Subject: Hashable {
        var account: String
        var name: String
        var isRole = false
    }

    private let index: EventIndex
    /// In time order.
    private var deeds: [Subject: [(row: Int, deed: Deed)]] = [:]

    /// The calls that show something.
    private static let names = [
        "UpdateAccessKey", "DeleteAccessKey", "PutUserPolicy", "DeleteUserPolicy", "AttachUserPolicy",
        "DetachUserPolicy", "CreateUser", "DeleteUser", "PutRolePolicy", "DeleteRolePolicy", "AttachRolePolicy",
        "DetachRolePolicy", "CreateRole", "DeleteRole", "CancelKeyDeletion", "ScheduleKeyDeletion",
    ]

    /// - Parameter attackerRows: the attacker's own calls, which show no response, and may take one back. What is deleted
    ///   is gone whoever did it.
    /// - Complexity: reads the records of such calls since the moment.
    init(since start: EventTime?, besides attackerRows: [Int], in trail: Trail) {
        let index = trail.index
        self.index = index
        let named = Self.names.reduce(RowSet.none(of: index.count)) { $0.union(index.rows(.name, equal: $1)) }
        let rows = named.intersection(index.rows(.outcome, equal: Outcome.ok.word))
            .intersection(index.rows(from: start, to: nil))
        let attacker = RowSet(sorted: attackerRows.map { UInt32($0) }, universe: index.count)
        trail.records.forEach(rows.rows.map { Int($0) }) { row, record in
            let account = index.text(.account, row) ?? ""
            let name = index.text(.name, row) ?? ""
            let isAttacker = attacker.contains(row)
            let isOfRole = name.hasSuffix("Role") || name.hasSuffix("RolePolicy")
            for (subject, deed) in Self.deeds(of: name, in: record.json)
            where !isAttacker || deed.takesBack || deed == .deleted {
                deeds[Subject(account: account, name: subject, isRole: isOfRole), default: []].append((row, deed))
            }
        }
        for subject in deeds.keys { deeds[subject]?.sort { $0.row < $1.row } }
    }

    private func all(_ account: String, _ name: String) -> [(row: Int, deed: Deed)] {
        deeds[Subject(account: account, name: name)] ?? []
    }

    private func all(_ owner: CredentialOwner) -> [(row: Int, deed: Deed)] {
        deeds[Subject(account: owner.account, name: owner.name, isRole: owner.kind == .role)] ?? []
    }

    /// Whether a key no longer works: deactivated or deleted after a row, and not activated since.
    func keyEnd(_ key: String, account: String, after row: Int) -> Standing {
        var standing = Standing()
        for (number, deed) in all(account, key) {
            switch deed {
            case .disabled, .deleted: standing.stand(number)
            case .enabled: standing.fall(number)
            default: break
            }
        }
        return standing.counted(after: row)
    }

    func deletions(of name: String, account: String) -> [Int] {
        all(account, name).filter { $0.deed == .deleted }.map(\.row).suffix(1) + []
    }

    /// Whether a user may do nothing, or a role's older sessions may not, any more: a denial after a row that was not taken
    /// back, or that the user or role was deleted. A denial to older sessions counts where the row is as old: what was used
    /// later may have been issued later.
    func denial(of owner: CredentialOwner, after row: Int) -> Standing {
        var takenBackBy: Int?
        var standing: [String: Int] = [:]
        var deletion: Int?
        for (number, deed) in all(owner) {
            switch deed {
            case .denied(let policy, let moment):
                standing[policy] = moment.map { $0 >= index.time(row) } ?? true ? number : nil
            case .allowed(let policy):
                if standing.removeValue(forKey: policy) != nil, standing.isEmpty { takenBackBy = number }
            case .deleted: (standing, deletion) = ([:], number)
            // Another of the same name has none of its policies.
            case .created:
                if deletion != nil { (deletion, takenBackBy) = (nil, number) }
            default: break
            }
        }
        let first = deletion ?? standing.values.filter { $0 > row }.min()
        return Standing(by: [first].compactMap { $0 }, takenBackBy: takenBackBy).counted(after: row)
    }

    /// The policies that others than the attacker put on a user or role and that are still there, ascending.
    func policies(on owner: CredentialOwner) -> (inline: [String], attached: [String]) {
        var held: [String: Bool] = [:]
        for (_, deed) in all(owner) {
            switch deed {
            case .held(let policy, let isAttached): held[policy] = isAttached
            case .lost(let policy): held[policy] = nil
            case .deleted: held = [:]
            default: break
            }
        }
        return (held.filter { !$0.value }.keys.sorted(), held.filter { $0.value }.keys.sorted())
    }

    /// The last time that a quarantine policy of AWS was attached to the user or taken off, and which.
    func quarantine(of user: CredentialOwner) -> (row: Int, policy: String, isAttached: Bool)? {
        for (row, deed) in all(user).reversed() {
            switch deed {
            case .quarantined(let policy): return (row, policy, true)
            case .released(let policy): return (row, policy, false)
            default: continue
            }
        }
        return nil
    }

    /// The row that shows that the deletion of a key of KMS was cancelled after a row, and not scheduled again.
    func cancellations(of key: String, account: String, after row: Int) -> [Int] {
        let last = ResourceName.aliases(of: key).flatMap { all(account, $0) }
            .filter { $0.row > row && [.kept, .scheduled].contains($0.deed) }.max { $0.row < $1.row }
        return last.map { $0.deed == .kept ? [$0.row] : [] } ?? []
    }
}

extension ResponseProof {
    private static func deeds(of name: String, in record: JSONValue) -> [(subject: String, deed: Deed)] {
        let request = record["requestParameters"]
        func one(_ member: String, _ deed: Deed?) -> [(String, Deed)] {
            guard let subject = request?[member]?.stringValue, let deed else { return [] }
            return [(subject, deed)]
        }
        let policy = request?["policyName"]?.stringValue ?? request?["policyArn"]?.stringValue ?? ""
        switch name {
        case "UpdateAccessKey":
            let isActive = request?["status"]?.stringValue == "Active"
            return one("accessKeyId", isActive ? .enabled : .disabled)
        case "DeleteAccessKey": return one("accessKeyId", .deleted)
        case "DeleteUser": return one("userName", .deleted)
        case "DeleteRole": return one("roleName", .deleted)
        case "PutUserPolicy", "PutRolePolicy":
            let subject = name == "PutUserPolicy" ? "userName" : "roleName"
            return one(subject, denial(request, named: policy, isOfRole: subject == "roleName"))
                + one(subject, .held(policy: policy, isAttached: false))
        case "DeleteUserPolicy", "DeleteRolePolicy":
            let subject = name == "DeleteUserPolicy" ? "userName" : "roleName"
            return one(subject, .allowed(policy: policy)) + one(subject, .lost(policy: policy))
        case "AttachUserPolicy", "DetachUserPolicy", "AttachRolePolicy", "DetachRolePolicy":
            let subject = name.hasSuffix("UserPolicy") ? "userName" : "roleName"
            let isAttached = name.hasPrefix("Attach")
            let held = one(subject, isAttached ? .held(policy: policy, isAttached: true) : .lost(policy: policy))
            if policy.contains(":aws:policy/AWSCompromisedKeyQuarantine") {
                return one(subject, isAttached ? .quarantined(policy: policy) : .released(policy: policy)) + held
            }
            guard policy.hasSuffix(":iam::aws:policy/AWSDenyAll") else { return held }
            return one(subject, isAttached ? .denied(policy: policy, before: nil) : .allowed(policy: policy)) + held
        case "CreateUser": return one("userName", .created)
        case "CreateRole": return one("roleName", .created)
        case "CancelKeyDeletion", "ScheduleKeyDeletion":
            let deed = name == "CancelKeyDeletion" ? Deed.kept : .scheduled
            return (request?["keyId"]?.stringValue).map { ResourceName.aliases(of: $0) }?.map { ($0, deed) } ?? []
        default: return []
        }
    }

    /// What a policy does that has a statement which denies every action on everything: outright, or, which says something
    /// of a role alone, to sessions that are older than a moment. Any other lets its user or role be.
    private static func denial(_ request: JSONValue?, named name: String, isOfRole: Bool) -> Deed {
        guard let text = request?["policyDocument"]?.stringValue, let policy = try? JSONValue.parse(text) else {
            return .allowed(policy: name)
        }
        var moment: EventTime?
        for statement in PolicyReading.list(policy["Statement"]) {
            guard statement["Effect"]?.stringValue == "Deny",
                PolicyReading.list(statement["Action"]).contains("*"),
                PolicyReading.list(statement["Resource"]).contains("*")
            else { continue }
            guard let condition = statement["Condition"]?.objectValue, !condition.isEmpty else {
                return .denied(policy: name, before: nil)
            }
            guard isOfRole, condition.keys == ["DateLessThan"],
                let date = condition["DateLessThan"]?.objectValue,
                date.keys.map({ $0.lowercased() }) == ["aws:tokenissuetime"],
                let before = date.members.first.flatMap({ PolicyReading.list($0.value).first?.stringValue })
            else { continue }
            moment = EventTime(before) ?? moment
        }
        return moment.map { .denied(policy: name, before: $0) } ?? .allowed(policy: name)
    }
}
