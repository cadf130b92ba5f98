/// What one account has in one region: the names that calls there speak of.
struct Place: Sendable {
    var account: String
    var region: String
    var vpc: String
    var subnets: [String]
    var groups: [SecurityGroup]
    var instances: [Instance]
    var volumes: [String]
    var images: [String]
    var buckets: [String]
    var functions: [String]
    var tables: [String]
    var encryptionKeys: [String]
    var parameters: [String]
    var secrets: [String]
    var databases: [String]
    var clusters: [String]
    var logGroups: [String]
    var roleNames: [String]
    var userNames: [String]

    struct SecurityGroup: Sendable {
        var name: String
        var id: String
    }

    struct Instance: Sendable {
        var id: String
        var privateAddress: String
        /// As the internet sees it.
        var address: String
        var group: SecurityGroup
    }

    /// Draws the contents of an account's region.
    ///
    /// - Parameters:
    ///   - prefix: the environment, in front of every name: `prod`, `staging`.
    ///   - size: how many instances, and so on in proportion.
    ///   - octet: the third part of its private addresses.
    init(
        account: String, region: String, prefix: String, size: Int, octet: Int, roleNames: [String],
        userNames: [String], random: inout SplitMix64
    ) {
        self.account = account
        self.region = region
        self.roleNames = roleNames
        self.userNames = userNames
        let systems = Array(Self.systems.prefix(max(2, min(size, Self.systems.count))))
        vpc = random.resourceID("vpc")
        subnets = (0..<3).map { _ in random.resourceID("subnet") }
        groups = systems.flatMap { system in
            ["web", "app", "db"].map { SecurityGroup(name: "\(prefix)-\(system)-\($0)", id: random.resourceID("sg")) }
        }
        var instances: [Instance] = []
        for index in 0..<size * 2 {
            instances.append(
                Instance(
                    id: random.resourceID("i"), privateAddress: "10.\(octet).\(index / 200).\(index % 200 + 10)",
                    address: "192.0.2.\(64 + (octet * 7 + index) % 60)", group: groups[index % groups.count]))
        }
        self.instances = instances
        volumes = (0..<size * 2).map { _ in random.resourceID("vol") }
        images = (0..<4).map { _ in random.resourceID("ami") }
        buckets = systems.map { "example-\(prefix)-\($0)-\(account.suffix(4))" }
        functions = systems.map { "\(prefix)-\($0)-worker" }
        tables = systems.map { "\(prefix)-\($0)" }
        encryptionKeys = (0..<5).map { _ in random.uuid() }
        parameters = systems.map { "/\(prefix)/\($0)/database-url" }
        secrets = systems.map { "\(prefix)/\($0)/api" }
        databases = systems.map { "\(prefix)-\($0)-db" }
        clusters = ["\(prefix)-services", "\(prefix)-batch"]
        logGroups = functions.map { "/aws/lambda/\($0)" }
    }

    /// The systems of the company; with the three tiers of each they make 57 security groups.
    static let systems = [
        "payments", "orders", "catalog", "billing", "ingest", "search", "auth", "portal", "analytics", "ledger",
        "media", "notify", "edge", "batch", "reports", "inventory", "pricing", "fraud", "session",
    ]

    func arn(_ service: String, _ resource: String) -> String {
        "arn:aws:\(service):\(region):\(account):\(resource)"
    }
}
