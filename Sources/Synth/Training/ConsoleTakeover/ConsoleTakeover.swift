import CloudTrail

/// A password is guessed at the sign-in page; from the console the attacker takes a second user, makes one of his own,
/// and goes on with its key from elsewhere.
struct ConsoleTakeover {
    let company: Company
    /// Whose password is guessed; has no MFA device.
    let first: User
    /// Whose password the attacker then sets; has no MFA device either, and may do everything.
    let second: User
    /// Made by the attacker.
    let own: User
    /// Launched by the attacker.
    let instances: [Place.Instance]

    static let browserAddress = "203.0.113.58"
    static let keyAddress = "198.51.100.190"
    static let policy = "AdministratorAccess"

    init(_ company: Company) {
        self.company = company
        var random = SplitMix64(seed: company.seed, stream: "console takeover")
        first = company.person("mateo.silva").user
        second = company.person("tara.nolan").user
        own = User(
            name: "aws-health-check", account: first.account, id: random.principalID("AIDA"),
            key: random.longLivedKey())
        let group = company.places(of: first.account)[1].groups[0]
        instances = (0..<2).map { index in
            Place.Instance(
                id: random.resourceID("i"), privateAddress: "10.17.0.\(240 + index)", address: "192.0.2.\(118 + index)",
                group: group)
        }
    }

    static func tell(seed: UInt64) -> TrainingCase {
        let calendar = Calendar(from: EventTime(2024, 10, 9, 0, 10), to: EventTime(2024, 11, 13, 18))
        let takeover = ConsoleTakeover(Company(of: "console-takeover", seed: seed, calendar: calendar))
        let company = takeover.company
        let attack = company.log("attack", takeover.attack)
        return TrainingCase(
            company, logs: [attack, company.log("response", takeover.response)], truth: takeover.truth(attack.deeds))
    }

    /// Where the attacker's instances run.
    var farm: Place { company.places(of: first.account)[1] }

    private func truth(_ deeds: [Deed]) -> Truth {
        let times = deeds.map(\.time).sorted()
        return Truth(
            summary:
                "From \(Self.browserAddress) somebody guesses passwords at the sign-in page and gets in as mateo.silva, who has no MFA. From the console he sets the password of tara.nolan, signs in as her, and makes the user \(own.name) with full rights and a key. The key is used from \(Self.keyAddress): secrets are read, two large instances launched. The responder turned the key off, terminated one instance and reset mateo.silva's password; tara.nolan's password, the user and the other instance are left.",
            deeds: deeds,
            answers: [
                Truth.Answer(
                    "credentials", "observed",
                    [
                        .init("the password of mateo.silva", first.name),
                        .init("the password of tara.nolan", second.name),
                        .init("the user \(own.name), of the attacker's making", own.name),
                        .init("its long-lived key", own.key),
                        .init("from two addresses", "2 addresses", "two addresses", Self.keyAddress),
                    ]),
                Truth.Answer(
                    "duration", "observed",
                    [
                        .time("from the first guess at", times[0]), .time("to", times[times.count - 1]),
                        .init("tara.nolan's password and the user still stand", "still"),
                    ]),
                Truth.Answer(
                    "actions", "observed",
                    [
                        .init("another's password set", "UpdateLoginProfile", "password"),
                        .init("a user made", own.name), .init("secrets read", "secret"),
                        .init("two instances launched", "RunInstances", "2 instances", "two instances", "launched"),
                    ]),
                Truth.Answer(
                    "access", "observed",
                    [
                        .init("by a sign-in to the console", "sign-in", "signed in", "ConsoleLogin"),
                        .init("after failed ones: guessed", "failed", "guess"),
                        .init("without MFA", "without MFA", "no MFA", "MFA was not", "MFA not"),
                    ]),
            ],
            innocent: [
                (Company.officeAddress, "the office; the owners sign in from it on the same days"),
                (company.roles.role(.responders, in: first.account).arn, "the responder"),
                (company.person("farid.azimi").user.arn, "tried at the sign-in page, without success"),
            ])
    }
}
