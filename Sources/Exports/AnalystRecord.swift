public import CloudTrail
public import Investigation

/// What an analyst wrote and decided in a case, as notes tell it.
public struct AnalystRecord: Sendable {
    /// Words of the analyst's about something.
    public struct Note: Sendable {
        public var time: EventTime
        /// What they are about, as a person would say it.
        public var subject: String
        /// The events they are about; none for anything else.
        public var rows: [Int]
        public var text: String

        public init(time: EventTime, subject: String, rows: [Int], text: String) {
            self.time = time
            self.subject = subject
            self.rows = rows
            self.text = text
        }
    }

    /// Something that was decided, and why.
    public struct Decision: Sendable {
        public var time: EventTime
        public var what: String
        public var reason: String

        public init(time: EventTime, what: String, reason: String) {
            self.time = time
            self.what = what
            self.reason = reason
        }
    }

    /// An answer in place of the draft.
    public struct Answer: Sendable {
        public var text: String
        public var time: EventTime

        public init(text: String, time: EventTime) {
            self.text = text
            self.time = time
        }
    }

    /// What the analyst says of a step.
    public struct Step: Sendable {
        public var isDone: Bool
        public var owner: String

        public init(isDone: Bool, owner: String) {
            self.isDone = isDone
            self.owner = owner
        }
    }

    /// Oldest first.
    public var notes: [Note] = []
    /// Oldest first.
    public var decisions: [Decision] = []
    /// By question.
    public var answers: [String: Answer] = [:]
    public var steps: [ResponseStep.ID: Step] = [:]
    /// Things with their tags, in the order in which they are to be listed.
    public var tags: [(subject: String, tags: [String])] = []

    public init() {}
}
