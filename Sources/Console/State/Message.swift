/// What happens to the console: keys, sizes, and answers to what it asked for.
public enum Message: Sendable {
    case key(Key)
    /// Text that the terminal says was pasted; only a prompt takes it.
    case pasted(String)
    case resized(Size)
    /// Loading goes on.
    case progress(Progress)
    /// A case is open, or a newer generation of it.
    case opened(CaseSummary)
    case openingFailed(Problem)
    case answered(Ticket, Answer)
    /// Something the reader should know, from whoever draws.
    case notice(String)
    /// The screen was taken away (suspend) and is there again.
    case resumed
}

/// What the console wants done by somebody who may touch the world.
public enum Effect: Sendable {
    case ask(Ticket, Request)
    /// Gives up what is being asked, as far as nobody waits for it any more.
    case cancel(Ticket.Slot)
    /// Leaves the screen to the shell until the process is continued.
    case suspend
    /// Draws everything anew, whatever the terminal shows.
    case repaint
    case quit
}

/// A number on a question, so that answers to older ones are recognised.
public struct Ticket: Hashable, Sendable {
    /// What kind of question: only the newest of each matters, and an executor may drop the others.
    public enum Slot: String, CaseIterable, Hashable, Sendable {
        case list, preview, details, find, completion, save
    }

    public let slot: Slot
    public let number: Int

    public init(slot: Slot, number: Int) {
        self.slot = slot
        self.number = number
    }
}

/// How far loading has come.
public struct Progress: Hashable, Sendable {
    /// What is being done: `reading`, `indexing`.
    public var phase: String
    public var done: Int
    /// 0 when it is not known yet.
    public var total: Int
    /// What is counted: `files`, `MB`.
    public var unit: String

    public init(phase: String, done: Int, total: Int, unit: String) {
        self.phase = phase
        self.done = done
        self.total = total
        self.unit = unit
    }
}

/// What is open, for the crumb line.
public struct CaseSummary: Hashable, Sendable {
    /// What the person named: a file, a folder.
    public var name: String
    /// `48,212 events`, `4 accounts`, `48 d`, most important first.
    public var facts: [String]
    /// Whether this is the sample that comes with the program, and must be marked as such.
    public var isSample: Bool
    /// Grows with every index that replaces another; what was answered over an older one is asked again.
    public var generation: Int
    /// What the reader should know before trusting an answer: `3 files were not read`. Empty when there is nothing.
    public var warnings: [String]

    public init(name: String, facts: [String], isSample: Bool = false, generation: Int = 1, warnings: [String] = []) {
        self.name = name
        self.facts = facts
        self.isSample = isSample
        self.generation = generation
        self.warnings = warnings
    }
}

/// Why something could not be done, in words for a person.
public struct Problem: Error, Hashable, Sendable {
    public var message: String
    /// Column of the text that was asked about, counted from 1 in display cells.
    public var column: Int?

    public init(_ message: String, column: Int? = nil) {
        self.message = message
        self.column = column
    }
}
