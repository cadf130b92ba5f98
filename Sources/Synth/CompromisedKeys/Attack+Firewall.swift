import CloudTrail

/// The rules that the attacker opened: one for every group, then hundreds for two ports.
extension Attack {
    /// A rule that went through.
    struct Rule: Sendable {
        var groupName: String
        var permission: EC2.Permission
    }

    /// One rule for each of the 57 security groups of the region.
    var rulesForAll: [Rule] {
        company.scene.groups.map { Rule(groupName: $0.name, permission: Self.everything) }
    }

    /// 171 rules for PostgreSQL on the 19 database groups, 9 each, and 90 for port 1253 on 18 application groups, 5
    /// each. No two have the same source.
    var rulesForPorts: [Rule] {
        let groups = company.scene.groups
        let databases = groups.filter { $0.name.hasSuffix("-db") }
        let applications = groups.filter { $0.name.hasSuffix("-app") }.prefix(18)
        var sources = (0..<261).map { "\($0.isMultiple(of: 2) ? "198.51.100" : "203.0.113").\(101 + $0 / 2)/32" }[...]
        var rules: [Rule] = []
        for (port, perGroup, names) in [(5432, 9, databases.map(\.name)), (1253, 5, applications.map(\.name))] {
            for name in names {
                for source in sources.prefix(perGroup) {
                    rules.append(
                        Rule(
                            groupName: name,
                            permission: EC2.Permission(fromPort: port, toPort: port, sources: [source])))
                }
                sources = sources.dropFirst(perGroup)
            }
        }
        return rules
    }

    /// Every rule and when it was opened: all groups within two minutes, the two ports within nine.
    var openings: [(time: EventTime, rule: Rule)] {
        var openings: [(EventTime, Rule)] = []
        for (start, rules) in [
            (EventTime(2020, 5, 6, 8, 14, 2), rulesForAll), (EventTime(2020, 5, 6, 8, 24, 11), rulesForPorts),
        ] {
            var time = start
            for (index, rule) in rules.enumerated() {
                openings.append((time, rule))
                time = time.adding(seconds: 1 + index % 3)
            }
        }
        return openings
    }

    func firewall(into log: inout Logbook) {
        let region = company.scene.region
        let caller = caller(company.victims.backup, from: Self.firstAddress)
        func open(_ rule: Rule) -> Call { EC2.authorizeIngress(groupName: rule.groupName, rule.permission) }
        log.add(IAM.listUsers(), by: caller, at: Self.usersListed, in: region)
        log.add(EC2.describeSecurityGroups(), by: caller, at: EventTime(2020, 5, 6, 8, 12, 5), in: region)
        for (time, rule) in openings {
            log.add(open(rule), by: caller, at: time, in: region)
        }
        // In between, the script was started again and stopped after six groups, which all had the rule by then.
        for (index, rule) in rulesForAll.prefix(6).enumerated() {
            log.add(
                open(rule).failing(
                    "Client.InvalidPermission.Duplicate",
                    "the specified rule \"peer: 0.0.0.0/0, TCP, from port: 0, to port: 65535, ALLOW\" already exists"),
                by: caller, at: EventTime(2020, 5, 6, 8, 17, 20).adding(seconds: index), in: region)
        }
    }

    static let usersListed = EventTime(2020, 5, 6, 8, 9, 40)

    /// An SSH key made by hand, and a stopped instance started. From here on the control plane shows nothing.
    func shell(into log: inout Logbook) {
        let scene = company.scene
        let script = caller(company.victims.backup, from: Self.firstAddress)
        let hand = caller(company.victims.backup, from: Self.firstAddress, by: true)
        log.add(EC2.describeInstances(), by: script, at: EventTime(2020, 5, 6, 8, 44, 37), in: scene.region)
        log.add(
            EC2.createKeyPair(Company.attackerKeyPair, id: company.attackerKeyPairID, random: &log.random), by: hand,
            at: EventTime(2020, 5, 6, 8, 49, 17), in: scene.region)
        log.add(
            EC2.startInstance(company.startedInstance.id), by: hand, at: EventTime(2020, 5, 6, 8, 57, 12),
            in: scene.region)
    }
}
