internal import CloudTrail
internal import Events
internal import JSON

extension ResponsePlanner {
    /// An instance that the attacker launched, started, got into or took credentials from.
    private struct Host {
        var id: String
        var account: String
        var region: String
        var row: Int
        var isLaunched: Bool
        var removedBy: Int?
    }

    /// By account, region and ID.
    private func hosts() -> [Host] {
        var found: [Host] = []
        let launched = Set(changes.filter { $0.kind == .instanceLaunched }.map(\.id))
        for change in changes
        where [.instanceLaunched, .instanceStarted, .userData].contains(change.kind) || Self.isOfHost(change) {
            found.append(
                Host(
                    id: change.id, account: change.account, region: change.region, row: change.row,
                    isLaunched: launched.contains(change.id), removedBy: change.removedBy))
        }
        for node in lineage.nodes where node.kind == .instance && node.status == .confirmed {
            guard let row = lineage.edges.first(where: { $0.from == node.id || $0.to == node.id })?.row else {
                continue
            }
            found.append(
                Host(
                    id: node.id, account: index.text(.account, row) ?? "", region: index.text(.region, row) ?? "",
                    row: row, isLaunched: false))
        }
        return found
    }

    mutating func instances() {
        for host in hosts() {
            let named: AWSCommand.Parameter = .text("InstanceId", host.id)
            func step(
                _ operation: String, _ action: String, _ commands: [AWSCommand], _ deeds: Set<ResponseProof.Deed>,
                rank: Int, breaks: String, undo: String
            ) {
                add(
                    ResponseDraft(
                        stage: .instances, operation: operation, rank: rank, action: action, target: host.id,
                        account: host.account,
                        region: host.region, commands: commands, breaks: breaks, undo: undo,
                        verifiedBy: proof.instance(host.id, account: host.account, is: deeds, after: host.row),
                        evidence: [host.row]))
            }
            let attribute = "ec2 modify-instance-attribute"
            step(
                "protect-instance", "Protect the instance \(host.id) from termination: it is evidence.",
                [
                    AWSCommand(
                        attribute, region: host.region,
                        [named, .flag("DisableApiTermination", "--disable-api-termination", ["Value": true])])
                ], [.protected], rank: 1,
                breaks: "Whatever terminates it on purpose, such as an Auto Scaling group.",
                undo: AWSCommand(
                    attribute, region: host.region,
                    [named, .flag("DisableApiTermination", "--no-disable-api-termination", ["Value": false])]
                ).text)
            step(
                "isolate-instance",
                "Isolate the instance \(host.id): set ISOLATION_GROUP to a security group of its VPC without rules.",
                [
                    AWSCommand(
                        "ec2 describe-instances", region: host.region, [.list("InstanceIds", [host.id])]),
                    AWSCommand(
                        attribute, region: host.region,
                        [named, Self.groups]),
                ], [.regrouped, .stopped], rank: 2,
                breaks: "All traffic of the instance; connections that are tracked may go on until they end.",
                undo: "modify-instance-attribute --groups with the groups that describe-instances showed before.")
            step(
                "unbind-profile", "Take the role from the instance \(host.id). Without one the command fails.",
                [
                    AWSCommand(
                        "ec2 disassociate-iam-instance-profile", region: host.region,
                        [.word("AssociationId", .output(of: association(host.id, host.region)))])
                ], [.unbound], rank: 3,
                breaks:
                    "What runs on the instance and calls AWS. Credentials that it had stay valid: see the role's step.",
                undo: "associate-iam-instance-profile with the profile that describe-instances showed before.")
            step(
                "snapshot-instance", "Take snapshots of all volumes of the instance \(host.id).",
                [
                    AWSCommand(
                        "ec2 create-snapshots", region: host.region,
                        [
                            .json("InstanceSpecification", ["InstanceId": .string(host.id)]),
                            .text("Description", "Evidence"),
                        ])
                ], [.imaged], rank: 4, breaks: "Nothing.", undo: "delete-snapshot.")
            terminate(host)
        }
    }

    private static let groups = AWSCommand.Parameter(member: "Groups", value: .list([.variable("ISOLATION_GROUP")]))

    private func association(_ instance: String, _ region: String) -> AWSCommand {
        AWSCommand(
            "ec2 describe-iam-instance-profile-associations", region: region,
            [.json("Filters", [["Name": "instance-id", "Values": [.string(instance)]]])],
            query: "IamInstanceProfileAssociations[0].AssociationId")
    }

    private mutating func terminate(_ host: Host) {
        let ended = proof.terminations(of: host.id, account: host.account)
        add(
            ResponseDraft(
                stage: .termination, operation: "terminate-instance",
                action: host.isLaunched
                    ? "Terminate the instance \(host.id), which the attacker launched, once its snapshots are complete."
                    : "Terminate the instance \(host.id) once its snapshots are complete and its rebuilt successor runs.",
                target: host.id, account: host.account, region: host.region,
                commands: [
                    AWSCommand(
                        "ec2 modify-instance-attribute", region: host.region,
                        [
                            .text("InstanceId", host.id),
                            .flag("DisableApiTermination", "--no-disable-api-termination", ["Value": false]),
                        ]),
                    AWSCommand("ec2 terminate-instances", region: host.region, [.list("InstanceIds", [host.id])]),
                ],
                breaks: host.isLaunched ? "Nothing of the owner's." : "What runs on the instance.",
                undo: "None: rebuild it from a snapshot.", verifiedBy: ended, evidence: [host.row]))
        guard !host.isLaunched else { return }
        add(
            ResponseDraft(
                stage: .rebuild, operation: "rebuild-instance",
                action:
                    "Rebuild the instance \(host.id) from an image that is known to be good. The attacker may have been "
                    + "inside: keys and secrets on it count as stolen.", target: host.id, account: host.account,
                region: host.region,
                commands: [
                    AWSCommand("ec2 describe-instances", region: host.region, [.list("InstanceIds", [host.id])])
                ],
                evidence: [host.row]))
    }
}
