internal import CloudTrail
internal import JSON
internal import Records

/// Where a record holds what a call gives to whom.
enum GrantPlace: Sendable {
    /// A policy document, an object or JSON in a text.
    case policy(String)
    /// The access list of a bucket.
    case accessList
    /// The settings that keep a bucket, or those of an account, from the public.
    case publicAccess
    /// A value that means the same wherever it stands: written as for ``ChangeField``.
    case value(String)

    /// Nil where the record does not tell.
    func grants(in record: JSONValue) -> Grants? {
        switch self {
        case .policy(let path):
            let found = JSONPath("requestParameters." + path).values(in: record).first { !$0.isNull }
            return found.flatMap { PolicyReading.grants(ofPolicy: $0) }
        case .accessList: return PolicyReading.grants(ofAccessList: record["requestParameters"])
        case .publicAccess: return PolicyReading.grants(ofPublicAccess: record)
        case .value(let field):
            let values = ChangeField(field).values(in: record)
            return values.isEmpty
                ? nil : Grants(allows: Set(values.map { Grants.Grant(grantee: .holder, action: $0) }))
        }
    }
}

/// Reads grants from the shapes that records have them in.
enum PolicyReading {
    /// AWS takes policies of some kilobytes; more than this is no policy.
    private static let mostGrants = 512
    private static let longestText = 65_536

    /// A policy writes one of something without brackets.
    static func list(_ value: JSONValue?) -> [JSONValue] {
        value?.arrayValue ?? value.map { [$0] } ?? []
    }

    private static func texts(_ value: JSONValue?) -> [String] { list(value).compactMap(\.stringValue) }

    /// Nil for what is no policy, or one too large to be true.
    /// Source: the IAM user guide, "Grammar of the IAM JSON policy language".
    static func grants(ofPolicy value: JSONValue) -> Grants? {
        var policy = value
        if let text = value.stringValue {
            guard text.utf8.count <= longestText, let parsed = try? JSONValue.parse(text) else { return nil }
            policy = parsed
        }
        guard let statements = policy["Statement"] else { return nil }
        var grants = Grants(allows: [])
        for statement in list(statements) {
            switch statement["Effect"]?.stringValue {
            case "Allow":
                guard let added = allowed(statement) else { return nil }
                grants.allows.formUnion(added)
            case "Deny":
                guard let added = denied(statement) else { return nil }
                grants.denies.formUnion(added)
            default: return nil
            }
            guard grants.allows.count + grants.denies.count <= mostGrants else { return nil }
        }
        return grants
    }

    private static func allowed(_ statement: JSONValue) -> [Grants.Grant]? {
        // What is named as left out leaves room for all else.
        let actions = statement["NotAction"] == nil ? texts(statement["Action"]) : ["*"]
        let grantees = statement["NotPrincipal"] == nil ? self.grantees(statement["Principal"]) : [.everyone]
        let resources = statement["NotResource"] == nil ? texts(statement["Resource"]) : ["*"]
        return product(
            grantees, actions, resources: resources.sorted(), condition: GrantCondition(statement["Condition"]))
    }

    private static func denied(_ statement: JSONValue) -> [Grants.Grant]? {
        let isPlain = ["NotAction", "NotPrincipal", "NotResource"].allSatisfy { statement[$0] == nil }
        guard isPlain, GrantCondition(statement["Condition"]) == nil else { return [] }
        return product(
            grantees(statement["Principal"]), texts(statement["Action"]),
            resources: texts(statement["Resource"]).sorted(), condition: nil)
    }

    private static func product(
        _ grantees: [Grantee], _ actions: [String], resources: [String], condition: GrantCondition?
    ) -> [Grants.Grant]? {
        guard grantees.count <= mostGrants, actions.count <= mostGrants, grantees.count * actions.count <= mostGrants
        else { return nil }
        return grantees.flatMap { grantee in
            actions.map {
                Grants.Grant(grantee: grantee, action: $0.lowercased(), resources: resources, condition: condition)
            }
        }
    }

    private static func grantees(_ principal: JSONValue?) -> [Grantee] {
        guard let principal else { return [.holder] }
        guard let object = principal.objectValue else { return texts(principal).map { Grantee(aws: $0) } }
        return object.members.flatMap { member in
            texts(member.value).map { name in
                switch member.key {
                case "AWS": Grantee(aws: name)
                case "Service": name == "*" ? .everyone : .service(name)
                default: name == "*" ? .everyone : .principal(name, account: nil)
                }
            }
        }
    }

    // MARK: Buckets

    private static let publicGroups = [
        "http://acs.amazonaws.com/groups/global/AllUsers", "http://acs.amazonaws.com/groups/global/AuthenticatedUsers",
    ]

    /// Nil where the request has neither a canned list nor grants.
    /// Source: the Amazon S3 user guide, "Access control list (ACL) overview".
    static func grants(ofAccessList request: JSONValue?) -> Grants? {
        if let canned = texts(request?["x-amz-acl"]).first {
            let actions: [String: [String]] = [
                "public-read": ["READ"], "public-read-write": ["READ", "WRITE"], "authenticated-read": ["READ"],
            ]
            return Grants(
                allows: Set((actions[canned] ?? []).map { Grants.Grant(grantee: .everyone, action: $0) }))
        }
        let policy = request?["AccessControlPolicy"]
        guard let entries = policy?["AccessControlList"]?["Grant"] else { return nil }
        let owner = policy?["Owner"]?["ID"]?.stringValue
        var grants = Grants(allows: [])
        for entry in list(entries).prefix(mostGrants) {
            guard let permission = entry["Permission"]?.stringValue, let grantee = entry["Grantee"] else { return nil }
            let actions = permission == "FULL_CONTROL" ? ["READ", "WRITE", "READ_ACP", "WRITE_ACP"] : [permission]
            guard let name = (grantee["URI"] ?? grantee["ID"] ?? grantee["EmailAddress"])?.stringValue else {
                return nil
            }
            // An ID of somebody else is another account's.
            let whom: Grantee =
                publicGroups.contains(name)
                ? .everyone : name == owner ? .holder : .principal(name, account: name)
            grants.allows.formUnion(actions.map { Grants.Grant(grantee: whom, action: $0) })
        }
        return grants
    }

    /// Each setting that does not keep the public out.
    static func grants(ofPublicAccess record: JSONValue) -> Grants? {
        let names = ["BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"]
        let settings = record["requestParameters"]?["PublicAccessBlockConfiguration"]
        let isDeletion = record["eventName"]?.stringValue?.hasPrefix("Delete") == true
        guard isDeletion || settings?.objectValue != nil else { return nil }
        let open = names.filter { isDeletion || settings?[$0]?.scalarText != "true" }
        return Grants(allows: Set(open.map { Grants.Grant(grantee: .everyone, action: $0) }))
    }
}
