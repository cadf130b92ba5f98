public import Cases
public import CloudTrail
internal import CNcurses
public import Console

/// The console on a terminal: one thread owns the screen, waits for keys and answers, and draws.
public struct TerminalSession: Sendable {
    private let themes: ThemeSet
    private let theme: String
    private let allowsColor: Bool
    private let usesMouse: Bool
    private let drawing: Drawing
    private let terminalName: String
    private let isInTmux: Bool
    private let viewStore: SavedViewStore?
    private let savedViews: SavedViewList
    private let resuming: ResumedCase
    private let keeper: CaseKeeper
    private let fetcher: (any EventFetcher)?
    private let now: @Sendable () -> EventTime

    /// - Parameters:
    ///   - themes: those that can be chosen.
    ///   - theme: the name of the one that the console begins with.
    ///   - terminalName: the value of `TERM`.
    ///   - isInTmux: whether tmux stands between the console and the terminal.
    ///   - allowsColor: whether colours may be used where there are some.
    ///   - usesMouse: whether the mouse is taken from the terminal, where it selects text.
    ///   - drawing: what is asked for; where the locale is not UTF-8, ASCII is used all the same.
    ///   - viewStore: where saved views are kept; nil for nowhere.
    ///   - savedViews: the views that can be gone to by name.
    ///   - resuming: the case that is gone on with.
    ///   - keeper: keeps what is decided.
    ///   - fetcher: brings further events here; nil where none can be had.
    ///   - now: the moment that decisions carry.
    public init(
        themes: ThemeSet, theme: String, terminalName: String, isInTmux: Bool, allowsColor: Bool, usesMouse: Bool,
        drawing: Drawing, viewStore: SavedViewStore? = nil,
        savedViews: SavedViewList = SavedViewList(), resuming: ResumedCase = ResumedCase(),
        keeper: CaseKeeper = CaseKeeper(.nowhere, analyst: ""), fetcher: (any EventFetcher)? = nil,
        now: @escaping @Sendable () -> EventTime
    ) {
        self.themes = themes
        self.theme = theme
        self.terminalName = terminalName
        self.isInTmux = isInTmux
        self.allowsColor = allowsColor
        self.usesMouse = usesMouse
        self.drawing = drawing
        self.viewStore = viewStore
        self.savedViews = savedViews
        self.resuming = resuming
        self.keeper = keeper
        self.fetcher = fetcher
        self.now = now
    }

    /// Shows the console until its user leaves. The case is loaded while the screen is up. Call on the main thread: that
    /// is where signals arrive.
    ///
    /// - Returns: why the case could not be opened; nil when it could.
    public func run(registry: ActionRegistry, opener: any CaseOpener) throws(TerminalError) -> Problem? {
        guard hb_find_terminal() else { throw .notATerminal }
        let isUTF8 = hb_set_locale()
        // Before the screen: a fault in between would leave the terminal raw.
        hb_guard_install()
        defer { hb_guard_remove() }
        return try run(registry: registry, opener: opener, isUTF8: isUTF8) { _ in }
    }

    /// The same on a terminal that nobody sees, which takes the place of that of the process for good.
    ///
    /// - Parameter observer: is told of every frame. Called on the screen's thread.
    public func run(
        registry: ActionRegistry, opener: any CaseOpener, on terminal: PseudoTerminal,
        observer: @escaping @Sendable (FrameReport) -> Void
    ) throws(TerminalError) -> Problem? {
        guard hb_use_terminal(terminal.terminal) else { throw .noPseudoTerminal }
        return try run(registry: registry, opener: opener, isUTF8: hb_set_locale(), observer: observer)
    }

    private func run(
        registry: ActionRegistry, opener: any CaseOpener, isUTF8: Bool,
        observer: @escaping @Sendable (FrameReport) -> Void
    ) throws(TerminalError) -> Problem? {
        if terminalName.isEmpty { throw .noName }
        let mailbox = try Mailbox()
        let screen = try CursesScreen(
            name: terminalName, isInTmux: isInTmux, theme: themes[theme] ?? .base, allowsColor: allowsColor)
        if usesMouse { hb_use_mouse() }
        let state = State(
            registry: registry, size: Size(columns: 0, rows: 0), themes: themes.choices, theme: theme,
            savedViews: savedViews, resuming: resuming, fetchSources: fetcher?.sources ?? [])
        let worker = DeskWorker(mailbox: mailbox, fetcher: fetcher, for: opener)
        var loop = SessionLoop(
            screen: screen, state: state, mailbox: mailbox,
            worker: worker, opener: opener,
            drawing: Drawing(isASCII: drawing.isASCII || !isUTF8, isPlain: drawing.isPlain),
            themes: themes, viewStore: viewStore, keeper: keeper, now: now, observer: observer)
        if !isUTF8, !drawing.isASCII {
            mailbox.post(.notice("The locale is not UTF-8: the screen is drawn with ASCII signs."))
        }
        let farewell = fetcher == nil ? nil : try Farewell { worker.finishFetching() }
        worker.open(opener)
        let problem = loop.run()
        worker.cancelAll()
        // The terminal is given back before anything is waited for.
        _ = consume loop
        worker.finishWriting()
        worker.finishFetching()
        withExtendedLifetime(farewell) {}
        return problem
    }
}
