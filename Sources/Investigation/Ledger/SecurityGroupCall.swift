internal import JSON
internal import Records

/// What a successful call did to security groups and their rules.
struct SecurityGroupCall {
    /// The calls that are read.
    static let names =
        SecurityGroupRule.openingCalls + SecurityGroupRule.revokingCalls + creations + deletions

    private static let creations = ["CreateSecurityGroup"]
    private static let deletions = [
        "DeleteSecurityGroup", "DeleteDBSecurityGroup", "DeleteClusterSecurityGroup", "DeleteCacheSecurityGroup",
    ]

    enum Action { case opens, modifies, revokes, creates, deletes }

    var action: Action
    /// The rules that were opened, revoked or changed.
    var rules: [SecurityGroupRule] = []
    /// Rules that were revoked by their ID alone.
    var ruleIDs: [String] = []
    /// The group that was created or deleted.
    var group: SecurityGroupReference

    init(_ record: JSONValue) {
        let name = record["eventName"]?.stringValue ?? ""
        group = SecurityGroupReference(naming: record)
        if Self.deletions.contains(name) {
            action = .deletes
        } else if Self.creations.contains(name) {
            action = .creates
        } else {
            rules = SecurityGroupRule.rules(in: record)
            if name == "ModifySecurityGroupRules" {
                action = .modifies
            } else if SecurityGroupRule.openingCalls.contains(name) {
                action = .opens
            } else {
                action = .revokes
                ruleIDs = SecurityGroupRule.ruleIDs(in: record)
            }
        }
    }
}

/// A security group as a call names it: by its ID, its name, or both.
struct SecurityGroupReference: Hashable {
    var service = SecurityGroupRule.Service.ec2
    var id: String?
    var name: String?

    init(service: SecurityGroupRule.Service = .ec2, id: String? = nil, name: String? = nil) {
        self.service = service
        self.id = id
        self.name = name
    }

    init(_ rule: SecurityGroupRule) {
        self.init(service: rule.service, id: rule.groupID, name: rule.groupName)
    }

    /// The group that a call which creates or deletes one is about.
    fileprivate init(naming record: JSONValue) {
        let request = record["requestParameters"]
        id = request?["groupId"]?.stringValue ?? record[path: ["responseElements", "groupId"]]?.stringValue
        let names: [(String, SecurityGroupRule.Service)] = [
            ("groupName", .ec2), ("dBSecurityGroupName", .rds), ("clusterSecurityGroupName", .redshift),
            ("cacheSecurityGroupName", .elasticache),
        ]
        for (member, service) in names {
            guard let text = request?[member]?.stringValue else { continue }
            name = text
            self.service = service
            break
        }
    }

    /// An entry of a `groupSet`, or of a list of IDs or names.
    init?(entry: JSONValue, service: SecurityGroupRule.Service = .ec2) {
        if let text = entry.stringValue {
            self.init(
                service: service, id: service == .ec2 ? text : nil, name: service == .ec2 ? nil : text)
        } else {
            self.init(
                service: service,
                id: entry["groupId"]?.stringValue ?? entry["vpcSecurityGroupId"]?.stringValue,
                name: entry["groupName"]?.stringValue)
        }
        if id == nil, name == nil { return nil }
    }
}
