internal import CloudTrail
internal import Events
internal import Intelligence
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
                        + "together.", rows: uses, mark: .inferred)
                : Hypothesis.Sign("A long-lived key of \(names(keys)) was used as it was.", rows: uses)
        ]
        let idle = keys.filter { $0.idleBefore == .yes }
        if !idle.isEmpty {
            supporting.append(
                Hypothesis.Sign(
                    "\(idle.count) of \(Wording.counted(keys.count, "key")) had been used by nobody else for a long time: "
                        + "such keys lie in old files.", rows: firstUses(idle), mark: .inferred))
        }
        let issued = keys.compactMap { issues[$0.accessKeyID] }.sorted()
        if issued.isEmpty { supporting += absence("No call in the trail made these keys: they are older than it") }
        if signIns.isEmpty { supporting += absence("No sign-in to the console was made by the attacker") }
        var against: [Hypothesis.Sign] = []
        if !issued.isEmpty {
            against.append(
                Hypothesis.Sign(
                    "\(Wording.counted(issued.count, "key was", plural: "keys were")) made within the trail.",
                    rows: issued))
        }
        let earlier = earlier(than: uses[0])
        against += earlier
        if users == 1 { against.append(Hypothesis.Sign("A single key can be taken in any other way as well.")) }
        let isLikely = users > 1 && issued.count * 2 < keys.count
        return Hypothesis(
            id: "exposed-keys",
            text: "The keys were found where they lay open: a public repository, an exposed store, or a developer's "
                + "credentials file.", supporting: supporting, against: against,
            confidence: isLikely && earlier.isEmpty ? .medium : .low)
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
                    "\(Wording.counted(rest, "other key was", plural: "other keys were")) not made within the trail"),
            confidence: rest == 0 ? .medium : .low)
    }

    // MARK: Pipelines

    /// Keys that programs of a pipeline hold, by the names of their principals or by who used them before.
    func pipeline() -> Hypothesis? {
        let named = keys.filter { Self.isOfPipeline(Wording.name(of: $0.principal)) }
        let used = keys.compactMap { key in pipelineUse(of: key).map { (key: key, use: $0) } }
        let own = keys.filter { key in named.contains(key) || used.contains { $0.key == key } }
        guard !own.isEmpty else { return nil }
        let others = keys.filter { !own.contains($0) }
        var supporting: [Hypothesis.Sign] = []
        if !named.isEmpty {
            supporting.append(
                Hypothesis.Sign(
                    "Names that pipelines have: \(names(named)).", rows: firstUses(named), mark: .inferred))
        }
        if !used.isEmpty {
            let signs = Set(used.map(\.use.sign)).sorted()
            supporting.append(
                Hypothesis.Sign(
                    "Pipelines used the keys of \(names(used.map(\.key))) before: \(Wording.list(signs, atMost: 3)).",
                    rows: used.map(\.use.row).sorted()))
        }
        return Hypothesis(
            id: "pipeline", text: "The credentials leaked from a build or deployment pipeline.",
            supporting: supporting,
            against: others.isEmpty
                ? []
                : [
                    Hypothesis.Sign(
                        "\(others.count) of \(Wording.counted(keys.count, "key")) belong to nobody who sounds like one.",
                        rows: firstUses(others), mark: .inferred)
                ], confidence: others.isEmpty ? .medium : .low)
    }

    /// So many of a key's clients and addresses are looked at.
    private static let mostPlaces = 64

    /// The last use of a key by a pipeline before the incident: by its user agent, or by the network that it came from.
    private func pipelineUse(of key: ScopedKey) -> (row: Int, sign: String)? {
        guard let beginning = scope.attackerRows.first else { return nil }
        let before = index.rows(.key, equal: key.accessKeyID)
            .intersection(RowSet(range: 0..<beginning, universe: index.count))
        for group in index.groups(.agent, in: before).prefix(Self.mostPlaces) {
            guard let agent = index.table(.agent)[group.code], Self.isPipelineClient(agent) else { continue }
            return (group.last, "the client \(agent)")
        }
        for group in index.groups(.ip, in: before).prefix(Self.mostPlaces) {
            let address = index.table(.ip)[group.code] ?? ""
            guard let label = intelligence.labels(of: address).first(where: { Self.isPipelineClient($0.text) }) else {
                continue
            }
            return (group.last, "\(address), which is \(label.text) (\(label.source))")
        }
        return nil
    }

    private static let pipelineWords: Set<String> = [
        "ci", "cd", "cicd", "jenkins", "gitlab", "github", "circleci", "travis", "bamboo", "teamcity", "drone",
        "buildkite", "codebuild", "codepipeline", "deploy", "deployer", "deployment", "pipeline", "build", "builder",
        "runner", "terraform", "actions", "argocd", "ansible",
    ]
    /// Products: agents and networks have too many words for the others.
    private static let pipelineProducts = [
        "github-actions", "githubactions", "github actions", "gitlab", "jenkins", "circleci", "travis-ci", "teamcity",
        "buildkite", "codebuild", "bitbucket-pipelines", "azure-pipelines",
    ]

    private static func isPipelineClient(_ text: String) -> Bool {
        let text = text.lowercased()
        return pipelineProducts.contains { text.contains($0) }
    }

    private static func isOfPipeline(_ name: String) -> Bool {
        name.lowercased().split { !$0.isLetter && !$0.isNumber }.contains { pipelineWords.contains(String($0)) }
    }
}
