import CloudTrail

/// Everything that has to be in the trail, whatever its size.
struct Story {
    private let company: Company

    init(_ company: Company) {
        self.company = company
    }

    /// All records of the story in order of time.
    func records() -> [Record] {
        let parts: [(StaticString, (inout Logbook) -> Void)] = [
            ("forerunners", Forerunners(company).tell), ("decoys", Decoys(company).tell),
            ("attack", Attack(company).tell), ("cleanup", Cleanup(company).tell),
        ]
        return parts.flatMap { stream, tell in
            var log = Logbook(
                from: Calendar.start, to: Calendar.end, random: SplitMix64(seed: company.seed, stream: stream))
            tell(&log)
            return log.records
        }.sortedByTime()
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
