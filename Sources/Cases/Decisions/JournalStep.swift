public import CloudTrail

/// A step of the analyst's on its way into the journal: only its number, the moment and who took it are missing.
public struct JournalStep: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        case taken, undone, redone
        /// No decision, and nothing that undoing passes over: a place kept, a number given to an event.
        case noted
    }

    public var kind: Kind
    /// `mute of "Root user acted"`: what was decided, or what was taken back.
    public var title: String
    /// In the words of whoever decided; empty where none were asked for.
    public var reason: String
    /// Where the cursor was: the view, and the row in it.
    public var view: String?
    public var row: String?
    public var change: DecisionChange

    public init(
        _ kind: Kind, _ title: String, reason: String = "", view: String? = nil, row: String? = nil,
        change: DecisionChange
    ) {
        self.kind = kind
        self.title = title
        self.reason = reason
        self.view = view
        self.row = row
        self.change = change
    }
}

/// A step in the journal of a case: who decided what, and when. The journal only grows; the decisions that hold are what
/// its changes add up to.
public struct JournalEntry: Hashable, Sendable {
    /// From 1.
    public var number: Int
    public var time: EventTime
    public var author: String
    public var step: JournalStep

    public init(number: Int, time: EventTime, author: String, step: JournalStep) {
        self.number = number
        self.time = time
        self.author = author
        self.step = step
    }
}
