public import JSON
internal import CloudTrail

/// Something in an account that a record names.
public struct NamedResource: Hashable, Sendable {
    /// The sorts of resources that investigations pivot on.
    public enum Kind: String, CaseIterable, Sendable {
        case instance, group, bucket, keyPair, user, role, accessKey, function, database, snapshot, image, volume
        case secret, parameter, policy, trail, table, encryptionKey, loadBalancer, other
    }

    public var kind: Kind
    /// The identifier or name, as the record writes it; of an ARN the whole ARN.
    public var name: String

    public init(kind: Kind, name: String) {
        self.kind = kind
        self.name = name
    }
}

extension NamedResource {
    /// The resources that a record names in some of its members, each once, in their order: by default all of them.
    public static func named(
        in record: JSONValue, members: [String] = ["requestParameters", "responseElements", "resources"]
    ) -> [NamedResource] {
        var found: [NamedResource] = []
        var seen: Set<NamedResource> = []
        func add(_ resource: NamedResource) {
            if !resource.name.isEmpty, seen.insert(resource).inserted { found.append(resource) }
        }
        let service = record["eventSource"]?.stringValue ?? ""
        for member in members {
            guard let value = record[member] else { continue }
            if member == "resources" {
                for resource in value.arrayValue ?? [] {
                    guard let name = (resource["ARN"] ?? resource["arn"])?.stringValue else { continue }
                    add(NamedResource(kind: kind(ofARN: name), name: name))
                }
            } else {
                visit(value, key: "", service: service, add)
            }
        }
        return found
    }

    private static func visit(_ value: JSONValue, key: String, service: String, _ add: (NamedResource) -> Void) {
        switch value {
        case .object(let object):
            for member in object.members { visit(member.value, key: member.key, service: service, add) }
        case .array(let elements):
            for element in elements { visit(element, key: key, service: service, add) }
        case .string(let text):
            if let kind = kind(ofMember: key, value: text, service: service) {
                add(NamedResource(kind: kind, name: text))
            }
        case .null, .bool, .number:
            break
        }
    }

    /// Members whose value names a resource, in lower case.
    private static let kindsByKey: [String: Kind] = [
        "instanceid": .instance, "bucketname": .bucket, "bucket": .bucket, "keyname": .keyPair, "keypairid": .keyPair,
        "groupid": .group, "username": .user, "rolename": .role, "rolearn": .role, "accesskeyid": .accessKey,
        "functionname": .function, "dbinstanceidentifier": .database, "dbclusteridentifier": .database,
        "snapshotid": .snapshot, "dbsnapshotidentifier": .snapshot, "imageid": .image, "volumeid": .volume,
        "secretid": .secret, "policyarn": .policy, "policyname": .policy, "trailname": .trail, "tablename": .table,
        "securitygroupid": .group,
    ]

    /// What the value of a member of `requestParameters` or `responseElements` names; nil where it names nothing.
    ///
    /// - Parameter service: the call's `eventSource`.
    public static func kind(ofMember name: String, value: String, service: String) -> Kind? {
        let key = name.lowercased()
        if let kind = kindsByKey[key] {
            if kind == .group, service.hasPrefix("iam.") { return nil }
            return kind
        }
        switch key {
        case "groupname": return service.hasPrefix("ec2.") || service.hasPrefix("rds.") ? .group : nil
        case "keyid": return service.hasPrefix("kms.") ? .encryptionKey : nil
        case "name": return service.hasPrefix("ssm.") ? .parameter : service.hasPrefix("cloudtrail.") ? .trail : nil
        default: return value.hasPrefix("arn:") ? kind(ofARN: value) : nil
        }
    }

    private static func kind(ofARN text: String) -> Kind {
        guard let arn = ARN(text) else { return .other }
        let type = arn.resource.split(whereSeparator: { $0 == "/" || $0 == ":" }).first.map(String.init) ?? ""
        switch (arn.service, type) {
        case ("ec2", "instance"): return .instance
        case ("ec2", "security-group"): return .group
        case ("ec2", "key-pair"): return .keyPair
        case ("ec2", "snapshot"): return .snapshot
        case ("ec2", "image"): return .image
        case ("ec2", "volume"): return .volume
        case ("s3", _): return .bucket
        case ("iam", "user"): return .user
        case ("iam", "role"), ("sts", "assumed-role"): return .role
        case ("iam", "policy"): return .policy
        case ("lambda", "function"): return .function
        case ("rds", _): return .database
        case ("secretsmanager", _): return .secret
        case ("ssm", "parameter"): return .parameter
        case ("cloudtrail", "trail"): return .trail
        case ("dynamodb", "table"): return .table
        case ("kms", "key"): return .encryptionKey
        case ("elasticloadbalancing", "loadbalancer"): return .loadBalancer
        default: return .other
        }
    }

    /// The name for a narrow column: of an ARN its last part.
    public var shortName: String {
        guard let arn = ARN(name) else { return name }
        return arn.service == "s3" ? arn.resource : arn.name
    }

    /// The name by which a call would address the resource: of an ARN the last part, of an object its bucket.
    public var identifier: String {
        kind == .bucket ? shortName.split(separator: "/").first.map(String.init) ?? shortName : shortName
    }
}
