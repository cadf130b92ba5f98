public import Robots

/// On what a statement rests.
public enum Mark: String, CaseIterable, Sendable, Hashable, Codable {
    /// Events show it.
    case observed
    /// It follows from what events show.
    case inferred
    case unknown
}

/// The drafted answer to one of the four questions.
public struct CaseAnswer: Hashable, Sendable {
    /// `credentials`, `duration`, `actions` or `access`.
    public var id: String
    public var question: String
    /// A sentence or more. Texts of the log in it are as the log has them: neutralise it before it is shown.
    public var answer: String
    public var mark: Mark
    public var confidence: Confidence
    /// Rows that show it, in time order.
    public var evidence: [Int]
    /// What the answer is made of, sentence by sentence; empty where somebody wrote it.
    public var statements: [Statement]

    /// A part of an answer, which may rest on something else than the whole: an answer that is observed may hold what is
    /// concluded from it.
    public struct Statement: Hashable, Sendable {
        /// A sentence. Texts of the log in it are as the log has them: neutralise it before it is shown.
        public var text: String
        public var mark: Mark
        /// Nil where there is nothing to be more or less sure of.
        public var confidence: Confidence?
        /// Rows that show it, in time order; of very many the first and the last.
        public var evidence: [Int]
        /// How many rows show it.
        public var events: Int
    }

    /// - Parameter mark: that of what the question turns on.
    public init(
        id: String, question: String, answer: String, mark: Mark, confidence: Confidence, evidence: [Int],
        statements: [Statement] = []
    ) {
        self.id = id
        self.question = question
        self.answer = answer
        self.mark = mark
        self.confidence = confidence
        self.evidence = evidence
        self.statements = statements
    }
}

/// What no log of the trail can show.
public struct BlindSpot: Hashable, Sendable {
    /// `operating-system`, `data-events`.
    public var id: String
    public var text: String
    /// Rows for which it matters, in time order.
    public var evidence: [Int]

    public init(id: String, text: String, evidence: [Int]) {
        self.id = id
        self.text = text
        self.evidence = evidence
    }
}
