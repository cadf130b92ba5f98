public import Cases
public import CloudTrail
internal import Synchronization
internal import Text

/// Runs a script over a case, without a terminal. Questions are answered in line, so that nothing is left to chance.
public struct ScriptRunner: Sendable {
    private var state: State
    private let drawing: Drawing
    private let now: @Sendable () -> EventTime
    private let keeper: CaseKeeper
    private let keepsViews: @Sendable ([SavedView]) throws(Problem) -> Void
    private var desk: (any Desk)?
    private var copied: String?
    private var canFollow = false
    /// Nil where nothing can be fetched.
    private var job: FetchJob?
    private let news = FetchInbox()

    /// - Parameters:
    ///   - savedViews: the views that can be gone to by name.
    ///   - keepsViews: keeps them beyond the script.
    ///   - resuming: the case that is gone on with.
    ///   - keeper: keeps what is decided.
    ///   - now: the moment that decisions carry.
    public init(
        registry: ActionRegistry, size: Size = Size(columns: 80, rows: 24), drawing: Drawing = Drawing(),
        themes: [ThemeSet.Choice] = [], savedViews: SavedViewList = SavedViewList(),
        resuming: ResumedCase = ResumedCase(), keeper: CaseKeeper = CaseKeeper(.nowhere, analyst: ""),
        fetchSources: [FetchSource] = [],
        keepsViews: @escaping @Sendable ([SavedView]) throws(Problem) -> Void = { _ in },
        now: @escaping @Sendable () -> EventTime
    ) {
        state = State(
            registry: registry, size: size, themes: themes, savedViews: savedViews, resuming: resuming,
            fetchSources: fetchSources)
        self.keeper = keeper
        self.keepsViews = keepsViews
        self.drawing = drawing
        self.now = now
    }

    /// Runs a script over a case; the first expectation that does not hold throws. What `dump screen` shows goes to
    /// `output`, each screen as lines that end with a line break.
    ///
    /// - Parameters:
    ///   - feed: has the next desks of a case that is followed. They are taken where the script waits.
    ///   - follows: whether it is followed from the beginning, not only from when something is fetched.
    ///   - fetching: brings further events to the case. What still runs at the end is ended.
    public mutating func run(
        _ script: Script, on desk: any Desk, feed: (any DeskFeed)? = nil, follows: Bool = true,
        fetching: (fetcher: any EventFetcher, opener: any CaseOpener)? = nil, output: (String) -> Void
    ) throws(Script.Failure) {
        self.desk = desk
        send(.opened(desk.summary))
        canFollow = feed != nil
        if canFollow, follows { send(.following(.watching)) }
        job = fetching.map { [news] fetching in
            FetchJob(fetching.fetcher, for: fetching.opener) { news.add($0) }
        }
        defer {
            job?.end()
            job?.wait()
        }
        for step in script.steps {
            do throws(ScriptLineProblem) {
                try perform(step.kind, feed, output: output)
            } catch {
                throw Script.Failure(file: script.file, line: step.line, reason: error.reason)
            }
            if state.hasQuit { return }
        }
    }

    private mutating func perform(
        _ kind: Script.Step.Kind, _ feed: (any DeskFeed)?, output: (String) -> Void
    ) throws(ScriptLineProblem) {
        switch kind {
        case .keys(let keys):
            for key in keys { send(.key(key)) }
        case .type(let text):
            for character in text { send(.key(Key(character))) }
        case .command(let text):
            try command(text)
        case .size(let size):
            send(.resized(size))
        case .waitEvents(let count):
            take(from: feed) { $0.summary.map { $0.events >= count } ?? false }
            guard let events = state.summary?.events, events >= count else {
                throw ScriptLineProblem(reason: .neverThere(events: count, there: state.summary?.events ?? 0))
            }
        case .waitIdle:
            take(from: feed) { $0.fetching == nil && feed?.isSettled ?? true }
            guard state.isIdle else { throw ScriptLineProblem(reason: .neverIdle) }
        case .dumpScreen:
            output(screen + "\n")
        case .expect(let text):
            if !screen.contains(text) { throw ScriptLineProblem(reason: .expected(text, screen: screen)) }
        case .expectCopied(let text):
            if copied?.contains(text) != true { throw ScriptLineProblem(reason: .notCopied(text, copied: copied)) }
        case .expectNot(let text):
            if screen.contains(text) { throw ScriptLineProblem(reason: .unexpected(text, screen: screen)) }
        }
    }

    /// What is waited for comes within this time, or not at all.
    private static let patience = Duration.seconds(60)

    /// Takes desks until one is as wanted; looks once at least.
    private mutating func take(from feed: (any DeskFeed)?, until isEnough: (State) -> Bool) {
        takeNews()
        guard let feed, state.following.isOn else { return }
        let end = ContinuousClock.now + Self.patience
        var wait = Duration.zero
        repeat {
            takeNews()
            if let next = feed.next(waiting: wait, isHurried: true) {
                desk = next
                send(.opened(next.summary))
            }
            wait = .milliseconds(100)
        } while !isEnough(state) && .now < end
    }

    private mutating func takeNews() {
        for news in news.take() { send(.fetch(news)) }
    }

    /// The text of the screen as it is now.
    public var screen: String { render(state, drawing).text }

    private mutating func command(_ text: String) throws(ScriptLineProblem) {
        let word = String(text.prefix { $0 != " " })
        guard state.registry.action(word: word) != nil else {
            let words = state.registry.actions.flatMap(\.words)
            throw ScriptLineProblem(reason: .unknownCommand(text, near: nearest(to: word, among: words)))
        }
        send(.key(Key(":")))
        for character in text { send(.key(Key(character))) }
        send(.key(Key(.enter)))
    }

    /// A message and everything that follows from it.
    private mutating func send(_ message: Message) {
        var messages = [message]
        while !messages.isEmpty {
            for effect in update(&state, messages.removeFirst()) {
                switch effect {
                case .ask(let ticket, let request):
                    guard let answer = desk?.answer(request) else { continue }
                    if case .reloaded(let next, _) = answer { desk = next }
                    messages.append(.answered(ticket, answer))
                case .date(let decision): messages.append(.decided(decision, now()))
                case .keep(let steps): messages.append(.kept(keeper.keep(steps, at: now())))
                case .copy(let text): copied = text
                case .keepViews(let views):
                    do throws(Problem) {
                        try keepsViews(views)
                    } catch {
                        messages.append(.notKept(error))
                    }
                case .follow(let isWanted):
                    messages.append(
                        canFollow
                            ? .following(isWanted ? .watching : .off)
                            : .notice("A script follows only what it was opened to follow: open --follow."))
                case .fetch(let line):
                    guard let job, canFollow else {
                        messages.append(.notice("There is nothing here that could take in what is fetched."))
                        continue
                    }
                    job.begin(line)
                    messages += news.take().map { .fetch($0) }
                case .endFetch: job?.end()
                case .edit: messages.append(.notice("A script has no editor: the words are written here."))
                case .cancel, .stopLoading, .suspend, .repaint, .quit: break
                }
            }
        }
    }
}

/// News of a fetch until the script waits.
private final class FetchInbox: Sendable {
    private let news = Mutex<[FetchNews]>([])

    func add(_ news: FetchNews) {
        self.news.withLock { $0.append(news) }
    }

    func take() -> [FetchNews] {
        news.withLock { news in
            defer { news = [] }
            return news
        }
    }
}
