/// What is done where AWS says that there were too many calls: wait, twice as long each time, and ask again.
///
/// The CLI does the same within one run; this is for what is still refused then. A part of each wait is chance, so that
/// runs that were refused together do not come back together.
/// Source: "Retry behavior" in the AWS SDKs and Tools reference guide.
public struct AWSRetry: Sendable {
    /// How often a call is made, at most.
    public var attempts: Int
    /// The first wait, before chance has its part.
    public var base: Duration
    /// No wait is longer.
    public var longest: Duration
    /// A number from 0 up to 1.
    public var chance: @Sendable () -> Double
    public var sleep: @Sendable (Duration) async throws -> Void

    public init(
        attempts: Int = 6, base: Duration = .seconds(1), longest: Duration = .seconds(30),
        chance: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) },
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        self.attempts = attempts
        self.base = base
        self.longest = longest
        self.chance = chance
        self.sleep = sleep
    }

    /// How long is waited after the `attempt`th call, counted from 1: half of it sure, half by chance.
    public func delay(after attempt: Int) -> Duration {
        let whole = min(longest, base * (1 << min(attempt - 1, 20)))
        return whole / 2 + whole / 2 * chance()
    }

    /// - Returns: whether to go on; false where the task was cancelled.
    func wait(after attempt: Int) async -> Bool {
        do {
            try await sleep(delay(after: attempt))
            return !Task.isCancelled
        } catch {
            return false
        }
    }
}
