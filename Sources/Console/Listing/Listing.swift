/// A column of a list.
public struct Column: Hashable, Sendable {
    /// Stable name, for sorting.
    public var id: String
    public var title: String
    /// Cells that it needs at least.
    public var minimum: Int
    /// Cells that it is glad to have.
    public var ideal: Int
    /// Whether it takes what is left over.
    public var isFlexible: Bool
    public var fit: Screen.Fit
    /// 0 stays longest; where the width does not suffice, the highest goes first.
    public var priority: Int
    public var isSortable: Bool
    /// Whether its texts come later, by ``RowSource/details(at:)``.
    public var isLazy: Bool
    /// Whether it stands right beside the column before it, as cells of a map do.
    public var isTight: Bool

    public init(
        _ id: String, _ title: String, minimum: Int, ideal: Int? = nil, isFlexible: Bool = false,
        fit: Screen.Fit = .leading, priority: Int = 0, isSortable: Bool = true, isLazy: Bool = false,
        isTight: Bool = false
    ) {
        self.id = id
        self.title = title
        self.minimum = max(1, minimum)
        self.ideal = max(self.minimum, ideal ?? minimum)
        self.isFlexible = isFlexible
        self.fit = fit
        self.priority = priority
        self.isSortable = isSortable
        self.isLazy = isLazy
        self.isTight = isTight
    }
}

/// The answer to a ``ViewRequest``: a table, and what stands around it.
public struct Listing: Sendable {
    /// What a table does that is wider than the screen.
    public enum Overflow: Sendable {
        /// Columns go, by priority.
        case drop
        /// The columns stay as they are, and the table moves under the screen.
        case scroll
    }

    /// A few words beside the view's title: `14 open · 2 muted`.
    public var summary: StyledText
    public var columns: [Column]
    public var rows: any RowSource
    public var overflow: Overflow
    /// The order that the rows are in; nil for none that a column could show.
    public var sort: SortOrder?
    /// The column that the cell cursor starts in.
    public var firstColumn: Int
    /// Events over time; nil for lists that have none.
    public var histogram: Histogram?
    /// What is known of the place's subject, above everything else; most important first. Empty for none.
    public var card: [StyledText] = []
    /// So many columns stay where a list scrolls sideways.
    public var pinned = 0
    /// What to say instead of rows when there are none.
    public var emptyText: String
    /// Whether there is more for whoever asks again: some of it takes long, and what is there is shown meanwhile.
    public var isPartial = false

    public init(
        columns: [Column], rows: any RowSource, summary: StyledText = "", overflow: Overflow = .drop,
        sort: SortOrder? = nil, firstColumn: Int = 0, histogram: Histogram? = nil, emptyText: String = "Nothing here."
    ) {
        self.columns = columns
        self.rows = rows
        self.summary = summary
        self.overflow = overflow
        self.sort = sort
        self.firstColumn = firstColumn
        self.histogram = histogram
        self.emptyText = emptyText
    }
}

/// What is known of a row at a glance.
public struct Preview: Hashable, Sendable {
    public var title: StyledText
    /// At the right end of the title's line: `92 of 100`.
    public var note: StyledText
    /// Most important first: the pane shows as many as it has room for.
    public var lines: [StyledText]
    /// What can be done from here; nil where nothing in particular.
    public var ways: Ways?

    /// A line that says what leads on. Keys may be bound otherwise: only who draws it knows them.
    public struct Ways: Hashable, Sendable {
        /// The line behind which it stands.
        var line: Int
        /// Each an action by its name, and what it does from here.
        var actions: [Way]
    }

    public struct Way: Hashable, Sendable {
        var action: String
        var words: String

        init(_ action: String, _ words: String) {
            self.action = action
            self.words = words
        }
    }

    public init(title: StyledText, note: StyledText = "", lines: [StyledText], ways: Ways? = nil) {
        self.title = title
        self.note = note
        self.lines = lines
        self.ways = ways
    }
}
