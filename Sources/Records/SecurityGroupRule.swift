public import JSON

/// One rule of a security group, as a call opened or revoked it.
public struct SecurityGroupRule: Hashable, Sendable {
    public enum Direction: String, Sendable { case ingress, egress }

    /// The group's ID; nil where the call addressed it by name.
    public var groupID: String?
    /// The group's name; nil where the call addressed it by ID.
    public var groupName: String?
    public var direction: Direction
    /// `tcp`, `udp`, `icmp`, `icmpv6`, a number, or `-1` for all.
    public var ipProtocol: String
    /// Nil where the protocol is all, which has no ports.
    public var fromPort: Int?
    public var toPort: Int?
    /// A CIDR block, a prefix list or another group.
    public var source: String
    /// `sgr-...`, where the response names it.
    public var ruleID: String?

    /// The group by whatever name the record has for it.
    public var group: String { groupID ?? groupName ?? "" }
}

extension SecurityGroupRule {
    /// The rules that an AuthorizeSecurityGroup* or RevokeSecurityGroup* record names: from its response where that lists
    /// them, else from its request, nested (`ipPermissions`) or flat (`cidrIp`).
    public static func rules(in record: JSONValue) -> [SecurityGroupRule] {
        let request = record["requestParameters"] ?? .null
        let direction: Direction =
            record["eventName"]?.stringValue?.hasSuffix("Egress") == true ? .egress : .ingress
        let groupID = request["groupId"]?.stringValue
        let groupName = request["groupName"]?.stringValue
        let listed = items(record[path: ["responseElements", "securityGroupRuleSet"]])
        if !listed.isEmpty {
            return listed.compactMap { fromResponse($0, groupName: groupName, direction: direction) }
        }
        let nested = items(request["ipPermissions"])
        let permissions = nested.isEmpty ? [request] : nested
        return permissions.flatMap { permission in
            sources(of: permission, isFlat: nested.isEmpty).map { source in
                rule(permission, source, groupID: groupID, groupName: groupName, direction: direction)
            }
        }
    }

    private static func items(_ value: JSONValue?) -> [JSONValue] {
        value?["items"]?.arrayValue ?? value?.arrayValue ?? []
    }

    private static func rule(
        _ permission: JSONValue, _ source: String, groupID: String?, groupName: String?, direction: Direction
    ) -> SecurityGroupRule {
        let ipProtocol = protocolName(permission["ipProtocol"]?.scalarText)
        return SecurityGroupRule(
            groupID: groupID, groupName: groupID == nil ? groupName : nil, direction: direction, ipProtocol: ipProtocol,
            fromPort: ipProtocol == "-1" ? nil : port(permission["fromPort"]),
            toPort: ipProtocol == "-1" ? nil : port(permission["toPort"]), source: source, ruleID: nil)
    }

    private static func fromResponse(
        _ item: JSONValue, groupName: String?, direction: Direction
    ) -> SecurityGroupRule? {
        let source =
            item["cidrIpv4"]?.stringValue ?? item["cidrIpv6"]?.stringValue
            ?? item["prefixListId"]?.stringValue ?? item[path: ["referencedGroupInfo", "groupId"]]?.stringValue
        guard let source else { return nil }
        var result = rule(
            item, source, groupID: item["groupId"]?.stringValue, groupName: groupName,
            direction: item["isEgress"]?.boolValue == true ? .egress : direction)
        result.ruleID = item["securityGroupRuleId"]?.stringValue
        return result
    }

    private static func sources(of permission: JSONValue, isFlat: Bool) -> [String] {
        if isFlat {
            return ["cidrIp", "cidrIpv6", "sourceSecurityGroupName", "sourceSecurityGroupId"].compactMap {
                permission[$0]?.stringValue
            }
        }
        let ranges = items(permission["ipRanges"]).compactMap { $0["cidrIp"]?.stringValue }
        let ranges6 = items(permission["ipv6Ranges"]).compactMap { $0["cidrIpv6"]?.stringValue }
        let lists = items(permission["prefixListIds"]).compactMap { $0["prefixListId"]?.stringValue }
        let groups = items(permission["groups"]).compactMap {
            $0["groupId"]?.stringValue ?? $0["groupName"]?.stringValue
        }
        return ranges + ranges6 + lists + groups
    }

    private static func protocolName(_ text: String?) -> String {
        switch text {
        case nil, "-1", "all": "-1"
        case "6": "tcp"
        case "17": "udp"
        case "1": "icmp"
        case .some(let name): name.lowercased()
        }
    }

    private static func port(_ value: JSONValue?) -> Int? {
        value?.intValue ?? value?.stringValue.flatMap { Int($0) }
    }

    /// `tcp 5432 from 203.0.113.9/32`, for a narrow column.
    public var summary: String {
        let ports: String =
            switch (fromPort, toPort) {
            case (let from?, let to?) where from == to: " \(from)"
            case (let from?, let to?): " \(from)-\(to)"
            default: ""
            }
        return (ipProtocol == "-1" ? "all" : ipProtocol) + ports + " from " + source
    }
}
