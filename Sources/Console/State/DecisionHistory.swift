public import Detections

/// What has been decided about the case by hand.
public struct Decisions: Hashable, Sendable {
    public var mutes = MuteList()

    public init() {}
}

/// A decision on its way into the ``DecisionHistory``: only the moment is missing.
public enum Decision: Hashable, Sendable {
    case mute(MuteOffer, reason: String)
}

/// The row on which something was decided.
struct DecisionPlace: Hashable {
    var view: ViewKind
    var row: RowKey
}

/// The decisions that hold, and every step that led to them: each can be undone, and done again.
public struct DecisionHistory: Hashable, Sendable {
    struct Step: Hashable {
        /// `mute of "Root user acted"`, for messages.
        var title: String
        /// Where the cursor returns to when it is undone; nil where it was on no row.
        var place: DecisionPlace?
        var before: Decisions
        var after: Decisions
    }

    public private(set) var current = Decisions()
    /// Grows with every change, so that what was answered before is recognised.
    private(set) var number = 0
    private var done: [Step] = []
    private var undone: [Step] = []

    /// Takes a step. What had been undone cannot be done again from here.
    mutating func decide(_ title: String, at place: DecisionPlace? = nil, _ change: (inout Decisions) -> Void) {
        var next = current
        change(&next)
        guard next != current else { return }
        done.append(Step(title: title, place: place, before: current, after: next))
        undone = []
        move(to: next)
    }

    /// Takes back the newest step, and gives it; nil when there is none.
    mutating func undo() -> Step? {
        guard let step = done.popLast() else { return nil }
        undone.append(step)
        move(to: step.before)
        return step
    }

    /// Takes the step again that was taken back last, and gives it; nil when there is none.
    mutating func redo() -> Step? {
        guard let step = undone.popLast() else { return nil }
        done.append(step)
        move(to: step.after)
        return step
    }

    private mutating func move(to next: Decisions) {
        current = next
        number += 1
    }
}
