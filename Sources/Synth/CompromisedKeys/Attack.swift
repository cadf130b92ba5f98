import CloudTrail

/// The attack, from the first stolen key tried to the last call that the control plane shows.
///
/// Two addresses, eight keys. The first address holds the key that raises the alert; one key is seen from both, and only
/// through it a reader gets to the second address and the four keys that were used from there alone.
struct Attack {
    let company: Company

    init(_ company: Company) {
        self.company = company
    }

    static let firstAddress = "198.51.100.23"
    static let secondAddress = "203.0.113.77"

    func tell(into log: inout Logbook) {
        sweeps(into: &log)
        firewall(into: &log)
        shell(into: &log)
    }

    func caller(_ user: User, from address: String, by hand: Bool = false) -> Caller {
        let script =
            address == Self.firstAddress
            ? "Boto3/1.9.253 Python/2.7.17 Linux/4.15.0-96-generic Botocore/1.12.253"
            : "Boto3/1.12.39 Python/3.8.2 Linux/5.4.0-28-generic Botocore/1.15.39"
        let agent = hand ? "aws-cli/1.18.39 Python/3.8.2 Linux/5.4.0-28-generic botocore/1.15.39" : script
        return .user(user, key: user.key, address: address, agent: agent)
    }

    /// One try of a key: three calls, then what the key's holder was curious about.
    private struct Sweep {
        let user: User
        let address: String
        let start: EventTime
        /// ListBuckets, DescribeInstances, DescribeDBInstances: which of them the key may make.
        let allowed: (buckets: Bool, instances: Bool, databases: Bool)
        /// Further regions in which the attacker looked for instances.
        var regions: [String] = []
    }

    private var sweepPlan: [Sweep] {
        let keys = company.victims
        let first = Self.firstAddress
        let second = Self.secondAddress
        return [
            Sweep(
                user: keys.integration, address: second, start: EventTime(2020, 5, 5, 23, 10, 4),
                allowed: (false, false, false)),
            Sweep(
                user: keys.mobileUpload, address: second, start: EventTime(2020, 5, 5, 23, 12, 31),
                allowed: (true, false, false)),
            Sweep(
                user: keys.oleg, address: second, start: EventTime(2020, 5, 5, 23, 19, 47),
                allowed: (true, false, false)),
            Sweep(
                user: keys.tomasz, address: second, start: EventTime(2020, 5, 5, 23, 41, 15),
                allowed: (false, true, true), regions: ["us-west-2", "eu-west-1"]),
            Sweep(
                user: keys.legacyDeploy, address: second, start: EventTime(2020, 5, 6, 0, 22, 8),
                allowed: (true, true, true), regions: ["us-west-2"]),
            Sweep(
                user: keys.legacyDeploy, address: first, start: EventTime(2020, 5, 6, 2, 4, 50),
                allowed: (true, true, true)),
            Sweep(
                user: keys.reportExport, address: first, start: EventTime(2020, 5, 6, 3, 31, 26),
                allowed: (true, false, true)),
            Sweep(
                user: keys.marta, address: first, start: EventTime(2020, 5, 6, 4, 15, 3),
                allowed: (true, true, false), regions: ["us-west-2"]),
            Sweep(
                user: keys.backup, address: first, start: EventTime(2020, 5, 6, 8, 1, 22),
                allowed: (true, true, true), regions: ["us-west-2", "eu-west-1", "eu-central-1"]),
        ]
    }

    private func sweeps(into log: inout Logbook) {
        for sweep in sweepPlan {
            let caller = caller(sweep.user, from: sweep.address)
            var time = sweep.start
            func add(_ call: Call, _ allowed: Bool, in region: String = "us-east-1") {
                log.add(
                    allowed
                        ? call
                        : call.denied(to: caller, on: "arn:aws:rds:us-east-1:\(sweep.user.account):db:*"),
                    by: caller, at: time, in: region)
                time = time.adding(seconds: 2)
            }
            add(S3.listBuckets(), sweep.allowed.buckets)
            add(EC2.describeInstances(), sweep.allowed.instances)
            for region in sweep.regions { add(EC2.describeInstances(), sweep.allowed.instances, in: region) }
            add(RDS.describeDBInstances(), sweep.allowed.databases)
        }
        probes(into: &log)
    }

    /// What single keys were tried for besides: other users, other roles, a first hole in the firewall. All denied.
    private func probes(into log: inout Logbook) {
        let keys = company.victims
        func probe(_ call: Call, by user: User, from address: String, at time: EventTime, on resource: String = "*") {
            let caller = caller(user, from: address)
            log.add(call.denied(to: caller, on: resource), by: caller, at: time, in: "us-east-1")
        }
        let admin = "arn:aws:iam::\(Company.Accounts.production):role/OrganizationAccountAccessRole"
        let deploy = company.roles.role(.deploy, in: Company.Accounts.production).arn
        let assume = Call(.sts, "AssumeRole")
        let open = EC2.authorizeIngress(groupName: company.scene.groups[0].name, Self.everything)
        probe(IAM.listUsers(), by: keys.integration, from: Self.secondAddress, at: EventTime(2020, 5, 5, 23, 10, 21))
        probe(open, by: keys.oleg, from: Self.secondAddress, at: EventTime(2020, 5, 5, 23, 20, 33))
        probe(
            assume, by: keys.legacyDeploy, from: Self.secondAddress, at: EventTime(2020, 5, 6, 0, 23, 40), on: admin)
        probe(IAM.listUsers(), by: keys.legacyDeploy, from: Self.firstAddress, at: EventTime(2020, 5, 6, 2, 5, 31))
        probe(open, by: keys.legacyDeploy, from: Self.firstAddress, at: EventTime(2020, 5, 6, 2, 6, 2))
        probe(open, by: keys.legacyDeploy, from: Self.firstAddress, at: EventTime(2020, 5, 6, 2, 6, 14))
        probe(
            assume, by: keys.legacyDeploy, from: Self.firstAddress, at: EventTime(2020, 5, 6, 2, 7, 55), on: deploy)
    }

    /// Any TCP from anywhere: the one identical permission that the script gives to each group.
    static let everything = EC2.Permission(fromPort: 0, toPort: 65535, sources: ["0.0.0.0/0"])
}
