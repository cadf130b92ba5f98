internal import CloudTrail
internal import JSON
internal import Records

extension ResponsePlanner {
    /// A group, one direction of it, and how its rules are named in a command: one command takes one of these.
    private struct Batch: Hashable {
        var account: String
        var region: String
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
                account: opened.account, region: opened.region, group: rule.group, isID: rule.groupID != nil,
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
        let count = isDone ? "all \(all.count)" : "\(open.count) of \(all.count)"
        let how = batch.byRuleID ? "-by-id" : ""
        let group: AWSCommand.Parameter =
            batch.isID ? .text("GroupId", batch.group) : .text("GroupName", batch.group)
        // A command for all of them still tells what was revoked.
        let named = isDone ? all : open
        let selection: AWSCommand.Parameter =
            batch.byRuleID
            ? .list("SecurityGroupRuleIds", named.compactMap(\.rule.ruleID))
            : .json("IpPermissions", Self.permissions(of: named.map(\.rule)))
        var breaks =
            "Nothing that was there before the attacker opened it; tracked connections may go on until they end."
        if !batch.isID {
            breaks += " The group is named as the attacker's call named it, which finds it in the default VPC alone."
        }
        let exposed = Set(open.flatMap(\.exposes)).count
        if exposed > 0 {
            breaks += " \(exposed) instance\(exposed == 1 ? "" : "s") or databases were seen with the group."
        }
        add(
            ResponseDraft(
                stage: .firewall, operation: verb + how + (part == 0 ? "" : "-\(part + 1)"),
                action:
                    "Revoke \(count) \(direction) rules that the attacker opened in the security group \(batch.group).",
                target: batch.group, account: batch.account, region: batch.region,
                commands: [AWSCommand("ec2 \(verb)", region: batch.region, [group, selection])], breaks: breaks,
                undo: "authorize-security-group-\(direction) with the same rules.",
                verifiedBy: isDone ? all.compactMap(\.revokedBy) : [],
                evidence: named.compactMap(\.openedBy.first)))
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
            sources[ports, default: []].append(entry(of: rule.source))
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

    /// A source as `IpPermissions` has it: a CIDR block, a prefix list, a group, also of another account (`ID/sg-1`).
    private static func entry(of source: String) -> (list: String, source: JSONValue) {
        if source.hasPrefix("pl-") { return ("PrefixListIds", ["PrefixListId": .string(source)]) }
        let parts = source.split(separator: "/", maxSplits: 1).map(String.init)
        if let address = parts.first, IPAddress(address) != nil {
            return address.utf8.contains(UInt8(ascii: ":"))
                ? ("Ipv6Ranges", ["CidrIpv6": .string(source)]) : ("IpRanges", ["CidrIp": .string(source)])
        }
        let owner = parts.count == 2 && isAccount(parts[0]) ? parts[0] : nil
        let group = owner == nil ? source : parts[1]
        var pair: JSONObject = [:]
        pair["UserId"] = owner.map { .string($0) }
        pair[group.hasPrefix("sg-") ? "GroupId" : "GroupName"] = .string(group)
        return ("UserIdGroupPairs", .object(pair))
    }

    static func isAccount(_ text: String) -> Bool {
        text.utf8.count == 12 && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}
