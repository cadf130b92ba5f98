import CloudTrail

/// The reference case: an attacker with eight stolen keys.
enum CompromisedKeys {
    static func tell(seed: UInt64) -> TrainingCase {
        let calendar = Calendar(from: EventTime(2020, 3, 20, 0, 10), to: EventTime(2020, 5, 7, 0, 10))
        let company = Company(seed: seed, form: .of2020, calendar: calendar)
        let attack = company.log("attack", Attack(company).tell)
        return TrainingCase(
            company,
            logs: [
                company.log("forerunners", Forerunners(company).tell), company.log("decoys", Decoys(company).tell),
                attack, company.log("cleanup", Cleanup(company).tell),
            ], findings: Findings(company).exports(), truth: truth(of: company, attack.deeds))
    }

    private static func truth(of company: Company, _ deeds: [Deed]) -> Truth {
        let production = Company.Accounts.production
        return Truth(
            summary:
                "Somebody holds the long-lived keys of eight users of production, tries them in turn, opens every security group with the key of svc-backup, makes an SSH key pair and starts a stopped instance. From where the keys came is not in the trail. A responder has cleaned up a part.",
            deeds: deeds,
            answers: [
                Truth.Answer(
                    "credentials", "observed",
                    [
                        .init(
                            "eight long-lived keys", "8 long-lived", "8 keys", "8 access keys", "eight keys",
                            "eight long-lived"),
                        .init("no role was assumed", "no role", "no assumerole", "0 roles"),
                        .init("six of them idle for 30 days before", "6 of the 8", "six of the eight"),
                    ]),
                Truth.Answer(
                    "duration", "observed",
                    [
                        .time("from", EventTime(2020, 5, 5, 23, 10, 4)), .time("to", EventTime(2020, 5, 6, 8, 57, 12)),
                        .init(
                            "three keys still active at the end of the trail", "3 of 8", "3 keys", "three keys",
                            "three of"),
                    ]),
                Truth.Answer(
                    "actions", "observed",
                    [
                        .init("370 calls", "370"), .init("318 rules opened", "318"),
                        .init("121 of them still open", "121"),
                        .init("key pair \(Company.attackerKeyPair) made", Company.attackerKeyPair),
                        .init("instance \(company.startedInstance.id) started", company.startedInstance.id),
                        .init(
                            "what was done on the host is not in CloudTrail", "visibility ends", "not in CloudTrail",
                            "blind"),
                    ]),
                Truth.Answer(
                    "access", "unknown", [.init("undetermined", "undetermined", "unknown", "not known")]),
            ],
            innocent: [
                (Company.officeAddress, "the office"),
                (company.roles.role(.responders, in: production).arn, "the responder"),
                (company.roles.role(.deploy, in: production).arn, "the pipeline, which imports key pairs"),
            ])
    }
}

/// The things that several parts of the story speak of.
extension Company {
    static let attackerKeyPair = "prod-debug"

    var attackerKeyPairID: String {
        var random = SplitMix64(seed: seed, stream: "key pair")
        return random.resourceID("key")
    }
}
