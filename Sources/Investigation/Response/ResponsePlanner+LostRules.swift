internal import JSON
internal import Records

extension ResponsePlanner {
    private struct LostBatch: Hashable {
        var account: String
        var region: String
        var service: SecurityGroupRule.Service
        var group: String
        var isID: Bool
        var direction: SecurityGroupRule.Direction
    }

    /// Puts back the owner's rules that the attacker revoked, or changed where the changed rule is not changed back.
    mutating func lostRules() {
        // What the rules that are still open were before the attacker changed them: other steps change those back.
        let changedBack = Set(
            ledger.rules.compactMap { opened -> SecurityGroupRule? in
                guard opened.revokedBy == nil, Self.origin(of: opened) == .known, case .known(let rule)? = opened.origin
                else { return nil }
                return rule
            })
        var batches: [LostBatch] = []
        var losses: [LostBatch: [LostRule]] = [:]
        let attacker = Set(scope.attackerRows)
        for loss in ledger.lost where loss.groupDeletedBy == nil {
            // What the attacker gave back is as it was.
            if let row = loss.restoredBy, attacker.contains(row) { continue }
            guard let rule = loss.rule else {
                unknownRule(loss)
                continue
            }
            // The step that changes the rule back does it, or did.
            if loss.isModification, changedBack.contains(rule) || loss.restoredBy != nil { continue }
            let batch = LostBatch(
                account: loss.account, region: loss.region, service: rule.service, group: rule.group,
                isID: rule.groupID != nil, direction: rule.direction)
            if losses[batch] == nil { batches.append(batch) }
            losses[batch, default: []].append(loss)
        }
        for batch in batches {
            let all = losses[batch] ?? []
            for start in stride(from: 0, to: all.count, by: Self.rulesPerCommand) {
                authorize(
                    Array(all[start..<min(all.count, start + Self.rulesPerCommand)]), batch,
                    part: start / Self.rulesPerCommand)
            }
        }
    }

    private mutating func authorize(_ all: [LostRule], _ batch: LostBatch, part: Int) {
        let missing = all.filter { $0.restoredBy == nil }
        let named = missing.isEmpty ? all : missing
        let rules = named.compactMap(\.rule)
        let direction = batch.direction.rawValue
        let prefix = batch.service == .ec2 ? "" : batch.service.rawValue + "-"
        let commands =
            batch.service == .ec2
            ? [
                AWSCommand(
                    "ec2 authorize-security-group-\(direction)", region: batch.region,
                    [
                        batch.isID ? .text("GroupId", batch.group) : .text("GroupName", batch.group),
                        .json("IpPermissions", Self.permissions(of: rules)),
                    ])
            ] : rules.map { Self.oldCall("authorize", $0, batch.group, batch.account, batch.region) }
        let count = all.count == 1 ? "the" : missing.isEmpty ? "all \(all.count)" : "\(missing.count) of \(all.count)"
        add(
            ResponseDraft(
                stage: .rebuild,
                operation: prefix + "authorize-security-group-\(direction)" + (part == 0 ? "" : "-\(part + 1)"),
                action:
                    "Put back \(count) \(direction) \(all.count == 1 ? "rule" : "rules") of the owner's that the attacker "
                    + "took out of the security group \(batch.group), once the owner says that it is still wanted.",
                target: batch.group, account: batch.account, region: batch.region, commands: commands,
                breaks: "Nothing: the group lets in again what it let in before the attacker.",
                undo: "\(Self.verb("revoke", batch.service, batch.direction)) with the same rules.",
                verifiedBy: missing.isEmpty ? all.compactMap(\.restoredBy) : [], evidence: named.map(\.lostBy)))
    }

    /// Shows what there is of a group of which a rule is missing that the trail has the ID alone of.
    private mutating func unknownRule(_ loss: LostRule) {
        let id = loss.ruleID ?? ""
        add(
            ResponseDraft(
                stage: .rebuild, operation: "review-security-group-rule",
                action:
                    "Put back the rule \(id) of the owner's, which the attacker \(loss.isModification ? "changed" : "revoked"): "
                    + "the trail does not tell what it let in. Ask the owner, or what records configurations.",
                target: [loss.group, id].filter { !$0.isEmpty }.joined(separator: " "), account: loss.account,
                region: loss.region,
                commands: [
                    lookUp(loss.lostBy, region: loss.region),
                    loss.group.isEmpty
                        ? nil
                        : AWSCommand(
                            "ec2 describe-security-group-rules", region: loss.region,
                            [.json("Filters", [["Name": "group-id", "Values": [.string(loss.group)]]])]),
                ].compactMap { $0 },
                breaks: "Nothing: the commands only look.", undo: "None: the commands only look.",
                verifiedBy: loss.restoredBy.map { [$0] } ?? [], evidence: [loss.lostBy]))
    }
}
