internal import CloudTrail
internal import Events
internal import JSON
internal import Records

extension ResponsePlanner {
    /// What is gone tomorrow: logs, digests and their public keys, and when each key was last used.
    mutating func preserve() {
        for place in places() {
            let evidence = [place.first]
            let time: [AWSCommand.Parameter] = [.text("StartTime", moment(place.first))]
            add(
                ResponseDraft(
                    stage: .preserve, operation: "export-logs",
                    action:
                        "Keep the logs of \(place.region): see where the trail delivers them and their digests, and "
                        + "copy both; keep what the event history still has, and the public keys of the digests.",
                    target: place.region, account: place.account, region: place.region,
                    commands: [
                        AWSCommand("cloudtrail describe-trails", region: place.region),
                        AWSCommand("cloudtrail lookup-events", region: place.region, time),
                        AWSCommand("cloudtrail list-public-keys", region: place.region, time),
                    ], evidence: evidence))
        }
        for credential in credentials() {
            guard let key = credential.key, credential.isLongTerm, credential.owner.kind != .root else { continue }
            let owner = credential.owner
            var commands = [iam("get-access-key-last-used", owner.partition, [.text("AccessKeyId", key)])]
            if owner.kind == .user {
                commands.append(iam("list-access-keys", owner.partition, [.text("UserName", owner.name)]))
            }
            add(
                ResponseDraft(
                    stage: .preserve, operation: "key-last-used",
                    action: "Keep when and where the access key \(key) was last used, and which keys its user has.",
                    target: key,
                    account: owner.account, region: nil,
                    commands: commands, evidence: credential.evidence))
        }
    }

    /// Where the attacker called, with the first call; by account and region.
    private func places() -> [(account: String, region: String, first: Int)] {
        struct Place: Hashable {
            var account: String
            var region: String
        }
        var firsts: [Place: Int] = [:]
        for row in scope.attackerRows + changes.map(\.row) {
            guard let account = index.text(.account, row), let region = index.text(.region, row) else { continue }
            let place = Place(account: account, region: region)
            firsts[place] = min(firsts[place] ?? row, row)
        }
        return firsts.map { ($0.key.account, $0.key.region, $0.value) }
            .sorted { ($0.account, $0.region) < ($1.account, $1.region) }
    }

    // MARK: Verification

    mutating func verification(_ credentials: [TaintedCredential]) {
        let places = places()
        for credential in credentials {
            guard let key = credential.key else { continue }
            let owner = credential.owner
            var regions = places.filter { $0.account == owner.account }.map(\.region)
            if regions.isEmpty { regions = credential.evidence.prefix(1).compactMap { index.text(.region, $0) } }
            let silence = silence(of: credential, key)
            add(
                ResponseDraft(
                    stage: .verify, operation: "verify-key",
                    action: "See in newer logs that \(key) has no successful call any more." + silence.note,
                    target: key,
                    account: owner.account, region: nil,
                    commands: regions.map { region in
                        AWSCommand(
                            "cloudtrail lookup-events", region: region,
                            [
                                .json(
                                    "LookupAttributes",
                                    [["AttributeKey": "AccessKeyId", "AttributeValue": .string(key)]]),
                                .word("StartTime", .variable("CUTOFF")),
                            ])
                    }, verifiedBy: silence.verifiedBy, evidence: credential.evidence))
        }
        var groups: [String: [OpenedRule]] = [:]
        for rule in ledger.rules { groups[rule.account + "/" + rule.region, default: []].append(rule) }
        for (_, rules) in groups.sorted(by: { $0.key < $1.key }) {
            guard let first = rules.first else { continue }
            let isDone = rules.allSatisfy { $0.revokedBy != nil }
            add(
                ResponseDraft(
                    stage: .verify, operation: "verify-rules",
                    action:
                        "See that none of the rules that the attacker opened in \(first.region) is there.",
                    target: first.region, account: first.account, region: first.region,
                    commands: Set(rules.map(\.rule.service)).sorted { $0.rawValue < $1.rawValue }.map {
                        AWSCommand(Self.description(of: $0), region: first.region)
                    },
                    verifiedBy: isDone ? rules.compactMap(\.revokedBy) : [],
                    evidence: ends(rules.compactMap(\.openedBy.first))))
        }
    }

    /// The call that shows the security groups of a service.
    private static func description(of service: SecurityGroupRule.Service) -> String {
        switch service {
        case .ec2: "ec2 describe-security-groups"
        case .rds: "rds describe-db-security-groups"
        case .redshift: "redshift describe-cluster-security-groups"
        case .elasticache: "elasticache describe-cache-security-groups"
        }
    }
}
