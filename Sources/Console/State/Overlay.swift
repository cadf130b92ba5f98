/// What lies over a view.
public enum Overlay: Sendable, Equatable {
    case prompt(Prompt)
    case palette(PaletteState)
    /// The stack of filters, with the one under the cursor.
    case filters(cursor: Int)
    /// The places been to, with the one under the cursor.
    case history(cursor: Int)
    /// What of the row could be muted, with the one under the cursor.
    case mutes([MuteOffer], cursor: Int)
    /// The views that can be gone to by name, with the one under the cursor.
    case savedViews(cursor: Int)
    /// A stretch of the histogram that is being selected.
    case span(SpanSelection)
    /// The pane is being read, from a line on.
    case pane(top: Int)
    /// A letter is to come, for a place to keep or to go back to.
    case letter(LetterUse)
    /// The help page, from a line on.
    case help(top: Int)
    /// What is fetched, was and can be, from a line on.
    case fetch(top: Int)
}

/// What a letter is for.
public enum LetterUse: Hashable, Sendable {
    case keepPlace, goThere
}

/// A line being written at the bottom of the screen.
public struct Prompt: Sendable, Equatable {
    public enum Kind: Sendable, Equatable {
        /// A new filter, or the one at that number of the stack.
        case filter(replacing: Int?)
        case search
        /// A moment to go to.
        case time
        /// Words that a decision is made of.
        case words(Purpose)

        var isFilter: Bool { if case .filter = self { true } else { false } }

        /// Whether the cursor follows what is being written, and Esc gives back its row.
        var movesCursor: Bool { self == .search || self == .time }

        /// Whether the place shows what is being written.
        var changesPlace: Bool { movesCursor || isFilter }
    }

    public let kind: Kind
    public var editor: LineEditor
    /// The place as it was when the prompt was opened; Esc gives it back.
    var origin: Place
    /// What can be written at the cursor, when it is known.
    public var completion: Completion?
    /// Whether Tab was pressed before that: the first candidate is put in when it comes.
    var isCompleting = false
    /// The candidate that has been put in.
    public var choice: Int?
}

/// The palette: commands by word and by fuzzy title.
public struct PaletteState: Sendable, Equatable {
    public var editor: LineEditor
    /// The entry that Enter runs.
    public var choice = 0
}
