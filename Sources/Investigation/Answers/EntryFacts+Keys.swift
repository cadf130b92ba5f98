internal import CloudTrail
internal import Events
internal import Robots

// Ways to come by long-lived keys.
extension EntryFacts {
    /// Keys that lay where somebody could find them.
    func exposedKeys() -> Hypothesis? {
        let keys = longLived
        guard !keys.isEmpty else { return nil }
        let users = Set(keys.map(\.principal)).count
        let uses = firstUses(keys)
        var supporting = [
            users > 1
                ? Hypothesis.Sign(
                    "Long-lived keys of \(users) users came into the same hands within "
                        + "\(Wording.length(index.times[uses[uses.count - 1]] - index.times[uses[0]])): they probably lay "
                        + "together.", rows: uses)
                : Hypothesis.Sign("A long-lived key of \(names(keys)) was used as it was.", rows: uses)
        ]
        let idle = keys.filter { $0.idleBefore == .yes }
        if !idle.isEmpty {
            supporting.append(
                Hypothesis.Sign(
                    "\(idle.count) of \(Wording.counted(keys.count, "key")) had been used by nobody else for a long time: "
                        + "such keys lie in old files.", rows: firstUses(idle)))
        }
        let issued = keys.compactMap { issues[$0.accessKeyID] }.sorted()
        if issued.isEmpty { supporting += absence("No call in the trail made these keys: they are older than it.") }
        if signIns.isEmpty { supporting += absence("No sign-in to the console came before.") }
        var against: [Hypothesis.Sign] = []
        if !issued.isEmpty {
            against.append(
                Hypothesis.Sign(
                    "\(Wording.counted(issued.count, "key was", plural: "keys were")) made within the trail.",
                    rows: issued))
        }
        if let signIn = signIns.first, let use = uses.first, signIn < use {
            against.append(Hypothesis.Sign("A sign-in to the console came before the first key.", rows: [signIn]))
        }
        if users == 1 { against.append(Hypothesis.Sign("A single key can be taken in any other way as well.")) }
        let isLikely = users > 1 && issued.count * 2 < keys.count
        return Hypothesis(
            id: "exposed-keys",
            text: "The keys were found where they lay open: a public repository, an exposed store, or a developer's "
                + "credentials file.", supporting: supporting, against: against,
            confidence: isLikely ? .medium : .low)
    }

    /// Keys that somebody else made for a user within the trail.
    func issuedKey() -> Hypothesis? {
        let own = Set(scope.attackerRows)
        let made = longLived.compactMap { key -> (key: ScopedKey, row: Int)? in
            guard let row = issues[key.accessKeyID], !own.contains(row), index.text(.principal, row) != key.principal
            else { return nil }
            return (key, row)
        }.sorted { $0.row < $1.row }
        guard !made.isEmpty else { return nil }
        let rest = longLived.count - made.count
        return Hypothesis(
            id: "issued-key", text: "An insider, or an earlier intruder, made the key.",
            supporting: made.map { key, row in
                Hypothesis.Sign(
                    "\(key.accessKeyID) of \(Wording.name(of: key.principal)) was made by "
                        + "\(Wording.name(of: index.text(.principal, row) ?? "none")) at \(Wording.moment(index.time(row))).",
                    rows: [row])
            },
            against: rest == 0
                ? []
                : absence(
                    "\(Wording.counted(rest, "other key was", plural: "other keys were")) not made within the trail."),
            confidence: rest == 0 ? .medium : .low)
    }

    /// Keys that programs of a pipeline hold.
    func pipeline() -> Hypothesis? {
        let own = keys.filter { Self.isOfPipeline(Wording.name(of: $0.principal)) }
        guard !own.isEmpty else { return nil }
        let others = keys.filter { !Self.isOfPipeline(Wording.name(of: $0.principal)) }
        return Hypothesis(
            id: "pipeline", text: "The credentials leaked from a build or deployment pipeline.",
            supporting: [
                Hypothesis.Sign("Names that pipelines have: \(names(own)).", rows: firstUses(own))
            ],
            against: others.isEmpty
                ? []
                : [
                    Hypothesis.Sign(
                        "\(others.count) of \(Wording.counted(keys.count, "key")) belong to nobody who sounds like one.",
                        rows: firstUses(others))
                ], confidence: others.isEmpty ? .medium : .low)
    }

    private static let pipelineWords: Set<String> = [
        "ci", "cd", "cicd", "jenkins", "gitlab", "github", "circleci", "travis", "bamboo", "teamcity", "drone",
        "buildkite", "codebuild", "codepipeline", "deploy", "deployer", "deployment", "pipeline", "build", "builder",
        "runner", "terraform", "actions", "argocd", "ansible",
    ]

    private static func isOfPipeline(_ name: String) -> Bool {
        name.lowercased().split { !$0.isLetter && !$0.isNumber }.contains { pipelineWords.contains(String($0)) }
    }
}
