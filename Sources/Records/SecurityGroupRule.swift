/// One rule of a security group, as a call opened or revoked it.
public struct SecurityGroupRule: Hashable, Sendable {
    public enum Direction: String, Sendable { case ingress, egress }

    /// Whose groups these are. Those of EC2 are meant by every other service that runs in a VPC; the others are from before
    /// VPCs, have names and no IDs, and let a block of addresses or a group of EC2 in without naming ports.
    public enum Service: String, Sendable { case ec2, rds, redshift, elasticache }

    public var service: Service
    /// The group's ID; nil where the call addressed it by name and nothing says what its ID is.
    public var groupID: String?
    /// The group's name; nil where the call addressed it by ID.
    public var groupName: String?
    public var direction: Direction
    /// `tcp`, `udp`, `icmp`, `icmpv6`, a number, or `-1` for all.
    public var ipProtocol: String
    /// The first port, of `icmp` the type; nil where the protocol has no ports.
    public var fromPort: Int?
    /// The last port, of `icmp` the code; nil where the protocol has no ports.
    public var toPort: Int?
    /// A CIDR block, a prefix list or another group.
    public var source: String
    /// The account of a source group where that is another than the record's own.
    public var sourceAccount: String?
    /// `sgr-...`, where the record names it.
    public var ruleID: String?

    public init(
        service: Service = .ec2, groupID: String? = nil, groupName: String? = nil, direction: Direction = .ingress,
        ipProtocol: String = "-1", fromPort: Int? = nil, toPort: Int? = nil, source: String,
        sourceAccount: String? = nil, ruleID: String? = nil
    ) {
        self.service = service
        self.groupID = groupID
        self.groupName = groupName
        self.direction = direction
        self.ipProtocol = ipProtocol
        self.fromPort = fromPort
        self.toPort = toPort
        self.source = source
        self.sourceAccount = sourceAccount
        self.ruleID = ruleID
    }

    /// The group by whatever name the record has for it.
    public var group: String { groupID ?? groupName ?? "" }

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
