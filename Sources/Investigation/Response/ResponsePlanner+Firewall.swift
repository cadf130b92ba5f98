internal import CloudTrail
internal import JSON
internal import Records

extension ResponsePlanner {
    /// A group, one direction of it, and how its rules are named in a command: one command takes one of these.
    private struct Batch: Hashable {
        var account: String
        var region: String
        var service: SecurityGroupRule.Service
        var group: String
        var isID: Bool
        var direction: SecurityGroupRule.Direction
        var byRuleID: Bool
    }

    /// Rules in one command: what a group holds by default, so that most groups have one step, and no command is longer
    /// than a reviewer or a system takes. Source: the VPC user guide, quotas.
    private static let rulesPerCommand = 60

    mutating func firewall() {
        var batches: [Batch] = []
        var rules: [Batch: [OpenedRule]] = [:]
        for opened in ledger.rules {
            let rule = opened.rule
            let batch = Batch(
                account: opened.account, region: opened.region, service: rule.service, group: rule.group,
                isID: rule.groupID != nil,
                direction: rule.direction, byRuleID: rule.ruleID != nil && rule.groupID != nil)
            if rules[batch] == nil { batches.append(batch) }
            rules[batch, default: []].append(opened)
        }
        for batch in batches {
            // The parts follow from all rules, so that a step keeps its rules while others are revoked.
            let all = rules[batch] ?? []
            for start in stride(from: 0, to: all.count, by: Self.rulesPerCommand) {
                let part = all[start..<min(all.count, start + Self.rulesPerCommand)]
                revoke(Array(part), batch, part: start / Self.rulesPerCommand)
            }
        }
    }

    private mutating func revoke(_ all: [OpenedRule], _ batch: Batch, part: Int) {
        let open = all.filter { $0.revokedBy == nil }
        let isDone = open.isEmpty
        let direction = batch.direction.rawValue
        let verb = "revoke-security-group-\(direction)"
        let count = all.count == 1 ? "the" : isDone ? "all \(all.count)" : "\(open.count) of \(all.count)"
        let prefix = batch.service == .ec2 ? "" : batch.service.rawValue + "-"
        let how = batch.byRuleID ? "-by-id" : ""
        // A command for all of them still tells what was revoked.
        let named = isDone ? all : open
        let commands = revocations(of: named.map(\.standing), batch, verb)
        var breaks =
            "Nothing that was there before the attacker opened it; tracked connections may go on until they end."
        if !batch.isID, batch.service == .ec2 {
            breaks += " The group is named as the attacker's call named it, which finds it in the default VPC alone."
        }
        let exposed = Set(open.flatMap(\.exposes)).count
        if exposed > 0 {
            breaks += " \(exposed) instance\(exposed == 1 ? "" : "s") or databases were seen with the group."
        }
        add(
            ResponseDraft(
                stage: .firewall, operation: prefix + verb + how + (part == 0 ? "" : "-\(part + 1)"),
                action:
                    "Revoke \(count) \(direction) \(all.count == 1 ? "rule" : "rules") that the attacker opened in the security group \(batch.group).",
                target: batch.group, account: batch.account, region: batch.region,
                commands: commands, breaks: breaks,
                undo: "authorize-security-group-\(direction) with the same rules.",
                verifiedBy: isDone ? all.compactMap(\.revokedBy) : [],
                takenBackBy: Set(open.compactMap { $0.putBack?.row }).sorted(),
                evidence: named.compactMap(\.openedBy.first)))
    }

    /// What somebody put in the place of a rule may have no ID, or one where the attacker's had none.
    private func revocations(of rules: [SecurityGroupRule], _ batch: Batch, _ verb: String) -> [AWSCommand] {
        let rules = rules.onceEach()
        guard batch.service == .ec2 else { return rules.map { Self.oldRevocation(of: $0, batch) } }
        let ids = batch.byRuleID ? rules.compactMap(\.ruleID).onceEach() : []
        let others = rules.filter { !batch.byRuleID || $0.ruleID == nil }
        let group: AWSCommand.Parameter =
            batch.isID ? .text("GroupId", batch.group) : .text("GroupName", batch.group)
        return [
            ids.isEmpty ? nil : AWSCommand.Parameter.list("SecurityGroupRuleIds", ids),
            others.isEmpty ? nil : .json("IpPermissions", Self.permissions(of: others)),
        ].compactMap { $0 }.map { AWSCommand("ec2 \(verb)", region: batch.region, [group, $0]) }
    }

    /// The services from before VPCs revoke one source at a time.
    private static func oldRevocation(of rule: SecurityGroupRule, _ batch: Batch) -> AWSCommand {
        let call: (name: String, member: String) =
            switch batch.service {
            case .ec2, .rds: ("rds revoke-db-security-group-ingress", "DBSecurityGroupName")
            case .redshift: ("redshift revoke-cluster-security-group-ingress", "ClusterSecurityGroupName")
            case .elasticache: ("elasticache revoke-cache-security-group-ingress", "CacheSecurityGroupName")
            }
        var parameters: [AWSCommand.Parameter] = [.text(call.member, batch.group)]
        if entry(of: rule).list == "UserIdGroupPairs" {
            parameters.append(.text("EC2SecurityGroupName", rule.source))
            parameters.append(.text("EC2SecurityGroupOwnerId", rule.sourceAccount ?? batch.account))
        } else {
            parameters.append(.text("CIDRIP", rule.source))
        }
        return AWSCommand(call.name, region: batch.region, parameters)
    }

    /// Rules as `IpPermissions`: one entry for each protocol and range of ports, in the order in which they come.
    static func permissions(of rules: [SecurityGroupRule]) -> JSONValue {
        struct Ports: Hashable {
            var ipProtocol: String
            var from: Int?
            var to: Int?
        }
        var order: [Ports] = []
        var sources: [Ports: [(list: String, source: JSONValue)]] = [:]
        for rule in rules {
            let ports = Ports(ipProtocol: rule.ipProtocol, from: rule.fromPort, to: rule.toPort)
            if sources[ports] == nil { order.append(ports) }
            sources[ports, default: []].append(entry(of: rule))
        }
        return .array(
            order.map { ports in
                var permission: JSONObject = ["IpProtocol": .string(ports.ipProtocol)]
                permission["FromPort"] = ports.from.map { .number($0) }
                permission["ToPort"] = ports.to.map { .number($0) }
                for list in ["IpRanges", "Ipv6Ranges", "PrefixListIds", "UserIdGroupPairs"] {
                    let entries = (sources[ports] ?? []).filter { $0.list == list }.map(\.source)
                    if !entries.isEmpty { permission[list] = .array(entries) }
                }
                return .object(permission)
            })
    }

    /// A source as `IpPermissions` has it: a CIDR block, a prefix list, or a group, also of another account.
    private static func entry(of rule: SecurityGroupRule) -> (list: String, source: JSONValue) {
        let source = rule.source
        if source.hasPrefix("pl-") { return ("PrefixListIds", ["PrefixListId": .string(source)]) }
        if let address = source.split(separator: "/").first.map(String.init), IPAddress(address) != nil {
            return address.utf8.contains(UInt8(ascii: ":"))
                ? ("Ipv6Ranges", ["CidrIpv6": .string(source)]) : ("IpRanges", ["CidrIp": .string(source)])
        }
        var pair: JSONObject = [:]
        pair["UserId"] = rule.sourceAccount.map { .string($0) }
        pair[source.hasPrefix("sg-") ? "GroupId" : "GroupName"] = .string(source)
        return ("UserIdGroupPairs", .object(pair))
    }
}
