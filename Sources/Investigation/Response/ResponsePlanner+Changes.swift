internal import Events
internal import JSON
internal import Query
internal import Records

extension ResponsePlanner {
    /// Undoes what the attacker made, changed and shared, and puts back what the attacker took away, each with a step of
    /// its own. Instances, access keys and the rules of security groups have theirs elsewhere.
    mutating func reversals() {
        let own: Set<ResourceChange.Kind> = [
            .instanceLaunched, .instanceStarted, .instanceTerminated, .accessKey, .accessKeyActivated,
            .securityGroupRuleRevoked, .securityGroupRuleModified,
        ]
        let held = Set(scope.confirmedKeys.map(\.accessKeyID))
        let attacker = Set(scope.attackerRows)
        // A key in the attacker's hands that the attacker deactivated is to stay so. What the attacker gave back is there.
        let rest = changes.filter { change in
            !own.contains(change.kind) && !(change.kind == .accessKeyDeactivated && held.contains(change.id))
                && !(change.kind.isLoss && change.removedBy.map { attacker.contains($0) } == true)
        }
        var records: [Int: JSONValue] = [:]
        let known = rest.filter { $0.kind != .unclassified }
        trail.records.forEach(Set(known.map(\.row))) { records[$0] = $1.json }
        let versions = PolicyVersions(of: rest, attackerRows: scope.attackerRows, in: trail)
        let texts = PriorTexts(of: known, besides: scope.attackerRows, in: trail)
        let groups = PriorGroups(of: known, besides: scope.attackerRows, in: trail)
        for change in known {
            let record = records[change.row] ?? .null
            let steps =
                restoration(of: change, record, versions) ?? keyRecovery(of: change, record)
                ?? rootRecovery(of: change, record)
                ?? rewriting(of: change, record, texts, call: call(change.row))
            if let steps {
                steps.forEach { add($0) }
            } else if change.kind.isOfGroups {
                regroup(change, groups)
            } else if change.kind == .instanceCommand {
                command(change)
            } else {
                reverse(change, record)
            }
        }
        unclassified(rest.filter { $0.kind == .unclassified })
    }

    private mutating func reverse(_ change: ResourceChange, _ record: JSONValue) {
        if let sharing = unshare(change, record) {
            add(sharing)
            return
        }
        let call = call(change.row)
        guard let reversal = Reversal.all[call], let values = values(of: reversal, change, record) else {
            if !Self.isOfHost(change) { lookAt(change, call: call.name) }
            return
        }
        let partition = Partition.of(region: change.region)
        let command = AWSCommand(
            reversal.call, region: reversal.isGlobal ? globalRegion(partitionOf(change) ?? partition) : change.region,
            values + reversal.fixed)
        let names = values.map(\.firstText)
        let target = names.isEmpty ? change.id : names.joined(separator: " ")
        // Of several names each says what it is the name of.
        let told =
            names.count < 2
            ? " " + target : ": " + zip(values, names).map { "\($0.member) \($1)" }.joined(separator: ", ")
        let isGuard = Self.isGuard(change)
        var step = draft(
            change, isGuard ? (change.kind == .rolePolicyRemoved ? .roles : .users) : reversal.stage, command.operation,
            reversal.action + told + (isGuard ? ", unless its keys and sessions were dealt with before." : "."),
            [command])
        step.target = target
        // Behind what is taken off a user or role first.
        step.rank = reversal.stage == .principals ? 1 : 0
        // A snapshot that is gone cannot be unshared; what hangs on a user has to wait until the user is there again.
        step.isLast =
            reversal.isLast
            || command.operation.hasPrefix("delete-") && command.operation.hasSuffix("snapshot")
            || reversal.stage == .rebuild && !command.operation.hasPrefix("create-")
        step.region = reversal.isGlobal ? nil : change.region
        (step.breaks, step.undo) = (reversal.breaks, reversal.undo)
        if let texts = reversal.ofOwners, !isMade(by: change, record) { (step.breaks, step.undo) = texts }
        if isGuard { step.breaks = "What the policy forbids, which it is there for." }
        add(step)
    }

    /// Whether a policy that was taken off keeps a stolen credential from harm: AWS attaches one where it finds a key in
    /// public. Source: the IAM user guide, AWS managed policies.
    private static func isGuard(_ change: ResourceChange) -> Bool {
        let isRemoval = [.userPolicyRemoved, .rolePolicyRemoved, .groupPolicyRemoved].contains(change.kind)
        return isRemoval
            && (change.id.contains(":aws:policy/AWSCompromisedKeyQuarantine")
                || change.id.hasSuffix(":aws:policy/AWSDenyAll"))
    }

    /// Whether the user, role or group that a record is about is of the attacker's making.
    private func isMade(by change: ResourceChange, _ record: JSONValue) -> Bool {
        let request = record["requestParameters"]
        let owner = CredentialOwner(principal: change.by, account: change.account)
        for (member, kind) in [("userName", CredentialOwner.Kind.user), ("roleName", .role)] {
            guard let name = request?[member]?.stringValue else { continue }
            return made[
                CredentialOwner(kind: kind, name: name, account: change.account, partition: owner.partition)] != nil
        }
        if let group = request?["groupName"]?.stringValue {
            return changes.contains { $0.kind == .group && $0.id == group && $0.account == change.account }
        }
        return false
    }

    /// The call of a row, without the version of an interface.
    func call(_ row: Int) -> ServiceCall {
        ServiceCall(service: ServiceName.short(index.text(.service, row) ?? ""), name: name(row))
    }

    func draft(
        _ change: ResourceChange, _ stage: ResponseStage, _ operation: String, _ action: String,
        _ commands: [AWSCommand]
    ) -> ResponseDraft {
        ResponseDraft(
            stage: stage, operation: operation, action: action + repetition(of: change), target: change.id,
            account: change.account, region: change.region, commands: commands,
            breaks: "What relies on the state that the attacker left.", undo: "None: it is the attacker's.",
            verifiedBy: proof(of: change), takenBackBy: change.putBackBy.map { [$0] } ?? [],
            evidence: [change.row] + (change.touchedBy.map { [$0] } ?? []))
    }

    /// That somebody set the same and it is not seen to be undone, in a sentence.
    private func repetition(of change: ResourceChange) -> String {
        guard let row = change.touchedBy else { return "" }
        return
            " \(index.text(.name, row) ?? "A call") by \(caller(row)) on \(moment(row)) does not show that it was "
            + "undone."
    }

    func partitionOf(_ change: ResourceChange) -> String? {
        let owner = CredentialOwner(principal: change.by, account: change.account)
        return owner.kind == .other ? nil : owner.partition
    }

    /// The values of a command, from the record; a single one from the change where the record does not tell. Nil where
    /// one is missing.
    private func values(of reversal: Reversal, _ change: ResourceChange, _ record: JSONValue) -> [AWSCommand.Parameter]?
    {
        var values: [AWSCommand.Parameter] = []
        for value in reversal.values {
            let spare = reversal.values.count == 1 && !change.id.isEmpty ? change.id : nil
            guard let text = Self.text(value.source, change, record) ?? spare else { return nil }
            values.append(
                value.member.hasSuffix("[]")
                    ? .list(String(value.member.dropLast(2)), [text]) : .text(value.member, text))
        }
        for value in reversal.optional {
            if let text = Self.text(value.source, change, record) { values.append(.text(value.member, text)) }
        }
        return values
    }

    private static func text(_ source: String, _ change: ResourceChange, _ record: JSONValue) -> String? {
        switch source {
        case "change.id": return change.id.isEmpty ? nil : change.id
        case "change.detail": return change.detail
        default:
            let named =
                text(source, in: record["requestParameters"]) ?? text(source, in: record["responseElements"])
            // IAM takes the caller for the user that a call does not name.
            return named ?? (source == "userName" ? ChangeField("caller").values(in: record).first : nil)
        }
    }

    /// The first text of a member of that name, in any spelling of its letters' case, at any depth.
    private static func text(_ member: String, in value: JSONValue?) -> String? {
        switch value {
        case .object(let object):
            for item in object.members where item.key.lowercased() == member.lowercased() {
                if let text = item.value.scalarText, !text.isEmpty { return text }
            }
            return object.members.lazy.compactMap { text(member, in: $0.value) }.first
        case .array(let elements): return elements.lazy.compactMap { text(member, in: $0) }.first
        default: return nil
        }
    }

    // MARK: Shared data

    private func unshare(_ change: ResourceChange, _ record: JSONValue) -> ResponseDraft? {
        let request = record["requestParameters"]
        switch change.kind {
        case .snapshotShared:
            let receivers = receivers(change, request?[path: ["createVolumePermission", "add"]])
            guard !receivers.isEmpty else { return nil }
            let accounts = receivers.filter { $0 != "all" }
            var commands: [AWSCommand] = []
            for values in [AWSCommand.Parameter.list("UserIds", accounts), .list("GroupNames", ["all"])] {
                let isPublic = values.member == "GroupNames"
                guard isPublic ? receivers.contains("all") : !accounts.isEmpty else { continue }
                commands.append(
                    AWSCommand(
                        "ec2 modify-snapshot-attribute", region: change.region,
                        [
                            .text("SnapshotId", change.id), .text("Attribute", "createVolumePermission"),
                            .text("OperationType", "remove"), values,
                        ]))
            }
            return unsharing(change, "unshare-snapshot", "snapshot", receivers, commands)
        case .imageShared:
            let receivers = receivers(change, request?[path: ["launchPermission", "add"]])
            guard !receivers.isEmpty else { return nil }
            let removed = receivers.map { $0 == "all" ? ["Group": "all"] : ["UserId": .string($0)] as JSONValue }
            let command = AWSCommand(
                "ec2 modify-image-attribute", region: change.region,
                [.text("ImageId", change.id), .json("LaunchPermission", ["Remove": .array(removed)])])
            return unsharing(change, "unshare-image", "image", receivers, [command])
        case .databaseShared:
            let receivers = receivers(change, request?["valuesToAdd"])
            guard !receivers.isEmpty, let command = databaseUnsharing(change, receivers) else { return nil }
            return unsharing(change, "unshare-database", "database snapshot", receivers, [command])
        default: return nil
        }
    }

    private func databaseUnsharing(_ change: ResourceChange, _ receivers: [String]) -> AWSCommand? {
        let values: [AWSCommand.Parameter] = [.text("AttributeName", "restore"), .list("ValuesToRemove", receivers)]
        switch index.text(.name, change.row) {
        case "ModifyDBSnapshotAttribute":
            return AWSCommand(
                "rds modify-db-snapshot-attribute", region: change.region,
                [.text("DBSnapshotIdentifier", change.id)] + values)
        case "ModifyDBClusterSnapshotAttribute":
            return AWSCommand(
                "rds modify-db-cluster-snapshot-attribute", region: change.region,
                [.text("DBClusterSnapshotIdentifier", change.id)] + values)
        default: return nil
        }
    }

    /// Whom something was shared with: accounts, or `all`. What the change says of it goes before the record.
    private func receivers(_ change: ResourceChange, _ added: JSONValue?) -> [String] {
        if let one = change.detail, one == "all" || ResourceName.isAccount(one) { return [one] }
        let items = added?["items"]?.arrayValue ?? added?.arrayValue ?? []
        return items.compactMap { $0.stringValue ?? $0["userId"]?.scalarText ?? $0["group"]?.stringValue }.onceEach()
            .sorted()
    }

    private func unsharing(
        _ change: ResourceChange, _ operation: String, _ what: String, _ receivers: [String], _ commands: [AWSCommand]
    ) -> ResponseDraft {
        var step = draft(
            change, .made, operation,
            "Stop sharing the \(what) \(change.id) with \(receivers.joined(separator: ", ")). What was copied stays copied.",
            commands)
        step.target = change.id + " " + receivers.joined(separator: " ")
        step.breaks = "Nothing of this account."
        return step
    }
}
