public import Cases

/// Everything the console knows. ``update(_:_:)`` changes it, ``render(_:_:)`` shows it; both are functions.
public struct State: Sendable, Equatable {
    /// What can be done, and by which keys.
    public let registry: ActionRegistry
    public internal(set) var size: Size
    public internal(set) var place: Place
    /// Where one came from, oldest first.
    public internal(set) var back: [Place] = []
    /// Where one went back from, nearest last.
    public internal(set) var forward: [Place] = []
    public internal(set) var overlay: Overlay?
    /// Keys of a sequence that is not complete.
    public internal(set) var pendingKeys: [Key] = []
    /// Keys that were typed ahead of a list, in order; they are taken when it is there.
    public internal(set) var typedAhead: [Key] = []
    public internal(set) var toast: Toast?
    /// What `n` and `N` look for.
    public internal(set) var search: RowSearch?
    /// The case, once it is open.
    public internal(set) var summary: CaseSummary?
    public internal(set) var progress: Progress?
    /// Whether what comes later is taken in.
    public internal(set) var following = Following.off
    /// Whether following was begun for a fetch, and has not come about yet.
    var followsToFetch = false
    /// What is being fetched.
    public internal(set) var fetching: Fetching?
    /// What became of the last fetch.
    var lastFetch: FetchOutcome?
    /// What can be fetched from.
    let fetchSources: [FetchSource]
    /// Why the case could not be opened.
    public internal(set) var openingProblem: Problem?
    /// What has been decided by hand, and the way there.
    public internal(set) var decisions: DecisionHistory
    /// Every step of the case, those that were taken back included.
    public internal(set) var journal: [JournalEntry]
    /// Where the case is kept, and whether it is.
    public internal(set) var keeping: Keeping
    /// Whose steps they are.
    public let analyst: String
    /// The themes that there are.
    public let themes: [ThemeSet.Choice]
    /// The one that was chosen.
    public internal(set) var theme: String
    /// The walk through the sample case, while it goes on.
    public internal(set) var tour: Tour?
    /// How many files have been written.
    var savedFiles = 0
    /// The views that can be gone to by name.
    public internal(set) var savedViews: SavedViewList
    /// Filters that were written, oldest first.
    var filterHistory: [String] = []
    var searchHistory: [String] = []
    var commandHistory: [String] = []
    var timeHistory: [String] = []
    /// How far one step in time leads.
    var timeStep = TimeStep.fiveMinutes
    /// Words of decisions, by the kind of their purpose.
    var wordHistory: [String: [String]] = [:]
    /// The newest question of each kind that has no answer yet.
    var asked: [Ticket.Slot: Int] = [:]
    /// What the newest question for a pane is about.
    var previewAsked: Place.PreviewKey?
    /// What is being looked for, until it is found.
    var finding: Finding?
    var lastTicket = 0
    /// Whether the next ^C stops loading.
    var asksToStop = false
    /// Whether the next key that leaves does so, whatever is not on disk.
    var leavesBehind = false
    /// Whether loading has been told to stop.
    var isStopping = false
    var hasQuit = false
    /// What the reader should know of the case as long as it is open, beside what its summary says.
    var warnings: [CaseWarning]

    public init(
        registry: ActionRegistry, size: Size, view: ViewKind = .alerts, themes: [ThemeSet.Choice] = [],
        theme: String = ThemeLibrary.defaultName, savedViews: SavedViewList = SavedViewList(),
        resuming: ResumedCase = ResumedCase(), fetchSources: [FetchSource] = []
    ) {
        decisions = DecisionHistory(resuming.journal)
        journal = resuming.journal
        keeping = resuming.keeping
        analyst = resuming.analyst
        warnings = resuming.warnings
        self.registry = registry
        self.size = size
        self.themes = themes
        self.theme = theme
        self.savedViews = savedViews
        self.fetchSources = fetchSources
        place = Place(ViewRequest(view))
        if let reason = keeping.readOnly {
            say(.warn, "The case is read-only: \(reason). What is decided holds in this session alone.")
        } else if warnings.isEmpty, !journal.isEmpty {
            let steps = LogLine.all(in: journal).count
            say(.info, "The case goes on: \(counted(steps, "step")) so far. \(keyName("view.log")) lists them.")
        }
        if savedViews.problem != nil {
            say(.warn, "Your saved views could not be read and are left out; \(keyName("saved.list")) says why.")
        }
    }

    /// Whether nothing is on its way: what a script waits for.
    public var isIdle: Bool {
        asked.isEmpty && (openingProblem != nil || (summary != nil && !place.content.isWaiting))
    }

    /// What an answer would rest on that is asked for now.
    var edition: Edition { edition(of: place) }

    /// The same of any place.
    func edition(of place: Place) -> Edition {
        Edition(
            generation: summary?.generation ?? 0, decision: decisions.number,
            annotation: place.request.view == .log
                ? journal.count : place.request.restsOnAnnotations ? decisions.annotationNumber : 0,
            columns: place.request.view.isPage ? size.columns : 0)
    }

    /// What the place is to list, with the decisions that hold.
    var request: ViewRequest {
        var request = place.request
        request.decisions = decisions.current
        if request.view == .log { request.journal = journal }
        if request.view.isPage { request.columns = size.columns }
        request.isContinuation = place.content.isPartial
        return request
    }

    /// The filters that belong to what is on the screen. While one is being written, the last good list stays, and with it
    /// what that was made with.
    var shownFilters: [StackedFilter] {
        guard case .prompt(let prompt) = overlay, prompt.kind.isFilter, place.content.listing != nil else {
            return place.request.filters
        }
        return place.content.filters
    }

    /// Whether the place has no list yet, and one is on its way.
    var isAwaitingList: Bool {
        let content = place.content
        return summary != nil && content.listing == nil && (content.isWaiting || content.problem?.isPassing == true)
    }

    /// Whether there is more to come of the case.
    var isLoading: Bool {
        openingProblem == nil && summary.map { $0.extent == .growing } ?? true
    }

    /// The layers of keys that hold now, innermost first.
    var layers: [Layer] { ownLayers + [.always] }

    private var ownLayers: [Layer] {
        switch overlay {
        case .prompt, .palette: [.prompt]
        case .filters, .history, .help, .mutes, .savedViews, .fetch: [.popup]
        case .span: [.span]
        case .pane: [.pane]
        case .letter: [.letter]
        case nil: (tour == nil ? [] : [.tour]) + [.view(place.request.view), .global]
        }
    }
}

/// A word to the reader, until the next key.
public struct Toast: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        case info, ok, warn, error
    }

    public var kind: Kind
    public var text: String

    public init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }
}
