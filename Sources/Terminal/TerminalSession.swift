public import CloudTrail
internal import CNcurses
public import Console

/// The console on a terminal: one thread owns the screen, waits for keys and answers, and draws.
public struct TerminalSession: Sendable {
    private let theme: Theme
    private let allowsColor: Bool
    private let isPlain: Bool
    private let terminalName: String
    private let viewStore: SavedViewStore?
    private let now: @Sendable () -> EventTime

    /// - Parameters:
    ///   - terminalName: the value of `TERM`.
    ///   - allowsColor: whether colours may be used where there are some.
    ///   - isPlain: whether boxes and rules are left out.
    ///   - viewStore: where saved views are kept; nil for nowhere.
    ///   - now: the moment that decisions carry.
    public init(
        theme: Theme, terminalName: String, allowsColor: Bool, isPlain: Bool,
        viewStore: SavedViewStore?, now: @escaping @Sendable () -> EventTime
    ) {
        self.theme = theme
        self.terminalName = terminalName
        self.allowsColor = allowsColor
        self.isPlain = isPlain
        self.viewStore = viewStore
        self.now = now
    }

    /// Shows the console until its user leaves. The case is loaded while the screen is up. Call on the main thread: that
    /// is where signals arrive.
    ///
    /// - Returns: why the case could not be opened; nil when it could.
    public func run(registry: ActionRegistry, opener: any CaseOpener) throws(TerminalError) -> Problem? {
        guard hb_find_terminal() else { throw .notATerminal }
        if terminalName.isEmpty { throw .noName }
        let mailbox = try Mailbox()
        let isUTF8 = hb_set_locale()
        // Before the screen: a fault in between would leave the terminal raw.
        hb_guard_install()
        defer { hb_guard_remove() }
        let screen = try CursesScreen(name: terminalName, theme: theme, allowsColor: allowsColor)
        let worker = DeskWorker(mailbox: mailbox)
        var loop = SessionLoop(
            screen: screen,
            state: State(
                registry: registry, size: Size(columns: 0, rows: 0), savedViews: viewStore?.read() ?? SavedViewList()),
            mailbox: mailbox,
            worker: worker, drawing: Drawing(isASCII: !isUTF8, isPlain: isPlain), viewStore: viewStore, now: now)
        worker.open(opener)
        let problem = loop.run()
        worker.cancelAll()
        worker.finishWriting()
        return problem
    }
}
