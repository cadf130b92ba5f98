/// One step of the response.
public struct ResponseStep: Hashable, Sendable {
    public enum Phase: String, Sendable, CaseIterable {
        case preserve, containment, eradication, recovery, verification
    }

    public enum State: String, Sendable {
        case proposed
        /// The analyst says so.
        case done
        /// Later events show it.
        case verified
    }

    /// From 1.
    public var order: Int
    public var phase: Phase
    /// What is done, in the imperative.
    public var action: String
    /// What it is done to: the log's text.
    public var target: String
    public var account: String
    /// Nil for calls that have none.
    public var region: String?
    /// An AWS CLI command, every text of the log in it quoted for a POSIX shell.
    public var command: String
    public var breaks: String
    public var undo: String
    public var state: State
    /// Rows that show that it was done.
    public var verifiedBy: [Int]
    /// Rows for which it is proposed.
    public var evidence: [Int]

    public init(
        order: Int, phase: Phase, action: String, target: String, account: String, region: String?, command: String,
        breaks: String, undo: String, state: State, verifiedBy: [Int], evidence: [Int]
    ) {
        self.order = order
        self.phase = phase
        self.action = action
        self.target = target
        self.account = account
        self.region = region
        self.command = command
        self.breaks = breaks
        self.undo = undo
        self.state = state
        self.verifiedBy = verifiedBy
        self.evidence = evidence
    }
}

/// What would have made the attack harder, or its traces better.
public struct ResilienceAdvice: Hashable, Sendable {
    /// `unused-user`, `idle-key`, `excess-permissions`.
    public var id: String
    public var recommendation: String
    /// Rows that call for it.
    public var evidence: [Int]

    public init(id: String, recommendation: String, evidence: [Int]) {
        self.id = id
        self.recommendation = recommendation
        self.evidence = evidence
    }
}
