internal import CNcurses
internal import Cases
internal import CloudTrail
internal import Console

/// The loop of the screen's thread: take what has come, change the state, draw once.
struct SessionLoop: ~Copyable {
    private var screen: CursesScreen
    private var state: State
    private let mailbox: Mailbox
    private let worker: DeskWorker
    private let opener: any CaseOpener
    private let drawing: Drawing
    private let themes: ThemeSet
    /// The name of the theme on the screen.
    private var theme: String
    private let viewStore: SavedViewStore?
    private let keeper: CaseKeeper
    private let now: @Sendable () -> EventTime
    private var keys: KeyReader
    private let observer: @Sendable (FrameReport) -> Void
    private var keyCount = 0
    private var hasQuit = false

    /// A signal that another thread got instead of this one is noticed after so long.
    private static let longestWait: Int32 = 500

    init(
        screen: consuming CursesScreen, state: State, mailbox: Mailbox, worker: DeskWorker,
        opener: any CaseOpener, drawing: Drawing, themes: ThemeSet, viewStore: SavedViewStore?, keeper: CaseKeeper,
        now: @escaping @Sendable () -> EventTime,
        observer: @escaping @Sendable (FrameReport) -> Void
    ) {
        self.screen = screen
        self.state = state
        self.mailbox = mailbox
        self.worker = worker
        self.opener = opener
        self.drawing = drawing
        self.themes = themes
        theme = state.theme
        self.viewStore = viewStore
        self.keeper = keeper
        self.now = now
        self.observer = observer
        let bound = Set(state.registry.actions.flatMap(\.keys).compactMap(Key.sequence).flatMap(\.self).filter(\.alt))
        keys = KeyReader(knowsAlt: { bound.contains($0) })
    }

    /// Runs until the user leaves.
    ///
    /// - Returns: why the case could not be opened; nil when it could.
    mutating func run() -> Problem? {
        send(.resized(screen.size))
        show()
        while !hasQuit {
            _ = hb_wait(mailbox.reader, Self.longestWait)
            var isChanged = receive()
            guard isChanged else { continue }
            // Keys that have come meanwhile are taken before drawing.
            while isChanged, !hasQuit, hb_wait(mailbox.reader, 0) { isChanged = receive() }
            if !hasQuit { show() }
        }
        return state.openingProblem
    }

    private mutating func show() {
        if state.shownTheme != theme, let next = themes[state.shownTheme] {
            theme = state.shownTheme
            screen.use(next)
        }
        screen.show(render(state, drawing))
        observer(FrameReport(of: state, keys: keyCount, time: .now))
    }

    /// Everything that has come, keys first: who types waits for nothing.
    private mutating func receive() -> Bool {
        let inputs = keys.drain()
        for input in inputs where !hasQuit {
            switch input {
            case .key(let key):
                keyCount += 1
                send(.key(key))
            case .mouse(let event): send(.mouse(event))
            case .pasted(let text): send(.pasted(text))
            case .resized:
                screen.redrawAll()
                send(.resized(screen.size))
            case .end: hasQuit = true
            }
        }
        let messages = mailbox.take()
        for message in messages where !hasQuit { send(message) }
        return !inputs.isEmpty || !messages.isEmpty
    }

    private mutating func send(_ message: Message) {
        for effect in update(&state, message) {
            switch effect {
            case .ask(let ticket, let request): worker.ask(ticket, request)
            case .cancel(let slot): worker.cancel(slot)
            case .date(let decision): send(.decided(decision, now()))
            case .keep(let steps): send(.kept(keeper.keep(steps, at: now())))
            case .edit(let text):
                do throws(Problem) {
                    let edited = try ExternalEditor.edit(text)
                    send(.edited(edited))
                } catch {
                    send(.notice(error.message))
                }
                screen.redrawAll()
                send(.resized(screen.size))
                send(.resumed)
            case .keepViews(let views): worker.keep(views, in: viewStore, keeper)
            case .stopLoading: worker.stopLoading()
            case .follow(let isWanted): worker.follow(isWanted, opener)
            case .fetch(let line): worker.fetch(line)
            case .endFetch: worker.endFetch()
            case .copy(let text):
                if !screen.copy(text) {
                    send(.notice("This terminal has no clipboard that is known of: nothing was copied."))
                }
            case .repaint: screen.redrawAll()
            case .quit: hasQuit = true
            case .suspend:
                hb_suspend()
                screen.redrawAll()
                send(.resized(screen.size))
                send(.resumed)
            }
        }
    }
}
