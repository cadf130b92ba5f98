public import Cases
public import Investigation

/// A decision on its way into the ``DecisionHistory``: only the moment is missing.
public enum Decision: Hashable, Sendable {
    case mute(MuteOffer, reason: String)
    case scope(ScopeDecision.Kind, Entity, reason: String)
    /// A note, new or in the place of another; empty words remove that.
    case note([Entity], text: String, mark: Mark?, replacing: Note?)
    /// A section of the notes; empty words take it out.
    case section(NotesSection, text: String)
    /// Empty words take the draft back.
    case answer(question: String, text: String)
    case done(ResponseStep.ID, action: String, Bool)
    case owner(ResponseStep.ID, action: String, name: String)
}
