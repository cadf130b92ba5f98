/// One thing a person can make the console do. Keys, hints, help, palette and the key reference all come from this.
public struct Action: Sendable {
    /// Groups of the help page and the key reference, in their order.
    public enum Group: String, CaseIterable, Sendable {
        case move = "Move"
        case open = "Open and pivot"
        case views = "Views"
        case back = "Back"
        case search = "Search"
        case filter = "Filter"
        case time = "Time"
        case signals = "Signals"
        case annotate = "Annotate"
        case decide = "Decide"
        case layout = "Layout"
        case save = "Copy and save"
        case program = "Program"
        case prompt = "In a prompt"
        case popup = "In a popup"
        case span = "In the histogram"
        case pane = "In the pane"

        /// Whether its actions act on the row under the cursor.
        fileprivate var needsList: Bool { self == .move || self == .open || self == .signals }
    }

    /// Stable name for configuration: `go.key`.
    public let id: String
    public let group: Group
    /// What it does, in a few words.
    public let title: String
    /// One or two words for the hint bar; nil keeps it out of there.
    public let hint: String?
    /// Sequences such as `g k`; the first one is shown.
    public internal(set) var keys: [String]
    public let layer: Layer
    /// Words of the palette that run it: `keys`, `ips`. They also take the argument, when there is one.
    public let words: [String]
    /// What its argument is called, nil when it takes none.
    public let argument: String?
    /// The values of the argument, where there are only so many.
    let values: @Sendable (State) -> [ArgumentValue]
    /// Whether it acts on a list. Typed ahead of a list that is on its way, it waits for that.
    let needsList: Bool
    /// Whether the console can do it at this moment. What cannot be done is left out of hints.
    let isPossible: @Sendable (State) -> Bool
    /// Does it. The argument is empty when none was given.
    let run: @Sendable (inout State, _ argument: String) -> [Effect]

    init(
        _ id: String, _ group: Group, _ title: String, keys: [String], layer: Layer = .global, hint: String? = nil,
        words: [String] = [], argument: String? = nil,
        values: @escaping @Sendable (State) -> [ArgumentValue] = { _ in [] }, needsList: Bool? = nil,
        when isPossible: @escaping @Sendable (State) -> Bool = { _ in true },
        run: @escaping @Sendable (inout State, String) -> [Effect]
    ) {
        self.id = id
        self.group = group
        self.title = title
        self.hint = hint
        self.keys = keys
        self.layer = layer
        self.words = words
        self.argument = argument
        self.values = values
        self.needsList = needsList ?? group.needsList
        self.isPossible = isPossible
        self.run = run
    }
}
