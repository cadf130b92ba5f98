public import Cases
public import CloudTrail
public import Investigation

/// What an analyst wrote and decided in a case, as exports tell it.
public struct AnalystRecord: Sendable {
    /// Words of the analyst's about something.
    public struct Note: Sendable {
        public var time: EventTime
        public var author: String
        /// What they are about, as a person would say it; empty for a note about nothing in particular.
        public var subject: String
        /// The events they are about; none for anything else.
        public var rows: [Int]
        /// Markdown. `[E12]` in it refers to the event with that number in the case's evidence.
        public var text: String
        /// What kind of statement it is; nil where the analyst did not say.
        public var mark: Mark?

        public init(
            time: EventTime, author: String = "", subject: String, rows: [Int], text: String, mark: Mark? = nil
        ) {
            self.time = time
            self.author = author
            self.subject = subject
            self.rows = rows
            self.text = text
            self.mark = mark
        }
    }

    /// A step of the decision log.
    public struct Decision: Sendable {
        public var time: EventTime
        public var author: String
        public var what: String
        public var reason: String
        /// Whether it was taken back later.
        public var isUndone: Bool

        public init(time: EventTime, author: String = "", what: String, reason: String, isUndone: Bool = false) {
            self.time = time
            self.author = author
            self.what = what
            self.reason = reason
            self.isUndone = isUndone
        }
    }

    /// Words in the place of a draft or of a template.
    public struct Answer: Sendable {
        public var text: String
        public var author: String
        public var time: EventTime

        public init(text: String, author: String = "", time: EventTime) {
            self.text = text
            self.author = author
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
    /// Oldest first, with those that were taken back.
    public var decisions: [Decision] = []
    /// By question.
    public var answers: [String: Answer] = [:]
    /// The sections that the analyst wrote.
    public var sections: [NotesSection: Answer] = [:]
    public var steps: [ResponseStep.ID: Step] = [:]
    /// Things with their tags, in the order in which they are to be listed.
    public var tags: [(subject: String, tags: [String])] = []
    /// The events that are numbered as evidence, E1 first, as the analyst's references have them; exports go on from there.
    /// Nil for one that is not in the trail any more: its number is nobody else's.
    public var evidence: [Int?] = []
    /// What those numbers stand for whose events are not in the trail any more.
    public var absent: [AbsentEvidence] = []

    public init() {}
}
