/// What would have made the attack harder, or its traces better.
public struct ResilienceAdvice: Hashable, Sendable, Identifiable {
    /// `unused-user`, `idle-key`, `excess-permissions`.
    public var id: String
    /// What to do, and what of the trail calls for it. Texts of the log in it are as the log has them.
    public var recommendation: String
    /// Rows that call for it, in time order.
    public var evidence: [Int]

    public init(id: String, recommendation: String, evidence: [Int]) {
        self.id = id
        self.recommendation = recommendation
        self.evidence = evidence
    }
}
