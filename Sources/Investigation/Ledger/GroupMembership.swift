internal import JSON
internal import Records

/// What a call says about which resources have which security groups.
enum GroupMembership {
    /// Resources have these groups from now on, beside others or instead of them.
    case puts([NamedResource], groups: [SecurityGroupReference], replaces: Bool)
    /// A network interface belongs to an instance from now on.
    case attaches(interface: String, instance: String)
    /// Resources are gone.
    case ends([NamedResource])

    /// The calls that are read.
    /// Source: the API references of EC2, RDS, Redshift, ElastiCache and Elastic Load Balancing.
    static let names =
        [
            "RunInstances", "ModifyInstanceAttribute", "CreateNetworkInterface", "ModifyNetworkInterfaceAttribute",
            "AttachNetworkInterface", "TerminateInstances",
        ] + storeCalls.keys.sorted() + storeEnds.keys.sorted() + balancerCalls + ["DeleteLoadBalancer"]

    private static let balancerCalls = [
        "CreateLoadBalancer", "SetSecurityGroups", "ApplySecurityGroupsToLoadBalancer",
    ]

    /// What calls about databases and caches name the resource by.
    private static let storeCalls = [
        "CreateDBInstance": "dBInstanceIdentifier", "ModifyDBInstance": "dBInstanceIdentifier",
        "CreateDBInstanceReadReplica": "dBInstanceIdentifier",
        "RestoreDBInstanceFromDBSnapshot": "dBInstanceIdentifier", "RestoreDBInstanceFromS3": "dBInstanceIdentifier",
        "RestoreDBInstanceToPointInTime": "targetDBInstanceIdentifier",
        "CreateDBCluster": "dBClusterIdentifier", "ModifyDBCluster": "dBClusterIdentifier",
        "RestoreDBClusterFromSnapshot": "dBClusterIdentifier",
        "RestoreDBClusterToPointInTime": "dBClusterIdentifier",
        "CreateCluster": "clusterIdentifier", "ModifyCluster": "clusterIdentifier",
        "RestoreFromClusterSnapshot": "clusterIdentifier",
        "CreateCacheCluster": "cacheClusterId", "ModifyCacheCluster": "cacheClusterId",
        "CreateReplicationGroup": "replicationGroupId", "ModifyReplicationGroup": "replicationGroupId",
    ]

    private static let storeEnds = [
        "DeleteDBInstance": "dBInstanceIdentifier", "DeleteDBCluster": "dBClusterIdentifier",
        "DeleteCluster": "clusterIdentifier", "DeleteCacheCluster": "cacheClusterId",
        "DeleteReplicationGroup": "replicationGroupId",
    ]

    /// What a record says, in its order.
    static func read(_ record: JSONValue) -> [GroupMembership] {
        let name = record["eventName"]?.stringValue ?? ""
        let request = record["requestParameters"] ?? .null
        let response = record["responseElements"] ?? .null
        switch name {
        case "RunInstances":
            return instances(record, request)
        case "TerminateInstances":
            return [.ends(InstanceList.ids(in: record).map { NamedResource(kind: .instance, name: $0) })]
        case "ModifyInstanceAttribute":
            return puts(.instance, request["instanceId"], groups(request["groupSet"]), replaces: true)
        case "CreateNetworkInterface":
            let interface = response["networkInterface"]
            return puts(
                .other, interface?["networkInterfaceId"], groups(interface?["groupSet"]) + groups(request["groupSet"]))
        case "ModifyNetworkInterfaceAttribute":
            return puts(.other, request["networkInterfaceId"], groups(request["groupSet"]), replaces: true)
        case "AttachNetworkInterface":
            guard let interface = request["networkInterfaceId"]?.stringValue,
                let instance = request["instanceId"]?.stringValue
            else { return [] }
            return [.attaches(interface: interface, instance: instance)]
        case "DeleteLoadBalancer":
            return [.ends(balancers(request, response))]
        case _ where balancerCalls.contains(name):
            let found = entries(request["securityGroups"]).compactMap { SecurityGroupReference(entry: $0) }
            return [.puts(balancers(request, response), groups: found, replaces: name != "CreateLoadBalancer")]
        default:
            if let member = storeEnds[name] { return [.ends([resource(.database, request[member])].compactMap { $0 })] }
            guard let member = storeCalls[name] else { return [] }
            return puts(
                .database, request[member], storeGroups(request, response), replaces: name.hasPrefix("Modify"))
        }
    }

    private static func puts(
        _ kind: NamedResource.Kind, _ name: JSONValue?, _ groups: [SecurityGroupReference], replaces: Bool = false
    ) -> [GroupMembership] {
        guard !groups.isEmpty, let resource = resource(kind, name) else { return [] }
        return [.puts([resource], groups: groups, replaces: replaces)]
    }

    // MARK: Instances

    private static func instances(_ record: JSONValue, _ request: JSONValue) -> [GroupMembership] {
        let asked =
            groups(request["groupSet"]) + groups(request["securityGroupSet"])
            + entries(request["networkInterfaceSet"]).flatMap { groups($0["groupSet"]) }
        let interfaces = entries(request["networkInterfaceSet"]).compactMap { $0["networkInterfaceId"]?.stringValue }
        return InstanceList.entries("responseElements", of: record).flatMap { item -> [GroupMembership] in
            guard let instance = resource(.instance, item["instanceId"]) else { return [] }
            let own = entries(item["networkInterfaceSet"])
            let answered = groups(item["groupSet"]) + own.flatMap { groups($0["groupSet"]) }
            let attached = Set(interfaces + own.compactMap { $0["networkInterfaceId"]?.stringValue })
            return [.puts([instance], groups: answered.isEmpty ? asked : answered, replaces: false)]
                + attached.sorted().map { .attaches(interface: $0, instance: instance.name) }
        }
    }

    // MARK: Databases and load balancers

    private static func storeGroups(_ request: JSONValue, _ response: JSONValue) -> [SecurityGroupReference] {
        let asked = ["vpcSecurityGroupIds", "securityGroupIds"].flatMap { entries(request[$0]) }
        let answered = entries(response["vpcSecurityGroups"])
        let old: [(String, SecurityGroupRule.Service)] = [
            ("dBSecurityGroups", .rds), ("clusterSecurityGroups", .redshift), ("cacheSecurityGroupNames", .elasticache),
        ]
        return (asked.isEmpty ? answered : asked).compactMap { SecurityGroupReference(entry: $0) }
            + old.flatMap { member, service in
                entries(request[member]).compactMap { SecurityGroupReference(entry: $0, service: service) }
            }
    }

    private static func balancers(_ request: JSONValue, _ response: JSONValue) -> [NamedResource] {
        let named = ["loadBalancerName", "loadBalancerArn", "name"].compactMap { request[$0]?.stringValue }.first
        let name = named ?? entries(response["loadBalancers"]).first?["loadBalancerName"]?.stringValue
        guard let name else { return [] }
        // `arn:...:loadbalancer/app/NAME/ID`, or before 2016 `.../NAME`.
        let parts = name.hasPrefix("arn:") ? name.split(separator: "/") : []
        return [NamedResource(kind: .loadBalancer, name: parts.count > 2 ? String(parts[2]) : name)]
    }

    // MARK: Lists

    private static func resource(_ kind: NamedResource.Kind, _ name: JSONValue?) -> NamedResource? {
        guard let name = name?.stringValue, !name.isEmpty else { return nil }
        return NamedResource(kind: kind, name: name)
    }

    private static func groups(_ value: JSONValue?) -> [SecurityGroupReference] {
        entries(value).compactMap { SecurityGroupReference(entry: $0) }
    }

    private static func entries(_ value: JSONValue?) -> [JSONValue] {
        value?.arrayValue ?? value?["items"]?.arrayValue ?? []
    }
}
