import CloudTrail

/// A stolen key opens a role of its own account, the role one of another account, and there secrets and snapshots leave.
/// The nightly release goes through the same two roles, and is honest.
struct RoleChain {
    let company: Company
    /// Whose key is stolen: a program of the shared account, which works from one address.
    let program: User
    /// In the shared account.
    let manager: Role
    /// In production; trusts the manager.
    let deployer: Role
    /// In production; the attacker lets an account of his own in.
    let runner: Role
    /// Those that are taken, of volumes of production.
    let snapshots: [String]

    static let firstAddress = "203.0.113.45"
    static let secondAddress = "198.51.100.61"
    static let programAddress = "192.0.2.33"
    /// Belongs to the attacker.
    static let outsideAccount = "999988887777"

    init(_ company: Company) {
        self.company = company
        var random = SplitMix64(seed: company.seed, stream: "role chain")
        let (shared, production) = (Company.Accounts.shared, Company.Accounts.production)
        program = User(
            name: "svc-release-sync", account: shared, id: random.principalID("AIDA"), key: random.longLivedKey())
        manager = Role(name: "release-manager", account: shared, id: random.principalID("AROA"))
        deployer = Role(name: "release-deploy", account: production, id: random.principalID("AROA"))
        runner = Role(name: "batch-runner", account: production, id: random.principalID("AROA"))
        snapshots = (0..<3).map { _ in random.resourceID("snap") }
    }

    static func tell(seed: UInt64) -> TrainingCase {
        let calendar = Calendar(from: EventTime(2024, 8, 31, 0, 10), to: EventTime(2024, 10, 3, 12))
        let chain = RoleChain(Company(of: "role-chain", seed: seed, calendar: calendar))
        let company = chain.company
        let attack = company.log("attack", chain.attack)
        return TrainingCase(
            company,
            logs: [
                company.log("program", chain.programAtWork), company.log("releases", chain.releases), attack,
                company.log("response", chain.response),
            ], truth: chain.truth(attack.deeds))
    }

    private func truth(_ deeds: [Deed]) -> Truth {
        let times = deeds.map(\.time).sorted()
        return Truth(
            summary:
                "The key of svc-release-sync is used from two foreign addresses. It opens release-manager in its own account, and that role release-deploy in production, twice, because a chained session lasts an hour. There six secrets are read, three snapshots are shared with \(Self.outsideAccount), and batch-runner is made to trust that account, which then comes in. The responder turned the key off and took two snapshots back; one is still shared and the trust still stands.",
            deeds: deeds,
            answers: [
                Truth.Answer(
                    "credentials", "observed",
                    [
                        .init("the long-lived key of svc-release-sync", program.key),
                        .init("sessions of release-manager", manager.name),
                        .init("sessions of release-deploy in production", deployer.name),
                        .init("a session of batch-runner, opened from outside", runner.name),
                        .init("from two addresses", "2 addresses", "two addresses", Self.secondAddress),
                    ]),
                Truth.Answer(
                    "duration", "observed",
                    [
                        .time("from", times[0]), .time("to", times[times.count - 1]),
                        .init(
                            "the trust of batch-runner is still open", "still open", "still trusts", "still active",
                            "still there"),
                    ]),
                Truth.Answer(
                    "actions", "observed",
                    [
                        .init("secrets read", "secret"), .init("snapshots taken", "snapshot"),
                        .init("shared with \(Self.outsideAccount)", Self.outsideAccount),
                        .init("the trust of batch-runner changed", runner.name),
                    ]),
                Truth.Answer("access", "unknown", [.init("undetermined", "undetermined", "unknown", "not known")]),
            ],
            innocent: [
                (Self.programAddress, "where svc-release-sync works"),
                (Company.runnerAddress, "the pipeline: the nightly release goes through the same two roles"),
                (company.runner.arn, "the pipeline's own user"),
                (company.roles.role(.responders, in: manager.account).arn, "the responder"),
                (company.roles.role(.responders, in: deployer.account).arn, "the responder"),
            ])
    }
}
