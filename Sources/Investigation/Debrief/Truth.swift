public import CloudTrail

/// What is true of a training case, as `huckleberry synth` writes it beside the logs.
public struct Truth: Hashable, Sendable {
    /// As `synth --scenario` takes it.
    public var scenario: String
    /// The story in a few sentences.
    public var summary: String
    public var hasIncident: Bool
    /// Calls of the attacker, one that two accounts received counted once.
    public var calls: Int
    public var keys: [Held]
    public var addresses: [Held]
    /// Canonical names of those whose credentials the attacker held, ascending.
    public var principals: [String]
    /// What looks hostile and is not.
    public var innocent: [Innocent]
    public var answers: [Answer]

    /// A key or an address of the attacker.
    public struct Held: Hashable, Sendable {
        public var value: String
        /// Whose key it is; nil for an address.
        public var principal: String?
        public var first: EventTime
        public var last: EventTime
        public var calls: Int
    }

    public struct Innocent: Hashable, Sendable {
        /// A key, an address or a principal.
        public var value: String
        public var why: String
    }

    /// What a right answer to one of the four questions says.
    public struct Answer: Hashable, Sendable {
        /// The question's id.
        public var question: String
        public var mark: Mark
        public var facts: [Fact]
    }

    /// One thing that a right answer says.
    public struct Fact: Hashable, Sendable {
        public var text: String
        /// Texts by which the fact is known; one of them is enough.
        public var words: [String]
    }
}
