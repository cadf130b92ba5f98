public import JSON

extension SecurityGroupRule {
    /// The calls whose records name rules.
    /// Source: the API references of EC2, RDS, Redshift and ElastiCache.
    public static let openingCalls = [
        "AuthorizeSecurityGroupIngress", "AuthorizeSecurityGroupEgress", "ModifySecurityGroupRules",
        "AuthorizeDBSecurityGroupIngress", "AuthorizeClusterSecurityGroupIngress",
        "AuthorizeCacheSecurityGroupIngress",
    ]
    public static let revokingCalls = [
        "RevokeSecurityGroupIngress", "RevokeSecurityGroupEgress", "RevokeDBSecurityGroupIngress",
        "RevokeClusterSecurityGroupIngress", "RevokeCacheSecurityGroupIngress",
    ]

    /// The rules that a call which opens, revokes or modifies some names: from its response where that lists them, else
    /// from its request, nested (`ipPermissions`) or flat (`cidrIp`). Of a modification they are the rules as they are
    /// after it, each with the ID of the one that it replaces.
    ///
    /// A revocation that succeeds may list permissions that matched no rule: they are left out.
    public static func rules(in record: JSONValue) -> [SecurityGroupRule] {
        let reader = SecurityGroupRecord(record)
        if let listed = reader.listedRules { return listed }
        let requested = reader.requestedRules
        let unknown = Set(reader.unknownRules.map(\.canonical))
        return unknown.isEmpty ? requested : requested.filter { !unknown.contains($0.canonical) }
    }

    /// The IDs of rules that a revocation names instead of the rules themselves, in their order.
    public static func ruleIDs(in record: JSONValue) -> [String] {
        var found: [String] = []
        for member in record["requestParameters"]?.objectValue?.members ?? []
        where member.key.lowercased().hasPrefix("securitygroupruleid") {
            collectRuleIDs(member.value, &found)
        }
        return found
    }

    private static func collectRuleIDs(_ value: JSONValue, _ found: inout [String]) {
        switch value {
        case .string(let text): if text.hasPrefix("sgr-") { found.append(text) }
        case .array(let elements): for element in elements { collectRuleIDs(element, &found) }
        case .object(let object): for member in object.members { collectRuleIDs(member.value, &found) }
        case .null, .bool, .number: break
        }
    }
}

/// The parts of a record about security groups, whatever the case of its members' names: EC2 calls of before 2016 are
/// recorded as `ipProtocol`, later ones as `IpProtocol` within `ModifySecurityGroupRulesRequest`, those of RDS as `cIDRIP`.
private struct SecurityGroupRecord {
    private let request: JSONValue
    private let response: JSONValue?
    private let service: SecurityGroupRule.Service
    private let direction: SecurityGroupRule.Direction
    private let isModification: Bool
    private let groupID: String?
    private let groupName: String?
    private let account: String?

    init(_ record: JSONValue) {
        let name = record["eventName"]?.stringValue ?? ""
        let outer = record["requestParameters"] ?? .null
        isModification = name == "ModifySecurityGroupRules"
        request = isModification ? outer["ModifySecurityGroupRulesRequest"] ?? outer : outer
        response = record["responseElements"]
        direction = name.hasSuffix("Egress") ? .egress : .ingress
        service =
            name.contains("DBSecurityGroup")
            ? .rds
            : name.contains("ClusterSecurityGroup")
                ? .redshift
                : name.contains("CacheSecurityGroup") ? .elasticache : .ec2
        groupID = request[anyCase: "groupId"]?.stringValue
        groupName =
            ["groupName", "dBSecurityGroupName", "clusterSecurityGroupName", "cacheSecurityGroupName"]
            .lazy.compactMap { [request] in request[anyCase: $0]?.stringValue }.first
        account =
            record["recipientAccountId"]?.stringValue ?? record[path: ["userIdentity", "accountId"]]?.stringValue
    }

    /// The rules that the response lists; nil where it lists none.
    var listedRules: [SecurityGroupRule]? {
        let sets = ["securityGroupRuleSet", "revokedSecurityGroupRuleSet"].map { items(response?[anyCase: $0]) }
        let listed = sets.flatMap { $0 }
        return listed.isEmpty ? nil : listed.compactMap { rules(single: $0).first }
    }

    /// The permissions of which the response of a revocation says that no rule matched them.
    var unknownRules: [SecurityGroupRule] {
        items(response?[anyCase: "unknownIpPermissionSet"]).flatMap { rules(nested: $0) }
    }

    var requestedRules: [SecurityGroupRule] {
        if isModification {
            return items(request[anyCase: "securityGroupRule"]).flatMap { update in
                rules(single: update[anyCase: "securityGroupRule"] ?? .null).map { rule in
                    var rule = rule
                    rule.ruleID = update[anyCase: "securityGroupRuleId"]?.stringValue
                    return rule
                }
            }
        }
        if service != .ec2 { return rulesWithoutPorts }
        let nested = items(request[anyCase: "ipPermissions"])
        return nested.isEmpty ? flatRules : nested.flatMap { rules(nested: $0) }
    }

    /// The one rule of the flat form; of a source group without protocol the three that EC2 makes of it.
    private var flatRules: [SecurityGroupRule] {
        if let cidr = text(request, "cidrIp", "cidrIpv6") { return [rule(request, cidr)] }
        guard let source = text(request, "sourceSecurityGroupId", "sourceSecurityGroupName") else { return [] }
        let owner = request[anyCase: "sourceSecurityGroupOwnerId"]?.scalarText
        if request[anyCase: "ipProtocol"]?.scalarText != nil { return [rule(request, source, of: owner)] }
        return ["tcp", "udp", "icmp"].map { name in
            var rule = rule(request, source, of: owner)
            rule.ipProtocol = name
            return rule.canonical
        }
    }

    private var rulesWithoutPorts: [SecurityGroupRule] {
        if let cidr = text(request, "cIDRIP") { return [rule(.null, cidr)] }
        guard let source = text(request, "eC2SecurityGroupId", "eC2SecurityGroupName") else { return [] }
        return [rule(.null, source, of: request[anyCase: "eC2SecurityGroupOwnerId"]?.scalarText)]
    }

    /// The rules of a permission: one for each of its sources.
    private func rules(nested permission: JSONValue) -> [SecurityGroupRule] {
        let plain = [("ipRanges", "cidrIp"), ("ipv6Ranges", "cidrIpv6"), ("prefixListIds", "prefixListId")]
        let blocks = plain.flatMap { list, name in
            items(permission[anyCase: list]).compactMap { text($0, name) }.map { rule(permission, $0) }
        }
        let groups = ["groups", "userIdGroupPairs"].flatMap { items(permission[anyCase: $0]) }
        return blocks
            + groups.compactMap { group in
                text(group, "groupId", "groupName").map {
                    rule(permission, $0, of: group[anyCase: "userId"]?.scalarText)
                }
            }
    }

    /// The rule of an entry that has one source: of a response, or of a modification.
    private func rules(single entry: JSONValue) -> [SecurityGroupRule] {
        let referenced = entry[anyCase: "referencedGroupInfo"]
        let source =
            text(entry, "cidrIpv4", "cidrIpv6", "prefixListId", "referencedGroupId")
            ?? referenced.flatMap { text($0, "groupId") }
        guard let source else { return [] }
        var result = rule(entry, source, of: referenced?[anyCase: "userId"]?.scalarText)
        result.groupID = text(entry, "groupId") ?? groupID
        if let isEgress = entry[anyCase: "isEgress"]?.boolValue { result.direction = isEgress ? .egress : .ingress }
        result.ruleID = text(entry, "securityGroupRuleId")
        return [result]
    }

    private func rule(_ permission: JSONValue, _ source: String, of owner: String? = nil) -> SecurityGroupRule {
        let ipProtocol = SecurityGroupRule.protocolName(permission[anyCase: "ipProtocol"]?.scalarText)
        return SecurityGroupRule(
            service: service, groupID: groupID, groupName: groupName, direction: direction, ipProtocol: ipProtocol,
            fromPort: ipProtocol == "-1" ? nil : port(permission[anyCase: "fromPort"]),
            toPort: ipProtocol == "-1" ? nil : port(permission[anyCase: "toPort"]), source: source,
            sourceAccount: owner == account ? nil : owner)
    }

    private func port(_ value: JSONValue?) -> Int? { value?.scalarText.flatMap { Int($0) } }

    /// The first of the members that is a text which is not empty.
    private func text(_ value: JSONValue, _ names: String...) -> String? {
        names.lazy.compactMap { value[anyCase: $0]?.stringValue }.first { !$0.isEmpty }
    }

    /// The elements of a list: `{"items": [...]}`, `{"item": ...}`, an array, or the one element itself.
    private func items(_ value: JSONValue?) -> [JSONValue] {
        guard let value else { return [] }
        if let elements = value.arrayValue { return elements }
        guard let object = value.objectValue, !object.isEmpty else { return [] }
        guard let inner = object["items"] ?? object["item"] else { return [value] }
        return inner.arrayValue ?? (inner.objectValue == nil ? [] : [inner])
    }
}

extension JSONValue {
    /// The member of a name, whatever the case of its ASCII letters; the last of several.
    fileprivate subscript(anyCase name: String) -> JSONValue? {
        let wanted = name.utf8.map(Self.folded)
        return objectValue?.members.last { member in
            member.key.utf8.lazy.map(Self.folded).elementsEqual(wanted)
        }?.value
    }

    private static func folded(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }
}
