public import Cases
public import CloudTrail

/// What happens to the console: keys, sizes, and answers to what it asked for.
public enum Message: Sendable {
    case key(Key)
    /// Text that the terminal says was pasted; only a prompt takes it.
    case pasted(String)
    case mouse(MouseEvent)
    case resized(Size)
    /// Loading goes on.
    case progress(Progress)
    /// A case is open, or a newer generation of it.
    case opened(CaseSummary)
    case openingFailed(Problem)
    case answered(Ticket, Answer)
    /// What a person has decided, and when.
    case decided(Decision, EventTime)
    /// The words of the prompt as an editor left them.
    case edited(String)
    /// What became of steps that were to be kept.
    case kept(CaseKeeper.Kept)
    /// Why something that was to be kept is not.
    case notKept(Problem)
    /// Something the reader should know, from whoever draws.
    case notice(String)
    /// Something that the reader should know of the case as long as it is open.
    case warned(CaseWarning)
    /// How the case is followed has changed.
    case following(Following)
    /// Something is told of a fetch.
    case fetch(FetchNews)
    /// The screen was taken away (suspend) and is there again.
    case resumed
}

/// What the console wants done by somebody who may touch the world.
public enum Effect: Sendable {
    case ask(Ticket, Request)
    /// Gives up what is being asked, as far as nobody waits for it any more.
    case cancel(Ticket.Slot)
    /// Gives a decision its moment: it is to come back as ``Message/decided(_:_:)``.
    case date(Decision)
    /// Writes steps to the disk before anything else happens: they are to come back as ``Message/kept(_:)``.
    case keep([JournalStep])
    /// Has a text written in the person's editor: it is to come back as ``Message/edited(_:)``.
    case edit(String)
    /// Keeps one's own views beyond this session. Where they cannot be written, ``Message/notKept(_:)`` says so.
    case keepViews([SavedView])
    /// Ends loading, and keeps what is there.
    case stopLoading
    /// Takes in what comes into the case from now on, or ends that: comes back as ``Message/following(_:)``.
    case follow(Bool)
    /// Brings events here, with the words of `huckleberry fetch`: what is told of it comes as ``Message/fetch(_:)``.
    case fetch(String)
    /// Ends what is being fetched.
    case endFetch
    /// Hands a text to the terminal's clipboard.
    case copy(String)
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
        case list, preview, details, find, count, completion, save, copy, status, rules

        /// Those about the rows of a list: another list has no use for their answers.
        static let ofRows: [Slot] = [.preview, .details, .find, .count]
    }

    public let slot: Slot
    public let number: Int
    /// The generation of the case that is asked.
    public let generation: Int

    public init(slot: Slot, number: Int, generation: Int) {
        self.slot = slot
        self.number = number
        self.generation = generation
    }
}

/// Why something could not be done, in words for a person.
public struct Problem: Error, Hashable, Sendable {
    public var message: String
    /// Column of the text that was asked about, counted from 1 in display cells.
    public var column: Int?
    /// Whether the next generation of the case will have an answer: what it rests on is being worked out.
    public var isPassing: Bool

    public init(_ message: String, column: Int? = nil, isPassing: Bool = false) {
        self.message = message
        self.column = column
        self.isPassing = isPassing
    }
}
