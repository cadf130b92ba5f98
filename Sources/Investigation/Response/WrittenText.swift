internal import JSON

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

    /// Whether a call deletes what the text hangs on, so that there is nothing left to put it back on.
    func deletesHolder(_ call: ServiceCall) -> Bool {
        call.service == service
            && ["DeleteUser", "DeleteRole", "DeleteGroup", "DeleteBucket", "ScheduleKeyDeletion"].contains(call.name)
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
