public import CloudTrail
internal import CNcurses
public import Console

/// The console on a terminal: one thread owns the screen, waits for keys and answers, and draws.
public struct TerminalSession: Sendable {
    private let theme: Theme
    private let allowsColor: Bool
    private let isPlain: Bool
    private let terminalName: String
    private let now: @Sendable () -> EventTime

    /// - Parameters:
    ///   - terminalName: the value of `TERM`.
    ///   - allowsColor: whether colours may be used where there are some.
    ///   - isPlain: whether boxes and rules are left out.
    ///   - now: the moment that decisions carry.
    public init(
        theme: Theme, terminalName: String, allowsColor: Bool, isPlain: Bool,
        now: @escaping @Sendable () -> EventTime
    ) {
        self.theme = theme
        self.terminalName = terminalName
        self.allowsColor = allowsColor
        self.isPlain = isPlain
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
        let screen = try CursesScreen(name: terminalName, theme: theme, allowsColor: allowsColor)
        let worker = DeskWorker(mailbox: mailbox)
        var loop = SessionLoop(
            screen: screen, state: State(registry: registry, size: Size(columns: 0, rows: 0)), mailbox: mailbox,
            worker: worker, drawing: Drawing(isASCII: !isUTF8, isPlain: isPlain), now: now, observer: observer)
        worker.open(opener)
        let problem = loop.run()
        worker.cancelAll()
        return problem
    }
}
