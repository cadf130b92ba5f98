import CloudTrail

/// The last hour of the trail: a responder deactivates keys, closes rules and deletes the key pair, and is not done when
/// the trail ends. It looks hostile, and is not.
struct Cleanup {
    private let company: Company

    init(_ company: Company) {
        self.company = company
    }

    func tell(into log: inout Logbook) {
        let scene = company.scene
        var time = EventTime(2020, 5, 6, 23, 12, 40)
        let responder = Directory(company).session(
            of: "ines.duarte@example.com", as: .responders, in: scene.account, address: Company.officeAddress,
            agent: company.agents.commandLine[0], at: time, into: &log)
        func act(_ call: Call, after seconds: Int) {
            time = time.adding(seconds: seconds)
            log.add(call, by: responder, at: time, in: scene.region)
        }

        let keys = company.victims
        act(Watching.lookupEvents(ofKey: keys.backup.key), after: 35)
        for user in [keys.backup, keys.legacyDeploy, keys.reportExport, keys.marta, keys.integration] {
            act(IAM.listAccessKeys(of: user.name), after: 48)
            act(IAM.getAccessKeyLastUsed(user.key), after: 9)
            act(IAM.deactivate(key: user.key, of: user.name), after: 31)
        }

        act(EC2.describeSecurityGroups(), after: 90)
        let attack = Attack(company)
        for rule in attack.rulesForAll {
            act(EC2.revokeIngress(groupName: rule.groupName, rule.permission), after: log.random.within(4...9))
        }
        // Typed twice.
        if let rule = attack.rulesForAll.last {
            act(
                EC2.revokeIngress(groupName: rule.groupName, rule.permission).failing(
                    "Client.InvalidPermission.NotFound", "The specified rule does not exist in this security group."),
                after: 12)
        }
        for (groupName, rules) in closedPortRules(of: attack) {
            var permission = rules[0].permission
            permission.sources = rules.flatMap(\.permission.sources)
            act(EC2.revokeIngress(groupName: groupName, permission), after: log.random.within(20...35))
        }

        act(EC2.describeKeyPairs([Company.attackerKeyPair]), after: 60)
        act(EC2.deleteKeyPair(Company.attackerKeyPair, id: company.attackerKeyPairID), after: 22)
        act(EC2.describeInstances([company.startedInstance.id]), after: 45)
    }

    /// The first 15 database groups and the first application group: one call closes all rules of a group.
    private func closedPortRules(of attack: Attack) -> [(groupName: String, rules: [Attack.Rule])] {
        var groups: [(groupName: String, rules: [Attack.Rule])] = []
        for rule in attack.rulesForPorts {
            if groups.last?.groupName == rule.groupName {
                groups[groups.count - 1].rules.append(rule)
            } else {
                groups.append((rule.groupName, [rule]))
            }
        }
        return Array(groups.prefix(15)) + groups.filter { $0.groupName.hasSuffix("-app") }.prefix(1)
    }
}
