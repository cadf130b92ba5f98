internal import CloudTrail
internal import Events
internal import JSON
internal import Query
internal import Records

/// How a text that one call writes over another is named, written and put back: a policy, a trust, a boundary.
struct WrittenText {
    let service: String
    /// The attacker's calls after which it is another, or gone.
    let calls: [String]
    /// The members of a request that name it, each with the member of the API that takes it back.
    let names: [(record: String, member: String)]
    /// The calls that write it, and the member of their requests that holds it.
    let writers: [String: String]
    /// The calls that delete it.
    let enders: [String]
    /// What puts it back, and the member of the API that takes the text.
    let operation: String
    let member: String
    var fixed: [AWSCommand.Parameter] = []
    /// What it is, for a sentence.
    let what: String

    var isGlobal: Bool { service == "iam" }

    /// Source: the API references of IAM, S3 and KMS.
    static let all: [WrittenText] =
        ["User", "Role", "Group"].map(inline) + ["User", "Role"].map(boundary) + [
            WrittenText(
                service: "iam", calls: ["UpdateAssumeRolePolicy"], names: [("roleName", "RoleName")], writers: trust,
                enders: [], operation: "iam update-assume-role-policy", member: "PolicyDocument",
                what: "trust of the role"),
            WrittenText(
                service: "iam", calls: ["DeleteRole"], names: [("roleName", "RoleName")], writers: trust, enders: [],
                operation: "iam create-role", member: "AssumeRolePolicyDocument", what: "role, with the trust,"),
            WrittenText(
                service: "s3", calls: ["PutBucketPolicy", "DeleteBucketPolicy"], names: [("bucketName", "Bucket")],
                writers: ["PutBucketPolicy": "bucketPolicy"], enders: ["DeleteBucketPolicy", "DeleteBucket"],
                operation: "s3api put-bucket-policy", member: "Policy", what: "policy of the bucket"),
            WrittenText(
                service: "kms", calls: ["PutKeyPolicy"], names: [("keyId", "KeyId")],
                writers: ["PutKeyPolicy": "policy"],
                enders: [], operation: "kms put-key-policy", member: "Policy", fixed: [.text("PolicyName", "default")],
                what: "policy of the encryption key"),
        ]

    private static let trust = ["UpdateAssumeRolePolicy": "policyDocument", "CreateRole": "assumeRolePolicyDocument"]

    private static func inline(of owner: String) -> WrittenText {
        WrittenText(
            service: "iam", calls: ["Put\(owner)Policy", "Delete\(owner)Policy"],
            names: [(owner.lowercased() + "Name", owner + "Name"), ("policyName", "PolicyName")],
            writers: ["Put\(owner)Policy": "policyDocument"], enders: ["Delete\(owner)Policy", "Delete\(owner)"],
            operation: "iam put-\(owner.lowercased())-policy", member: "PolicyDocument",
            what: "policy of the \(owner.lowercased())")
    }

    private static func boundary(of owner: String) -> WrittenText {
        WrittenText(
            service: "iam", calls: ["Put\(owner)PermissionsBoundary", "Delete\(owner)PermissionsBoundary"],
            names: [(owner.lowercased() + "Name", owner + "Name")],
            writers: [
                "Put\(owner)PermissionsBoundary": "permissionsBoundary", "Create\(owner)": "permissionsBoundary",
            ],
            enders: ["Delete\(owner)PermissionsBoundary", "Delete\(owner)"],
            operation: "iam put-\(owner.lowercased())-permissions-boundary", member: "PermissionsBoundary",
            what: "permissions boundary of the \(owner.lowercased())")
    }

    static func of(_ call: ServiceCall) -> WrittenText? {
        all.first { $0.service == call.service && $0.calls.contains(call.name) }
    }

    /// The names by which a record calls it; nil where one is missing. Names that the record has none for at the end are
    /// left out: who deletes a user ends all of its policies.
    func names(in record: JSONValue) -> [String]? {
        let found = names.map { record[path: ["requestParameters", $0.record]]?.stringValue }.prefix { $0 != nil }
            .compactMap { $0 }
        return found.isEmpty ? nil : found
    }
}

/// What policies, trusts and boundaries said before the attacker's calls, as far as the calls of others in the trail tell.
struct PriorTexts {
    private struct Write {
        var row: Int
        /// Nil where it was deleted.
        var text: String?
        var account: String
        var region: String
        var names: [String]
    }

    private let index: EventIndex
    /// By the operation that puts it back, in time order.
    private var writes: [String: [Write]] = [:]

    /// - Complexity: reads the records of the calls that write such texts, where the attacker wrote or deleted one.
    init(of changes: [ResourceChange], besides attackerRows: [Int], in trail: Trail) {
        index = trail.index
        let calls = CallNames(trail.index)
        let wanted = Dictionary(grouping: changes.compactMap { WrittenText.of(calls.call($0.row)) }, by: \.operation)
            .compactMap(\.value.first).sorted { $0.operation < $1.operation }
        guard !wanted.isEmpty else { return }
        let names = Set(wanted.flatMap { Array($0.writers.keys) + $0.enders })
        let attacker = Set(attackerRows)
        let index = trail.index
        trail.records.forEach(calls.successes { names.contains($0) }.rows.map { Int($0) }) { row, record in
            let call = calls.call(row)
            guard !attacker.contains(row) else { return }
            for form in wanted where form.service == call.service {
                let member = form.writers[call.name]
                guard member != nil || form.enders.contains(call.name), let names = form.names(in: record.json) else {
                    continue
                }
                let text = member.flatMap { Self.text(record.json[path: ["requestParameters", $0]]) }
                // A user or role that is made without a boundary has none.
                writes[form.operation, default: []].append(
                    Write(
                        row: row, text: text, account: index.text(.account, row) ?? "",
                        region: index.text(.region, row) ?? "", names: names.map(Self.plain)))
            }
        }
        for operation in writes.keys { writes[operation]?.sort { $0.row < $1.row } }
    }

    /// S3 records a policy as an object, IAM and KMS as the text that it is.
    private static func text(_ value: JSONValue?) -> String? {
        guard let value, !value.isNull else { return nil }
        let text = value.stringValue ?? (value.objectValue == nil ? nil : JSONWriter(.compact).string(value))
        return text?.isEmpty == false ? text : nil
    }

    /// A key by its ID alone: calls name it by its ARN as well.
    private static func plain(_ name: String) -> String {
        ARN(name).map { $0.service == "kms" ? $0.name : name } ?? name
    }

    /// What was written last before a change, and the row that wrote it; nil where nothing was, or the trail does not tell.
    func text(before change: ResourceChange, _ form: WrittenText, names: [String]) -> (row: Int, text: String)? {
        let names = names.map(Self.plain)
        let last = writes[form.operation]?.last { write in
            write.row < change.row && write.account == change.account
                && (form.service != "kms" || write.region == change.region)
                && names.starts(with: write.names)
        }
        return last.flatMap { write in write.text.map { (write.row, $0) } }
    }

    /// Whether a policy forbids something.
    static func denies(_ text: String) -> Bool {
        guard let policy = try? JSONValue.parse(text) else { return false }
        return PolicyReading.list(policy["Statement"]).contains { $0["Effect"]?.stringValue == "Deny" }
    }
}

extension ResponsePlanner {
    /// Writes again what the attacker wrote over or deleted, where the trail has it. Nil elsewhere.
    func rewriting(of change: ResourceChange, _ record: JSONValue, _ texts: PriorTexts, call: ServiceCall)
        -> ResponseDraft?
    {
        guard let form = WrittenText.of(call), let names = form.names(in: record), names.count == form.names.count
        else {
            return nil
        }
        let target = names.joined(separator: " ")
        guard let prior = texts.text(before: change, form, names: names) else {
            guard change.kind.isLoss, form.names.count == 2 else { return nil }
            let owner = form.names[0].member.dropLast("Name".count).lowercased()
            var step = draft(
                change, .rebuild, "rewrite-\(owner)-policy",
                "Write again, with put-\(owner)-policy, the policy \(names[1]) of the \(owner) \(names[0]): the trail does not "
                    + "have its text.",
                [iam("list-\(owner)-policies", partition(change), [.text(form.names[0].member, names[0])])])
            step.target = target
            step.region = nil
            (step.breaks, step.undo) = ("Nothing: the command only looks.", "None: the command only looks.")
            return step
        }
        let command = AWSCommand(
            form.operation, region: form.isGlobal ? globalRegion(partition(change)) : change.region,
            zip(form.names, names).map { .text($0.member, $1) } + form.fixed + [.text(form.member, prior.text)])
        // What kept somebody in bounds is put back at once.
        let isBoundary = form.member == "PermissionsBoundary" && call.name.hasPrefix("Delete")
        let limits = isBoundary || change.kind.isLoss && PriorTexts.denies(prior.text)
        var step = draft(
            change, limits ? .doors : change.kind.isLoss ? .rebuild : .made, "restore-" + command.operation,
            "Put back the \(form.what) \(target) as it was written on \(moment(prior.row))"
                + "\(limits ? ", which limits what may be done" : "").",
            [command])
        step.target = target
        step.region = form.isGlobal ? nil : change.region
        step.isLast = step.stage == .rebuild && call.name != "DeleteRole"
        step.breaks = "What relies on the state that the attacker left: it is as the owner last wrote it."
        step.undo = "The event of the attacker's \(call.name) tells what it left."
        step.evidence = [prior.row, change.row]
        return step
    }

    func partition(_ change: ResourceChange) -> String {
        partitionOf(change) ?? Partition.of(region: change.region)
    }
}
