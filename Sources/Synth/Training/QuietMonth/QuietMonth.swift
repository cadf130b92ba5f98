import CloudTrail

/// An ordinary month: releases, people who travel, a scanner, a shared address, old keys that are replaced, denied calls.
/// Each of them looks like an attack to somebody in a hurry, and none is one.
struct QuietMonth {
    let company: Company
    /// Reads everything everywhere once a week, and may not read all of it.
    let scanner: User
    /// Works every night, until the 19th with its old key.
    let reporter: User
    /// The same user with the key that replaces the old one.
    let renewed: User

    /// Two towns that people travel to, and a room that five of them share with strangers.
    static let conferenceAddress = "203.0.113.200"
    static let hotelAddress = "198.51.100.12"
    static let sharedAddress = "198.51.100.40"
    static let scannerAddress = "192.0.2.90"
    static let reporterAddress = "192.0.2.91"
    static let newHireAddress = "192.0.2.201"

    init(_ company: Company) {
        self.company = company
        var random = SplitMix64(seed: company.seed, stream: "quiet month")
        scanner = User(
            name: "svc-posture-scan", account: Company.Accounts.production, id: random.principalID("AIDA"),
            key: random.longLivedKey())
        var reporter = User(
            name: "svc-nightly-report", account: Company.Accounts.production, id: random.principalID("AIDA"),
            key: random.longLivedKey())
        self.reporter = reporter
        reporter.key = random.longLivedKey()
        renewed = reporter
    }

    static func tell(seed: UInt64) -> TrainingCase {
        let calendar = Calendar(from: EventTime(2024, 8, 1), to: EventTime(2024, 9, 1))
        let month = QuietMonth(Company(of: "quiet-month", seed: seed, calendar: calendar))
        let company = month.company
        let parts: [(StaticString, (inout Logbook) -> Void)] = [
            ("travel", month.travel), ("shared address", month.coworking), ("scanner", month.scans),
            ("renewal", month.renewal), ("password", month.forgottenPassword), ("oddities", month.oddities),
        ]
        return TrainingCase(company, logs: parts.map { company.log($0, $1) }, truth: month.truth)
    }

    private var truth: Truth {
        let nothing = ["no incident", "no call of an attacker", "nothing happened", "no attacker"]
        func answer(_ question: String) -> Truth.Answer {
            Truth.Answer(question, "unknown", [Truth.Fact("there is no incident", anyOf: nothing)])
        }
        return Truth(
            summary: "Nothing happened. Everything that looks hostile in this month is somebody's ordinary work.",
            answers: ["credentials", "duration", "actions", "access"].map(answer),
            innocent: [
                (Self.conferenceAddress, "carla.mendes at a conference, with MFA"),
                (Self.hotelAddress, "ben.okafor on a journey, with MFA"),
                (Self.sharedAddress, "a room that five colleagues share, behind one address"),
                (scanner.arn, "the company's own scanner"),
                (renewed.key, "replaces an old key; its first calls failed because of a wrong clock"),
                (company.person("petra.novak").user.arn, "forgot her password, and was given another"),
                (company.person("yuki.tanaka").user.arn, "a script with the wrong policy"),
                (Self.newHireAddress, "a new colleague at home"),
                (Company.runnerAddress, "the pipeline, which imports key pairs"),
            ])
    }
}
