internal import Events
internal import Records

/// Which security groups instances and network interfaces had before the attacker changed them, as far as the calls of
/// others in the trail tell.
struct PriorGroups {
    private struct Name: Hashable {
        var place: SecurityGroupKey.Place
        var id: String
    }

    private let index: EventIndex
    /// In time order; nil where a call names a group by its name alone.
    private var groups: [Name: [(row: Int, ids: [String]?)]] = [:]

    private static let names = [
        "RunInstances", "ModifyInstanceAttribute", "CreateNetworkInterface", "ModifyNetworkInterfaceAttribute",
    ]

    /// - Complexity: reads the records of such calls, where the attacker changed the groups of something.
    init(of changes: [ResourceChange], besides attackerRows: [Int], in trail: Trail) {
        index = trail.index
        guard changes.contains(where: { $0.kind.isOfGroups }) else { return }
        let attacker = Set(attackerRows)
        for (row, memberships) in trail.read(index.successes(named: Self.names), { GroupMembership.read($1) }) {
            guard !attacker.contains(row) else { continue }
            let place = SecurityGroupKey.Place(row, in: index)
            for case .puts(let resources, let references, _) in memberships {
                let ids = references.map(\.id)
                let found = ids.contains(nil) ? nil : Set(ids.compactMap { $0 }).sorted()
                for resource in resources {
                    groups[Name(place: place, id: resource.name), default: []].append((row, found))
                    // Of an instance with one interface the interface has the same groups.
                    let interfaces = memberships.compactMap { membership -> String? in
                        guard case .attaches(let interface, let instance) = membership else { return nil }
                        return instance == resource.name ? interface : nil
                    }
                    guard interfaces.count == 1 else { continue }
                    groups[Name(place: place, id: interfaces[0]), default: []].append((row, found))
                }
            }
        }
    }

    /// The IDs of the groups before a change, ascending; nil where the trail does not tell.
    func ids(before change: ResourceChange) -> (row: Int, ids: [String])? {
        let name = Name(
            place: SecurityGroupKey.Place(account: change.account, region: change.region), id: change.id)
        return groups[name]?.last { $0.row < change.row }.flatMap { last in last.ids.map { (last.row, $0) } }
    }
}

extension ResourceChange.Kind {
    /// Whether it changed which security groups something has.
    var isOfGroups: Bool { self == .instanceSecurityGroups || self == .interfaceSecurityGroups }
}

extension ResponsePlanner {
    /// Gives an instance or a network interface its groups back, or shows which it has.
    mutating func regroup(_ change: ResourceChange, _ prior: PriorGroups) {
        let isInstance = change.kind == .instanceSecurityGroups
        let what = isInstance ? "instance" : "network interface"
        let operation = isInstance ? "modify-instance-attribute" : "modify-network-interface-attribute"
        let found = prior.ids(before: change)
        let named: AWSCommand.Parameter = .text(isInstance ? "InstanceId" : "NetworkInterfaceId", change.id)
        let command =
            found.map { AWSCommand("ec2 \(operation)", region: change.region, [named, .list("Groups", $0.ids)]) }
            ?? AWSCommand(
                isInstance ? "ec2 describe-instances" : "ec2 describe-network-interfaces", region: change.region,
                [.list(isInstance ? "InstanceIds" : "NetworkInterfaceIds", [change.id])])
        var step = draft(
            change, .firewall, "restore-groups",
            found.map {
                "Give the \(what) \(change.id) back the security groups \($0.ids.joined(separator: " ")), which it had "
                    + "since \(moment($0.row)) as far as the trail tells."
            }
                ?? "See which security groups the \(what) \(change.id) has since the attacker's call, and set with "
                + "\(operation) --groups those that it should have: the trail does not tell which it had.",
            [command])
        step.breaks =
            found == nil
            ? "Nothing: the command only looks."
            : "What reaches it through the attacker's groups alone; tracked connections may go on until they end."
        step.undo = found == nil ? "None: the command only looks." : "\(operation) with the groups that it has now."
        step.evidence = [found?.row, change.row].compactMap { $0 }
        add(step)
    }
}
