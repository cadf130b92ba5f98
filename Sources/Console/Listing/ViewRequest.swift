public import ATTACK
public import Cases

/// A filter on the stack: a text of the filter language, and whether it is applied now.
public struct StackedFilter: Hashable, Sendable {
    public var text: String
    public var isOn: Bool
    /// The one view that it narrows, as an argument of the palette does; nil where it goes along to others.
    public var view: ViewKind?

    public init(_ text: String, isOn: Bool = true, in view: ViewKind? = nil) {
        self.text = text
        self.isOn = isOn
        self.view = view
    }
}

/// The order of a list: by the column of that name, and in which direction.
public struct SortOrder: Hashable, Sendable {
    public var column: String
    public var isDescending: Bool

    public init(column: String, isDescending: Bool = false) {
        self.column = column
        self.isDescending = isDescending
    }
}

/// How alerts are put together: a row for each alert, or one for each principal that alerts are about.
public enum AlertGrouping: String, CaseIterable, Hashable, Sendable {
    case rule, principal
}

/// Identity of a row that survives another order, another filter and another generation of the index.
public struct RowKey: Hashable, Sendable {
    public let text: String

    public init(_ text: String) {
        self.text = text
    }
}

/// What a view is to list. The same request over the same case gives the same list.
public struct ViewRequest: Hashable, Sendable {
    public var view: ViewKind
    /// What was pivoted on: only what has to do with it is listed.
    public var subject: Entity?
    /// The alert whose investigation is being read; nil for the lead alert.
    public var alert: String?
    public var filters: [StackedFilter]
    /// nil for the view's own order.
    public var sort: SortOrder?
    /// Rows whose fold is the other way round than the view has it: bursts opened, objects closed.
    public var toggled: Set<RowKey>
    public var grouping = AlertGrouping.rule
    /// Whether muted alerts are listed, too.
    public var showsMuted = false
    /// The version of ATT&CK that the matrix is in; nil for that of the case.
    public var attack: AttackVersion?
    /// Whether calls are shown by key.
    public var isMatrix = false
    /// What has been decided. Only a question has decisions, as they are when it is asked; a place goes by those that hold
    /// now.
    public var decisions = Decisions()
    /// Every step of the case, for a question about the log and for exports.
    public var journal: [JournalEntry] = []
    /// Whether a part of the answer is there, and the rest is asked for.
    var isContinuation = false
    /// Cells across the screen, for a page that wraps its prose to them; 0 for lists, which do not ask.
    public var columns = 0

    public init(
        _ view: ViewKind, subject: Entity? = nil, alert: String? = nil, filters: [StackedFilter] = [],
        sort: SortOrder? = nil, toggled: Set<RowKey> = []
    ) {
        self.view = view
        self.subject = subject
        self.alert = alert
        self.filters = filters
        self.sort = sort
        self.toggled = toggled
    }

    /// Whether the answer rests on marks, tags or notes.
    var restsOnAnnotations: Bool {
        view == .notes || view == .occurrences
            || activeFilters.contains { text in ["is:", "has:", "tag:"].contains { text.contains($0) } }
    }

    /// The filters in force, the text of each.
    public var activeFilters: [String] {
        filters.filter(\.isOn).map(\.text)
    }
}

extension ViewRequest {
    /// Puts a filter in force in one view alone, in the place of the one that was there for it.
    mutating func narrow(_ view: ViewKind, to filter: String) {
        filters.removeAll { $0.view == view }
        filters.append(StackedFilter(filter, in: view))
    }
}
