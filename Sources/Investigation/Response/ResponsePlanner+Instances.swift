internal import CloudTrail
internal import Events
internal import JSON

extension ResponsePlanner {
    /// An instance that the attacker launched, started, got into, terminated or took credentials from.
    private struct Host {
        var id: String
        var account: String
        var region: String
        /// What the attacker did to it, in time order.
        var rows: [Int]
        var isLaunched: Bool
        var fate = InstanceProof.Fate()
    }

    /// By the attacker's first call about them. What the attacker launched is the attacker's, whatever else was done to it.
    private func hosts() -> [Host] {
        var places: [[String]: Int] = [:]
        var found: [Host] = []
        func add(_ id: String, _ account: String, _ region: String, _ row: Int, isLaunched: Bool = false) {
            let place = places[[account, region, id]] ?? found.count
            if place == found.count {
                places[[account, region, id]] = place
                found.append(Host(id: id, account: account, region: region, rows: [], isLaunched: false))
            }
            found[place].rows = Set(found[place].rows + [row]).sorted()
            found[place].isLaunched = found[place].isLaunched || isLaunched
        }
        let kinds: Set<ResourceChange.Kind> = [.instanceLaunched, .instanceStarted, .userData]
        for change in changes where kinds.contains(change.kind) || Self.isOfHost(change) {
            add(
                change.id, change.account, change.region, change.row, isLaunched: change.kind == .instanceLaunched)
        }
        for node in lineage.nodes where node.kind == .instance && node.status == .confirmed {
            guard let row = lineage.edges.first(where: { $0.from == node.id || $0.to == node.id })?.row else {
                continue
            }
            add(node.id, index.text(.account, row) ?? "", index.text(.region, row) ?? "", row)
        }
        return found.sorted { ($0.rows[0], $0.account, $0.region, $0.id) < ($1.rows[0], $1.account, $1.region, $1.id) }
    }

    mutating func instances() {
        let hosts = hosts()
        let lost = changes.filter { $0.kind == .instanceTerminated }
        guard !hosts.isEmpty || !lost.isEmpty else { return }
        let proof = InstanceProof(attackerRows: scope.attackerRows, in: trail)
        for var host in hosts {
            host.fate = proof.fate(of: host.id, account: host.account, after: host.rows[0])
            if host.fate.end == nil {
                contain(host)
            } else {
                containEnded(host)
            }
            terminate(host)
        }
        for change in lost where !hosts.contains(where: { $0.id == change.id && $0.account == change.account }) {
            rebuild(
                Host(
                    id: change.id, account: change.account, region: change.region, rows: [change.row],
                    isLaunched: false,
                    fate: InstanceProof.Fate(end: change.row, isEndedByAttacker: true)))
        }
    }

    // MARK: Containment

    /// A step about an instance, done as far as something stands.
    private func step(
        _ host: Host, _ operation: String, _ rank: Int, _ action: String, _ commands: [AWSCommand],
        _ standing: Standing, breaks: String, undo: String
    ) -> ResponseDraft {
        ResponseDraft(
            stage: .instances, operation: operation, rank: rank, action: action, target: host.id,
            account: host.account, region: host.region, commands: commands, breaks: breaks, undo: undo,
            verifiedBy: standing.by, takenBackBy: standing.relapses, evidence: host.rows)
    }

    private mutating func contain(_ host: Host) {
        let fate = host.fate
        add(protection(host, fate.protection))
        add(isolation(host, fate.isolation))
        add(unbinding(host, fate.unbinding))
        add(copying(host, fate.copies))
    }

    /// Of an instance that is gone nothing can be contained any more: what was done before is told, and what can no longer
    /// be done is not proposed.
    private mutating func containEnded(_ host: Host) {
        let fate = host.fate
        guard let end = fate.end else { return }
        func ended(_ standing: Standing) -> Standing {
            Standing(by: standing.by + (fate.isEndedByAttacker ? [] : [end]))
        }
        if !fate.protection.by.isEmpty { add(protection(host, fate.protection)) }
        for step in [isolation(host, ended(fate.isolation)), unbinding(host, ended(fate.unbinding))]
        where !step.verifiedBy.isEmpty {
            add(step)
        }
        if !fate.copies.by.isEmpty { return add(copying(host, fate.copies)) }
        add(
            step(
                host, "snapshot-instance", 4,
                "No snapshots of the instance \(host.id) were kept before it was terminated on \(moment(end)) by "
                    + "\(caller(end)), and none can be taken any more: look for volumes that outlived it, and for older "
                    + "snapshots of them.",
                [
                    AWSCommand(
                        "ec2 describe-volumes", region: host.region,
                        [.json("Filters", [["Name": "status", "Values": ["available"]]])]),
                    AWSCommand("ec2 describe-snapshots", region: host.region, [.list("OwnerIds", ["self"])]),
                ], Standing(takenBackBy: fate.copies.takenBackBy), breaks: "Nothing: it only shows.",
                undo: "Nothing to undo."))
    }

    private static let attribute = "ec2 modify-instance-attribute"

    private func named(_ host: Host) -> AWSCommand.Parameter { .text("InstanceId", host.id) }

    private func protection(_ host: Host, _ standing: Standing) -> ResponseDraft {
        step(
            host, "protect-instance", 1, "Protect the instance \(host.id) from termination: it is evidence.",
            [
                AWSCommand(
                    Self.attribute, region: host.region,
                    [named(host), .flag("DisableApiTermination", "--disable-api-termination", ["Value": true])])
            ], standing, breaks: "Whatever terminates it on purpose, such as an Auto Scaling group.",
            undo: unprotection(host).text)
    }

    private func unprotection(_ host: Host) -> AWSCommand {
        AWSCommand(
            Self.attribute, region: host.region,
            [named(host), .flag("DisableApiTermination", "--no-disable-api-termination", ["Value": false])])
    }

    private func isolation(_ host: Host, _ standing: Standing) -> ResponseDraft {
        step(
            host, "isolate-instance", 2,
            "Isolate the instance \(host.id): set ISOLATION_GROUP to a security group of its VPC without rules.",
            [
                AWSCommand("ec2 describe-instances", region: host.region, [.list("InstanceIds", [host.id])]),
                AWSCommand(Self.attribute, region: host.region, [named(host), Self.groups]),
            ], standing,
            breaks: "All traffic of the instance; connections that are tracked may go on until they end.",
            undo: "modify-instance-attribute --groups with the groups that describe-instances showed before.")
    }

    private func unbinding(_ host: Host, _ standing: Standing) -> ResponseDraft {
        step(
            host, "unbind-profile", 3, "Take the role from the instance \(host.id), where it has one.",
            [
                AWSCommand(
                    "ec2 disassociate-iam-instance-profile", region: host.region,
                    [.word("AssociationId", .output(of: association(host.id, host.region)))])
            ], standing,
            breaks: "What runs on the instance and calls AWS. Credentials that it had stay valid: see the role's step.",
            undo: "associate-iam-instance-profile with the profile that describe-instances showed before.")
    }

    private func copying(_ host: Host, _ standing: Standing) -> ResponseDraft {
        step(
            host, "snapshot-instance", 4, "Take snapshots of all volumes of the instance \(host.id).",
            [
                AWSCommand(
                    "ec2 create-snapshots", region: host.region,
                    [
                        .json("InstanceSpecification", ["InstanceId": .string(host.id)]),
                        .text("Description", "Evidence"),
                    ])
            ], standing, breaks: "Nothing.", undo: "delete-snapshot.")
    }

    private static let groups = AWSCommand.Parameter(member: "Groups", value: .list([.variable("ISOLATION_GROUP")]))

    private func association(_ instance: String, _ region: String) -> AWSCommand {
        AWSCommand(
            "ec2 describe-iam-instance-profile-associations", region: region,
            [.json("Filters", [["Name": "instance-id", "Values": [.string(instance)]]])],
            query: "IamInstanceProfileAssociations[0].AssociationId")
    }

    // MARK: Eradication and recovery

    private mutating func terminate(_ host: Host) {
        // An instance of the owner's that the attacker terminated was no step of the response.
        if host.isLaunched || !host.fate.isEndedByAttacker {
            add(
                ResponseDraft(
                    stage: .termination, operation: "terminate-instance",
                    action: host.isLaunched
                        ? "Terminate the instance \(host.id), which the attacker launched, once its snapshots are complete."
                        : "Terminate the instance \(host.id) once its snapshots are complete and its rebuilt successor runs.",
                    target: host.id, account: host.account, region: host.region,
                    commands: [
                        unprotection(host),
                        AWSCommand(
                            "ec2 terminate-instances", region: host.region, [.list("InstanceIds", [host.id])]),
                    ],
                    breaks: host.isLaunched ? "Nothing of the owner's." : "What runs on the instance.",
                    undo: "None: rebuild it from a snapshot.", verifiedBy: [host.fate.end].compactMap { $0 },
                    evidence: host.rows))
        }
        if !host.isLaunched { rebuild(host) }
    }

    private mutating func rebuild(_ host: Host) {
        let loss = host.fate.isEndedByAttacker ? ", which the attacker terminated," : ""
        add(
            ResponseDraft(
                stage: .rebuild, operation: "rebuild-instance",
                action:
                    "Rebuild the instance \(host.id)\(loss) from an image that is known to be good. The attacker may have "
                    + "been inside: keys and secrets on it count as stolen.", target: host.id, account: host.account,
                region: host.region,
                commands: [
                    host.fate.end == nil
                        ? AWSCommand("ec2 describe-instances", region: host.region, [.list("InstanceIds", [host.id])])
                        : AWSCommand("ec2 describe-snapshots", region: host.region, [.list("OwnerIds", ["self"])])
                ],
                evidence: Set(host.rows + (host.fate.isEndedByAttacker ? [host.fate.end].compactMap { $0 } : []))
                    .sorted()))
    }
}
