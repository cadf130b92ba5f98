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
        var origin = RuleOrigin.added
    }

    /// What a rule was before the attacker: nothing, or a rule of the owner's that the trail tells, or does not.
    enum RuleOrigin { case added, known, unknown }

    /// Rules in one command: what a group holds by default, so that most groups have one step, and no command is longer
    /// than a reviewer or a system takes. Source: the VPC user guide, quotas.
    static let rulesPerCommand = 60

    mutating func firewall() {
        var batches: [Batch] = []
        var rules: [Batch: [OpenedRule]] = [:]
        for opened in ledger.rules {
            let rule = opened.rule
            let batch = Batch(
                account: opened.account, region: opened.region, service: rule.service, group: rule.group,
                isID: rule.groupID != nil,
                direction: rule.direction, byRuleID: rule.ruleID != nil && rule.groupID != nil,
                origin: Self.origin(of: opened))
            if rules[batch] == nil { batches.append(batch) }
            rules[batch, default: []].append(opened)
        }
        for batch in batches {
            // The parts follow from all rules, so that a step keeps its rules while others are revoked.
            let all = rules[batch] ?? []
            for start in stride(from: 0, to: all.count, by: Self.rulesPerCommand) {
                let part = all[start..<min(all.count, start + Self.rulesPerCommand)]
                let number = start / Self.rulesPerCommand
                if batch.origin == .known {
                    changeBack(Array(part), batch, part: number)
                } else {
                    revoke(Array(part), batch, part: number)
                }
            }
        }
    }

    /// A rule can be changed back by its ID alone.
    static func origin(of opened: OpenedRule) -> RuleOrigin {
        switch opened.origin {
        case nil: .added
        case .known? where opened.rule.ruleID != nil && opened.rule.groupID != nil: .known
        case .known?, .unknown?: .unknown
        }
    }

    /// Changes the owner's rules that the attacker changed back to what they were.
    private mutating func changeBack(_ all: [OpenedRule], _ batch: Batch, part: Int) {
        let open = all.filter { $0.revokedBy == nil }
        let named = open.isEmpty ? all : open
        let updates = named.compactMap { opened -> JSONValue? in
            guard case .known(let rule)? = opened.origin, let id = opened.rule.ruleID else { return nil }
            return ["SecurityGroupRuleId": .string(id), "SecurityGroupRule": Self.request(for: rule)]
        }
        let now = named.map(\.rule.summary).joined(separator: ", ")
        add(
            ResponseDraft(
                stage: .firewall, operation: "modify-security-group-rules" + (part == 0 ? "" : "-\(part + 1)"),
                action:
                    "Change back \(named.count == 1 ? "the rule" : "the \(named.count) rules") of the owner's that the "
                    + "attacker changed in the security group \(batch.group).",
                target: batch.group, account: batch.account, region: batch.region,
                commands: [
                    AWSCommand(
                        "ec2 modify-security-group-rules", region: batch.region,
                        [.text("GroupId", batch.group), .json("SecurityGroupRules", .array(updates))])
                ],
                breaks:
                    "What the attacker's form of the rules lets in alone; tracked connections may go on until they end.",
                undo: "modify-security-group-rules with what the attacker made of them: \(now).",
                verifiedBy: open.isEmpty ? all.compactMap(\.revokedBy) : [],
                takenBackBy: Set(open.compactMap { $0.putBack?.row }).sorted(),
                evidence: named.compactMap(\.openedBy.first)))
    }

    /// A rule as `SecurityGroupRuleRequest` has it.
    private static func request(for rule: SecurityGroupRule) -> JSONValue {
        var request: JSONObject = ["IpProtocol": .string(rule.ipProtocol)]
        request["FromPort"] = rule.fromPort.map { .number($0) }
        request["ToPort"] = rule.toPort.map { .number($0) }
        let member =
            switch entry(of: rule).list {
            case "PrefixListIds": "PrefixListId"
            case "Ipv6Ranges": "CidrIpv6"
            case "IpRanges": "CidrIpv4"
            default: "ReferencedGroupId"
            }
        request[member] = .string(rule.source)
        return .object(request)
    }

    private mutating func revoke(_ all: [OpenedRule], _ batch: Batch, part: Int) {
        let open = all.filter { $0.revokedBy == nil }
        let isDone = open.isEmpty
        let direction = batch.direction.rawValue
        let verb = "revoke-security-group-\(direction)"
        let count = all.count == 1 ? "the" : isDone ? "all \(all.count)" : "\(open.count) of \(all.count)"
        let prefix = batch.service == .ec2 ? "" : batch.service.rawValue + "-"
        let isChanged = batch.origin != .added
        let how = (batch.byRuleID ? "-by-id" : "") + (isChanged ? "-changed" : "")
        // A command for all of them still tells what was revoked.
        let named = isDone ? all : open
        let commands = revocations(of: named.map(\.standing), batch, verb)
        var breaks =
            isChanged
            ? "What the owner's rule let in: the attacker changed it, and it goes as a whole. See the step that puts it back."
            : "Nothing that was there before the attacker opened it; tracked connections may go on until they end."
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
                    "Revoke \(count) \(direction) \(all.count == 1 ? "rule" : "rules") that the attacker \(isChanged ? "changed" : "opened") in the security group \(batch.group).",
                target: batch.group, account: batch.account, region: batch.region,
                commands: commands, breaks: breaks,
                undo: "\(Self.verb("authorize", batch.service, batch.direction)) with the same rules.",
                verifiedBy: isDone ? all.compactMap(\.revokedBy) : [],
                takenBackBy: Set(open.compactMap { $0.putBack?.row }).sorted(),
                evidence: named.compactMap(\.openedBy.first)))
    }

    /// What somebody put in the place of a rule may have no ID, or one where the attacker's had none.
    private func revocations(of rules: [SecurityGroupRule], _ batch: Batch, _ verb: String) -> [AWSCommand] {
        let rules = rules.onceEach()
        guard batch.service == .ec2 else {
            return rules.map { Self.oldCall("revoke", $0, batch.group, batch.account, batch.region) }
        }
        let ids = batch.byRuleID ? rules.compactMap(\.ruleID).onceEach() : []
        let others = rules.filter { !batch.byRuleID || $0.ruleID == nil }
        let group: AWSCommand.Parameter =
            batch.isID ? .text("GroupId", batch.group) : .text("GroupName", batch.group)
        return [
            ids.isEmpty ? nil : AWSCommand.Parameter.list("SecurityGroupRuleIds", ids),
            others.isEmpty ? nil : .json("IpPermissions", Self.permissions(of: others)),
        ].compactMap { $0 }.map { AWSCommand("ec2 \(verb)", region: batch.region, [group, $0]) }
    }

    /// The call that opens or closes rules: `authorize-security-group-egress`, `revoke-db-security-group-ingress`.
    static func verb(
        _ verb: String, _ service: SecurityGroupRule.Service, _ direction: SecurityGroupRule.Direction
    ) -> String {
        let group =
            switch service {
            case .ec2: "security-group"
            case .rds: "db-security-group"
            case .redshift: "cluster-security-group"
            case .elasticache: "cache-security-group"
            }
        return "\(verb)-\(group)-\(direction.rawValue)"
    }

    /// The services from before VPCs authorise and revoke one source at a time.
    ///
    /// - Parameter verb: `authorize` or `revoke`.
    static func oldCall(
        _ verb: String, _ rule: SecurityGroupRule, _ group: String, _ account: String, _ region: String
    ) -> AWSCommand {
        let member =
            switch rule.service {
            case .ec2, .rds: "DBSecurityGroupName"
            case .redshift: "ClusterSecurityGroupName"
            case .elasticache: "CacheSecurityGroupName"
            }
        var parameters: [AWSCommand.Parameter] = [.text(member, group)]
        if entry(of: rule).list == "UserIdGroupPairs" {
            parameters.append(
                .text(rule.source.hasPrefix("sg-") ? "EC2SecurityGroupId" : "EC2SecurityGroupName", rule.source))
            parameters.append(.text("EC2SecurityGroupOwnerId", rule.sourceAccount ?? account))
        } else {
            parameters.append(.text("CIDRIP", rule.source))
        }
        return AWSCommand(
            "\(rule.service.rawValue) \(Self.verb(verb, rule.service, .ingress))", region: region, parameters)
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
