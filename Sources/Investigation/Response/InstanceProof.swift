internal import CloudTrail
internal import Events
internal import JSON
internal import Records

/// What a trail's calls did to some instances, folded to its end: what a response brought about and nobody took back.
struct InstanceProof {
    /// How an instance stands at the end of the trail.
    struct Fate: Equatable {
        var protection = Standing()
        var isolation = Standing()
        var unbinding = Standing()
        var copies = Standing()
        /// The call that terminated it; nothing can be done to it since.
        var end: Int?
        var isEndedByAttacker = false
    }

    private struct Subject: Hashable {
        var account: String
        var id: String
    }

    private let attacker: RowSet
    /// Groups that let everybody or the attacker in, since which call.
    private let openGroups: [String: Int]
    /// In time order.
    private var deeds: [Subject: [(row: Int, deed: Deed)]] = [:]
    /// The interfaces that each instance is known to have.
    private var interfaces: [Subject: Set<String>] = [:]
    /// When snapshots and images were deleted.
    private var deletedCopies: [Subject: Int] = [:]

    private static let names = [
        "StopInstances", "StartInstances", "TerminateInstances", "RunInstances", "ModifyInstanceAttribute",
        "ModifyNetworkInterfaceAttribute", "AttachNetworkInterface", "AssociateIamInstanceProfile",
        "ReplaceIamInstanceProfileAssociation", "DisassociateIamInstanceProfile", "CreateSnapshots", "CreateImage",
        "DeleteSnapshot", "DeregisterImage",
    ]

    /// - Complexity: reads the records of such calls in the whole trail, and where groups were put on instances of those
    ///   that change security groups.
    init(attackerRows: [Int], in trail: Trail) {
        let index = trail.index
        attacker = RowSet(sorted: attackerRows.map { UInt32($0) }, universe: index.count)
        let calls = trail.read(index.successes(named: Self.names)) { row, record in
            Call(name: index.text(.name, row) ?? "", account: index.text(.account, row) ?? "", record)
        }
        var owners: [Subject: Subject] = [:]
        var associations: [Subject: String] = [:]
        for (row, call) in calls {
            func subject(_ id: String) -> Subject { Subject(account: call.account, id: id) }
            for id in call.deleted { deletedCopies[subject(id)] = row }
            for case .attaches(let interface, let instance) in call.memberships {
                owners[subject(interface)] = subject(instance)
                interfaces[subject(instance), default: []].insert(interface)
            }
            for case .puts(let resources, let groups, _) in call.memberships {
                let names = Set(groups.flatMap { [$0.id, $0.name] }.compactMap { $0 })
                for resource in resources {
                    let owner = resource.kind == .instance ? subject(resource.name) : owners[subject(resource.name)]
                    let interface = resource.kind == .instance ? nil : resource.name
                    if let owner {
                        deeds[owner, default: []].append((row, .grouped(interface: interface, groups: names)))
                    }
                }
            }
            if let association = call.association, let instance = call.instances.first {
                associations[subject(association)] = instance
            }
            let known = call.association.flatMap { associations[subject($0)] }
            let instances = call.instances.isEmpty ? [known].compactMap { $0 } : call.instances
            for id in instances {
                if let deed = call.deed { deeds[subject(id), default: []].append((row, deed)) }
            }
        }
        let isGrouped = deeds.values.contains { deeds in
            deeds.contains { if case .grouped = $0.deed { true } else { false } }
        }
        openGroups =
            isGrouped ? Self.openGroups(attacker, calls.map { ($0.row, $0.value.memberships) }, in: trail) : [:]
    }

    private static func openGroups(
        _ attacker: RowSet, _ memberships: [(row: Int, value: [GroupMembership])], in trail: Trail
    ) -> [String: Int] {
        let index = trail.index
        let calls = trail.read(index.successes(named: SecurityGroupCall.names)) { SecurityGroupCall($1) }
        var book = RuleBook(
            attacker: attacker, names: SecurityGroupNames(calls, memberships, in: index), index: index)
        for (row, call) in calls { book.enter(row, call) }
        return book.openGroups
    }

    /// How an instance stands, after a row.
    func fate(of id: String, account: String, after row: Int) -> Fate {
        let subject = Subject(account: account, id: id)
        var fate = Fate()
        var isolation = InstanceIsolation(open: openGroups, interfaces: interfaces[subject] ?? [])
        var copies: [(row: Int, ids: [String])] = []
        for (number, deed) in deeds[subject] ?? [] {
            let isAttackers = attacker.contains(number)
            guard number > row else {
                if case .grouped(_, let groups) = deed { isolation.begin(groups) }
                continue
            }
            switch deed {
            case .terminated:
                (fate.end, fate.isEndedByAttacker) = (number, isAttackers)
            case .protected: if !isAttackers { fate.protection.stand(number) }
            case .exposed: fate.protection.fall(number)
            case .unbound: if !isAttackers { fate.unbinding.stand(number) }
            case .bound: fate.unbinding.fall(number)
            case .copied(let ids): if !isAttackers { copies.append((number, ids)) }
            case .stopped: if !isAttackers { isolation.stoppedBy = number }
            case .started: isolation.stoppedBy = nil
            case .grouped(let interface, let groups): isolation.put(interface, groups, number, isAttackers: isAttackers)
            }
            if fate.end != nil { break }
            switch isolation.by {
            case nil: fate.isolation.fall(number)
            case let by?: if fate.isolation.by != [by] { fate.isolation.stand(by) }
            }
        }
        // A group that was opened afterwards cuts nothing off any more.
        if let opening = isolation.opening { fate.isolation.fall(opening) }
        for copy in copies {
            let deletion = copy.ids.compactMap { deletedCopies[Subject(account: account, id: $0)] }.min()
            fate.copies.stand(copy.row)
            if let deletion, deletion > copy.row { fate.copies.fall(deletion) } else { break }
        }
        return fate
    }
}
