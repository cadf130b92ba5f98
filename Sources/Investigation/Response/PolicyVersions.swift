internal import CloudTrail
internal import Events
internal import Ingest
internal import JSON
internal import Records

/// Which version of a managed policy was the default one before the attacker changed it, as far as the trail tells.
struct PolicyVersions {
    /// The calls that set the default version of a policy, in time order: those of others, which show the version before,
    /// and all.
    private var defaults: [String: [(row: Int, version: String)]] = [:]
    private var all: [String: [(row: Int, version: String)]] = [:]
    /// The versions that are the attacker's, ascending.
    private var own: [String: Set<String>] = [:]

    private static let names = ["CreatePolicy", "CreatePolicyVersion", "SetDefaultPolicyVersion"]

    /// - Complexity: reads the records of such calls, where the attacker changed a policy's version.
    init(of changes: [ResourceChange], attackerRows: [Int], in trail: Trail) {
        let changed = changes.filter { $0.kind == .policyVersion }
        guard !changed.isEmpty else { return }
        for change in changed {
            if let version = change.detail { own[change.id, default: []].insert(version) }
        }
        let index = trail.index
        let rows = Self.names.reduce(RowSet.none(of: index.count)) { $0.union(index.rows(.name, equal: $1)) }
            .intersection(index.rows(.outcome, equal: Outcome.ok.word))
        let attacker = Set(attackerRows)
        trail.records.forEach(rows.rows.map { Int($0) }) { row, record in
            let isCreation = index.text(.name, row) == "CreatePolicy"
            guard let set = Self.set(record.json, isCreation: isCreation) else { return }
            all[set.policy, default: []].append((row, set.version))
            // The first version of the attacker's own policy is what its later ones go back to.
            if isCreation || !attacker.contains(row) { defaults[set.policy, default: []].append((row, set.version)) }
        }
        for policy in defaults.keys { defaults[policy]?.sort { $0.row < $1.row } }
        for policy in all.keys { all[policy]?.sort { $0.row < $1.row } }
    }

    /// The policy and the version that a call made the default one.
    private static func set(_ record: JSONValue, isCreation: Bool) -> (policy: String, version: String)? {
        let request = record["requestParameters"]
        let response = record["responseElements"]
        if isCreation {
            let policy = response?["policy"]
            guard let arn = policy?["arn"]?.stringValue else { return nil }
            return (arn, policy?["defaultVersionId"]?.stringValue ?? "v1")
        }
        guard let arn = request?["policyArn"]?.stringValue else { return nil }
        guard let made = response?["policyVersion"] else {
            return request?["versionId"]?.stringValue.map { (arn, $0) }
        }
        guard made["isDefaultVersion"]?.boolValue == true, let version = made["versionId"]?.stringValue else {
            return nil
        }
        return (arn, version)
    }

    /// The default version before a row; nil where the trail does not tell.
    func version(of policy: String, before row: Int) -> String? {
        defaults[policy]?.last { $0.row < row && own[policy]?.contains($0.version) != true }?.version
    }

    /// Whether another version than the attacker's is the default one since a row, at the end of the trail.
    func standing(of policy: String, after row: Int) -> Standing {
        var standing = Standing()
        for (number, version) in all[policy] ?? [] where number > row {
            if own[policy]?.contains(version) == true { standing.fall(number) } else { standing.stand(number) }
        }
        return standing
    }

    /// The attacker's versions of a policy, ascending.
    func own(of policy: String) -> [String] { (own[policy] ?? []).sorted() }

    /// Whether a text is a version of a policy, `v3`, and can stand in an expression.
    /// Source: the IAM API reference, SetDefaultPolicyVersion, VersionId.
    static func isVersion(_ text: String) -> Bool {
        let bytes = text.utf8
        return bytes.first == UInt8(ascii: "v") && bytes.count > 1 && bytes.count < 8
            && bytes.dropFirst().allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}

extension ResponsePlanner {
    /// Makes the version before the attacker's the default one, and then deletes the attacker's: IAM does not delete the
    /// default version, and one that is not it can be made it again. Nil for other changes.
    func restoration(of change: ResourceChange, _ record: JSONValue, _ versions: PolicyVersions) -> [ResponseDraft]? {
        guard change.kind == .policyVersion, !change.id.isEmpty else { return nil }
        let partition = partitionOf(change) ?? Partition.of(region: change.region)
        let policy = AWSCommand.Parameter.text("PolicyArn", change.id)
        guard let version = change.detail, PolicyVersions.isVersion(version) else {
            var step = draft(
                change, .made, "list-policy-versions", "Restore the default version of the policy \(change.id).",
                [iam("list-policy-versions", partition, [policy])])
            step.region = nil
            return [step]
        }
        let isCreation = index.text(.name, change.row) == "CreatePolicyVersion"
        let made = record[path: ["responseElements", "policyVersion", "isDefaultVersion"]]
        var steps: [ResponseDraft] = []
        if !isCreation || made?.boolValue == true {
            steps.append(restored(change, version, versions, partition))
        }
        if isCreation {
            steps.append(
                draft(
                    change, .made, "delete-policy-version",
                    "Delete the attacker's version \(version) of the policy \(change.id).",
                    [iam("delete-policy-version", partition, [policy, .text("VersionId", version)])]))
            steps[steps.count - 1].rank = 1
        }
        for place in steps.indices {
            steps[place].target = change.id + " " + version
            steps[place].region = nil
            steps[place].breaks = "What only the attacker's version of the policy allows."
        }
        return steps
    }

    private func restored(
        _ change: ResourceChange, _ version: String, _ versions: PolicyVersions, _ partition: String
    ) -> ResponseDraft {
        let policy = AWSCommand.Parameter.text("PolicyArn", change.id)
        let before = versions.version(of: change.id, before: change.row)
        var action =
            "Make \(before ?? "the version before the attacker's") the default one of the policy \(change.id), in the "
            + "place of the attacker's \(version)."
        if before == nil {
            action += " The trail does not tell which was the default: the newest that is not the attacker's is taken."
        }
        let word = before.map { ShellWord($0) } ?? .output(of: newest(change.id, versions, partition))
        var step = draft(
            change, .made, "set-default-policy-version", action,
            [iam("set-default-policy-version", partition, [policy, .word("VersionId", word)])])
        // That the attacker's version or the policy is gone shows it as well: IAM deletes no default version.
        if change.removedBy == nil || change.putBackBy != nil {
            step.follow(versions.standing(of: change.id, after: change.row))
        }
        step.undo = iam("set-default-policy-version", partition, [policy, .text("VersionId", version)]).text
        return step
    }

    private func newest(_ policy: String, _ versions: PolicyVersions, _ partition: String) -> AWSCommand {
        let others = versions.own(of: policy).filter { PolicyVersions.isVersion($0) }
            .map { "VersionId!='\($0)'" }.joined(separator: " && ")
        return iam(
            "list-policy-versions", partition, [.text("PolicyArn", policy)],
            query: "Versions[?\(others)] | sort_by(@, &CreateDate) | [-1].VersionId")
    }
}
