public import CloudTrail
public import Detections
public import Investigation

/// What has been decided about the case by hand.
public struct Decisions: Hashable, Sendable {
    public var mutes = MuteList()
    public var scope = ScopeChoices()
    /// By the identity of the step, which outlives newer logs.
    public var steps: [ResponseStep.ID: StepChoice] = [:]
    /// By the ID of the question: `credentials`, `duration`, `actions`, `access`.
    public var answers: [String: EditedAnswer] = [:]
    /// The sections of the notes that are written.
    public var sections: [NotesSection: EditedAnswer] = [:]
    public var annotations = Annotations()

    public init() {}

    /// The part of them that answers rest on, whatever is asked: annotations and sections only matter to who asks for them.
    public var withoutAnnotations: Decisions {
        var decisions = self
        decisions.annotations = Annotations()
        decisions.sections = [:]
        return decisions
    }
}

/// What the analyst says of a step of the response.
public struct StepChoice: Hashable, Sendable, Codable {
    public var isDone = false
    /// Who sees to it; empty for nobody yet.
    public var owner = ""
    public var time: EventTime

    public init(isDone: Bool = false, owner: String = "", time: EventTime) {
        self.isDone = isDone
        self.owner = owner
        self.time = time
    }
}

/// An answer in the words of the analyst, in place of the draft.
public struct EditedAnswer: Hashable, Sendable, Codable {
    public var text: String
    /// Who wrote it.
    public var author: String
    public var time: EventTime

    public init(text: String, author: String = "", time: EventTime) {
        self.text = text
        self.author = author
        self.time = time
    }
}
