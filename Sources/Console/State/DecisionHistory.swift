public import Cases

/// The row on which something was decided.
struct DecisionPlace: Hashable {
    var view: ViewKind
    var row: RowKey
}

/// The decisions that hold, and every step that led to them: each can be undone, and done again.
public struct DecisionHistory: Hashable, Sendable {
    struct Step: Hashable {
        enum Change: Hashable {
            case decisions(before: Decisions, after: Decisions)
            /// Filters belong to a place, which is where they are undone; the row is the one that the cursor was on.
            case filters(before: Bookmark, after: Bookmark)
        }

        /// `mute of "Root user acted"`, for messages.
        var title: String
        /// In the words of whoever decided.
        var reason = ""
        /// Where the cursor returns to when it is undone; nil where it was on no row.
        var place: DecisionPlace?
        var change: Change
    }

    public private(set) var current = Decisions()
    /// Grows with every change that answers rest on, so that what was answered before is recognised.
    private(set) var number = 0
    /// Grows with every change of marks, tags, notes and sections.
    private(set) var annotationNumber = 0
    private var done: [Step] = []
    private var undone: [Step] = []
    /// Steps that are to be written to the journal of the case.
    private(set) var unkept: [JournalStep] = []

    public init() {}

    /// The history as a journal tells it.
    public init(_ journal: [JournalEntry]) {
        for entry in journal { replay(entry.step) }
    }

    private mutating func replay(_ step: JournalStep) {
        switch step.kind {
        case .taken:
            var next = current
            step.change.apply(to: &next)
            let place = step.view.flatMap(ViewKind.init).flatMap { view in
                step.row.map { DecisionPlace(view: view, row: RowKey($0)) }
            }
            take(
                Step(
                    title: step.title, reason: step.reason, place: place,
                    change: .decisions(before: current, after: next)))
            move(to: next)
        case .undone: _ = undo()
        case .redone: _ = redo()
        case .noted: keep { step.change.apply(to: &$0) }
        }
        unkept = []
    }

    /// Hands over the steps that are to be written.
    mutating func takeUnkept() -> [JournalStep] {
        defer { unkept = [] }
        return unkept
    }

    /// Takes a step. What had been undone cannot be done again from here.
    ///
    /// - Returns: whether anything changed.
    @discardableResult
    mutating func decide(
        _ title: String, because reason: String = "", at place: DecisionPlace? = nil,
        _ change: (inout Decisions) -> Void
    ) -> Bool {
        var next = current
        change(&next)
        guard next != current else { return false }
        let step = Step(
            title: title, reason: reason, place: place, change: .decisions(before: current, after: next))
        take(step)
        note(.taken, step, from: current, to: next)
        move(to: next)
        return true
    }

    /// Takes a step that has been taken already: filters of a place were changed.
    mutating func filtered(_ title: String, from before: Bookmark, to after: Bookmark) {
        guard before.request.filters != after.request.filters else { return }
        take(Step(title: title, place: nil, change: .filters(before: before, after: after)))
    }

    /// Keeps something that decides nothing, such as a place under a letter: it is no step, and undoing one leaves it as it
    /// is.
    mutating func keep(_ title: String = "", _ change: (inout Decisions) -> Void) {
        func keeping(_ decisions: Decisions) -> Decisions {
            var decisions = decisions
            change(&decisions)
            return decisions
        }
        func keeping(_ step: Step) -> Step {
            guard case .decisions(let before, let after) = step.change else { return step }
            var step = step
            step.change = .decisions(before: keeping(before), after: keeping(after))
            return step
        }
        let next = keeping(current)
        guard next != current else { return }
        done = done.map(keeping)
        undone = undone.map(keeping)
        unkept.append(JournalStep(.noted, title, change: DecisionChange(from: current, to: next)))
        move(to: next)
    }

    private mutating func note(_ kind: JournalStep.Kind, _ step: Step, from before: Decisions, to after: Decisions) {
        unkept.append(
            JournalStep(
                kind, step.title, reason: step.reason, view: step.place?.view.rawValue, row: step.place?.row.text,
                change: DecisionChange(from: before, to: after)))
    }

    private mutating func take(_ step: Step) {
        done.append(step)
        undone = []
    }

    /// Takes back the newest step, and gives it; nil when there is none. The filters of a place are up to whoever has it.
    mutating func undo() -> Step? {
        guard let step = done.popLast() else { return nil }
        undone.append(step)
        if case .decisions(let before, _) = step.change {
            note(.undone, step, from: current, to: before)
            move(to: before)
        }
        return step
    }

    /// Takes the step again that was taken back last, and gives it; nil when there is none.
    mutating func redo() -> Step? {
        guard let step = undone.popLast() else { return nil }
        done.append(step)
        if case .decisions(_, let after) = step.change {
            note(.redone, step, from: current, to: after)
            move(to: after)
        }
        return step
    }

    private mutating func move(to next: Decisions) {
        if next.annotations != current.annotations || next.sections != current.sections { annotationNumber += 1 }
        if next.withoutAnnotations != current.withoutAnnotations { number += 1 }
        current = next
    }
}
