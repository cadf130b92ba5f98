internal import CloudTrail

extension SecurityGroupRule {
    /// The rule as EC2 keeps it, however the call spelt it: `10.0.0.5/24` is `10.0.0.0/24`, `2001:DB8::0/32` is
    /// `2001:db8::/32`, protocol `6` is `tcp`, TCP and UDP without ports have all of them, ICMP without a type has all
    /// types, and other protocols have no ports whatever was written.
    /// Source: Amazon EC2 API Reference, AuthorizeSecurityGroupIngress and IpPermission.
    public var canonical: SecurityGroupRule {
        var rule = self
        rule.ipProtocol = Self.protocolName(ipProtocol)
        switch rule.ipProtocol {
        case "tcp", "udp":
            let isAll = fromPort == nil || fromPort == -1
            rule.fromPort = isAll ? 0 : fromPort
            rule.toPort = isAll ? 65_535 : toPort ?? fromPort
        case "icmp", "icmpv6":
            rule.fromPort = fromPort ?? -1
            // All types have all codes.
            rule.toPort = rule.fromPort == -1 ? -1 : toPort ?? -1
        default:
            rule.fromPort = nil
            rule.toPort = nil
        }
        if let block = AddressBlock(source) { rule.source = block.description }
        return rule
    }

    /// A protocol by its EC2 name: the numbers of TCP, UDP and both ICMP have one, all protocols are `-1`.
    static func protocolName(_ text: String?) -> String {
        switch text?.lowercased() {
        case nil, "", "-1", "all": "-1"
        case "1": "icmp"
        case "6": "tcp"
        case "17": "udp"
        case "58": "icmpv6"
        case let name?: name
        }
    }
}
