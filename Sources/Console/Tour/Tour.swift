internal import Cases

/// A walk through the sample case, step by step. Each step says what to press and is done when that has led where it
/// should; whoever knows the keys is never in its way.
public struct Tour: Hashable, Sendable {
    /// The step that is shown, from 0.
    var step = 0

    /// What one step says, and what it is about.
    struct Step: Sendable {
        /// The view that the step begins in.
        var start: ViewKind
        /// What was learned so far, and why the next keys are pressed.
        var text: String
        /// What is pressed, by the names of actions: keys may be bound otherwise.
        var actions: [String]
        /// Words to be typed behind them, and accepted.
        var words: String?
        /// Whether the step is done.
        var isDone: @Sendable (State) -> Bool
    }

    var current: Step? { Self.steps.indices.contains(step) ? Self.steps[step] : nil }
    static var count: Int { steps.count }

    /// What the tour itself notes: it is nobody's finding.
    static let ownNote = "check with the owner (from the tour)"

    /// The reference incident, in the order in which a responder asks.
    private static let steps: [Step] = [
        Step(
            start: .alerts,
            text: "A key pair was made from a strange address. Open the alert: facts, and what robots answered.",
            actions: ["open"], isDone: leads(to: .alert)),
        Step(
            start: .alert,
            text: "New address, new client, no MFA on record, made by hand. Now everything that this principal did.",
            actions: ["go.principal"], isDone: leads(to: .timeline)),
        Step(
            start: .timeline,
            text: "Routine for weeks, then a sweep, open firewalls, a key pair. Which keys did the address use?",
            actions: ["go.key"], isDone: leads(to: .keys)),
        Step(
            start: .keys,
            text: "Eight keys, each with its reason; LB DI DD is the sweep. Note one; the tour takes its own note back "
                + "at its end.",
            actions: ["note.add"], words: ownNote,
            isDone: { !$0.decisions.current.annotations.notes.isEmpty }),
        Step(
            start: .keys,
            text: "The note goes into the incident notes. From which addresses were the keys used?",
            actions: ["go.address"], isDone: leads(to: .addresses)),
        Step(
            start: .addresses,
            text: "Two addresses, hosting networks, new to the account. Did the keys issue further credentials?",
            actions: ["go.lineage"], isDone: leads(to: .lineage)),
        Step(
            start: .lineage,
            text: "No role was assumed: the scope stays with these keys. What does that look like in ATT&CK?",
            actions: ["view.attack"], isDone: leads(to: .attack)),
        Step(
            start: .attack,
            text: "Every number can be entered. Now the four questions, drafted from the records.",
            actions: ["view.questions"], isDone: leads(to: .questions)),
        Step(
            start: .questions,
            text: "What is observed, inferred and unknown is told apart. What is to be done, and what is done already?",
            actions: ["view.response"], isDone: leads(to: .response)),
        Step(
            start: .response,
            text: "Steps are verified by later records. Notes, marks and decisions can be undone; see them together.",
            actions: ["view.notes"], isDone: leads(to: .notes)),
        Step(
            start: .notes,
            text:
                "The incident notes tie every claim to its records. This writes them as a file into the folder you are in.",
            actions: ["save.notes"], isDone: { $0.savedFiles > 0 }),
        Step(
            start: .notes,
            text: "This is a training case: compare the scope and the answers with what really happened.",
            actions: ["view.debrief"], isDone: leads(to: .debrief)),
    ]

    private static func leads(to view: ViewKind) -> @Sendable (State) -> Bool {
        { $0.place.request.view == view && $0.overlay == nil }
    }
}
