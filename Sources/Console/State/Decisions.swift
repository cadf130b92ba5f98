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
    public var annotations = Annotations()

    public init() {}

    /// The part of them that answers rest on, whatever is asked: annotations only matter to who asks for them.
    var withoutAnnotations: Decisions {
        var decisions = self
        decisions.annotations = Annotations()
        return decisions
    }
}

/// What the analyst says of a step of the response.
public struct StepChoice: Hashable, Sendable {
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
public struct EditedAnswer: Hashable, Sendable {
    public var text: String
    public var time: EventTime

    public init(text: String, time: EventTime) {
        self.text = text
        self.time = time
    }
}

/// A decision on its way into the ``DecisionHistory``: only the moment is missing.
public enum Decision: Hashable, Sendable {
    case mute(MuteOffer, reason: String)
    case scope(ScopeDecision.Kind, Entity, reason: String)
    /// A note, new or in the place of another; empty words remove that.
    case note([Entity], text: String, replacing: Note?)
    /// Empty words take the draft back.
    case answer(question: String, text: String)
    case done(ResponseStep.ID, action: String, Bool)
    case owner(ResponseStep.ID, action: String, name: String)
}
