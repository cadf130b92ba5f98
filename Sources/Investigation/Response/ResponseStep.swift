/// One step of the response.
public struct ResponseStep: Hashable, Sendable, Identifiable {
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

    /// What the step is, whatever else the plan holds: what it does, the account, the region and the target, so that the
    /// analyst's word outlives newer logs. The log's text is in it.
    public var id: String
    /// From 1.
    public var order: Int
    public var phase: Phase
    /// What is done, in the imperative. Texts of the log in it, and in `breaks` and `undo`, are as the log has them:
    /// neutralise them before they are shown.
    public var action: String
    /// What it is done to: the log's text.
    public var target: String
    public var account: String
    /// Nil for calls that have none.
    public var region: String?
    /// What does it, in order.
    public var commands: [AWSCommand]
    public var breaks: String
    public var undo: String
    public var state: State
    /// Rows that show that it was done, in time order.
    public var verifiedBy: [Int]
    /// Rows that took it back after it was done, in time order: it has to be done again.
    public var takenBackBy: [Int]
    /// Rows for which it is proposed, in time order.
    public var evidence: [Int]

    /// The AWS CLI commands, one a line, every text of the log in them quoted for a POSIX shell.
    public var command: String { commands.map(\.text).joined(separator: "\n") }

    public init(
        id: String, order: Int, phase: Phase, action: String, target: String, account: String, region: String?,
        commands: [AWSCommand], breaks: String, undo: String, state: State, verifiedBy: [Int], takenBackBy: [Int] = [],
        evidence: [Int]
    ) {
        self.id = id
        self.order = order
        self.phase = phase
        self.action = action
        self.target = target
        self.account = account
        self.region = region
        self.commands = commands
        self.breaks = breaks
        self.undo = undo
        self.state = state
        self.verifiedBy = verifiedBy
        self.takenBackBy = takenBackBy
        self.evidence = evidence
    }
}
