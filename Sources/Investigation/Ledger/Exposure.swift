public import Records

/// What a rule of a security group lets in, as far as its source and ports tell.
public struct Exposure: Hashable, Sendable {
    /// A port behind which intruders look for something.
    public struct Port: Hashable, Sendable {
        public let number: Int
        /// What is usually found there.
        public let service: String
    }

    /// Ports of remote control and of data stores, ascending.
    /// Source: AWS Config's managed rule restricted-common-ports and Trusted Advisor's check of unrestricted ports, with
    /// the defaults of what RDS, ElastiCache, Redshift and OpenSearch offer.
    public static let sensitivePorts: [Port] = [
        Port(number: 20, service: "FTP"), Port(number: 21, service: "FTP"), Port(number: 22, service: "SSH"),
        Port(number: 23, service: "Telnet"), Port(number: 445, service: "SMB"),
        Port(number: 1433, service: "SQL Server"), Port(number: 1521, service: "Oracle"),
        Port(number: 2049, service: "NFS"), Port(number: 2375, service: "Docker"),
        Port(number: 3306, service: "MySQL"), Port(number: 3389, service: "RDP"),
        Port(number: 5432, service: "PostgreSQL"), Port(number: 5439, service: "Redshift"),
        Port(number: 5900, service: "VNC"), Port(number: 5985, service: "WinRM"), Port(number: 5986, service: "WinRM"),
        Port(number: 6379, service: "Redis"), Port(number: 9200, service: "OpenSearch"),
        Port(number: 11_211, service: "Memcached"), Port(number: 27_017, service: "MongoDB"),
    ]

    /// Whether the source is every address of IPv4 or IPv6.
    public let isOpenToAll: Bool
    /// The sensitive TCP ports that the rule covers, ascending.
    public let ports: [Port]

    public init(_ rule: SecurityGroupRule) {
        let rule = rule.canonical
        isOpenToAll = rule.source == "0.0.0.0/0" || rule.source == "::/0"
        switch rule.ipProtocol {
        case "-1":
            ports = Self.sensitivePorts
        case "tcp":
            let first = rule.fromPort ?? 0
            let last = rule.toPort ?? 65_535
            ports = Self.sensitivePorts.filter { first <= $0.number && $0.number <= last }
        default:
            ports = []
        }
    }
}
