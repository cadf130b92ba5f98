/// A kind of trail that can be made.
public struct Scenario: Sendable {
    /// As the command line takes it.
    public let name: String
    /// One line for people.
    public let summary: String
    /// How many events it writes when nobody says.
    public let defaultEvents: Int

    let write: @Sendable (TrailOptions) async throws(SynthError) -> TrailSummary

    /// All scenarios, the reference case first.
    public static let all = [compromisedKeys, roleChain, consoleTakeover, quietMonth, noise]

    static let compromisedKeys = training(
        "compromised-keys", "48 days of a company, and in them eight stolen keys, a backdoored firewall and an SSH key",
        events: 48_000, CompromisedKeys.tell)

    static let roleChain = training(
        "role-chain", "33 days: a stolen key, two roles of two accounts in a chain, and what leaves through them",
        events: 20_000, RoleChain.tell)

    static let consoleTakeover = training(
        "console-takeover", "35 days: a guessed password, sessions of the console, and a user of the attacker's own",
        events: 20_000, ConsoleTakeover.tell)

    static let quietMonth = training(
        "quiet-month", "31 ordinary days: much that looks hostile, and no incident", events: 25_000, QuietMonth.tell)

    private static func training(
        _ name: String, _ summary: String, events: Int, _ tell: @escaping @Sendable (UInt64) -> TrainingCase
    ) -> Scenario {
        Scenario(name: name, summary: summary, defaultEvents: events) { options throws(SynthError) in
            try tell(options.seed).write(options)
        }
    }

    static let noise = Scenario(
        name: "noise", summary: "90 days of mixed traffic without an incident, of any size, for measuring",
        defaultEvents: 1_000_000
    ) { options throws(SynthError) in try await Noise(options).write() }

    /// The scenario of that name.
    public static func named(_ name: String) throws(SynthError) -> Scenario {
        guard let scenario = all.first(where: { $0.name == name }) else { throw .unknownScenario(name: name) }
        return scenario
    }

    /// Writes the trail into the folder `path`, which is created when it is missing.
    ///
    /// The same events and seed give the same bytes, on any machine with the same libdeflate.
    ///
    /// - Parameters:
    ///   - events: exactly as many CloudTrail events are written; nil for ``defaultEvents``.
    ///   - replacing: writes into a folder that is not empty, over files of the same name; nothing is removed.
    /// - Throws: ``SynthError``; every case but `cannotWrite` before anything was written.
    public func write(
        to path: String, events: Int? = nil, seed: UInt64 = 1, replacing: Bool = false
    ) async throws(SynthError) -> TrailSummary {
        let options = TrailOptions(
            scenario: name, path: path, events: events ?? defaultEvents, seed: seed, replacing: replacing)
        return try await write(options)
    }
}

/// What was asked for.
struct TrailOptions: Sendable {
    var scenario: String
    var path: String
    var events: Int
    var seed: UInt64
    var replacing: Bool

    /// Checks the number of events before the folder is touched.
    func prepare(minimum: Int) throws(SynthError) {
        guard events >= minimum else { throw .tooFewEvents(asked: events, minimum: minimum, scenario: scenario) }
        try OutputFolder.prepare(path, replacing: replacing)
    }
}
