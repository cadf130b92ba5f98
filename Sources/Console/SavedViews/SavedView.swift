public import Cases

/// A view under a name: what it lists, of what, and in which order.
public struct SavedView: Hashable, Sendable {
    public var name: String
    public var view: ViewKind
    public var subject: Entity?
    public var filters: [StackedFilter]
    public var sort: SortOrder?
    public var grouping: AlertGrouping

    public init(
        _ name: String, _ view: ViewKind, subject: Entity? = nil, filters: [StackedFilter] = [],
        sort: SortOrder? = nil, grouping: AlertGrouping = .rule
    ) {
        self.name = name
        self.view = view
        self.subject = subject
        self.filters = filters
        self.sort = sort
        self.grouping = grouping
    }

    init(_ name: String, of request: ViewRequest) {
        self.init(
            name, request.view, subject: request.subject, filters: request.filters, sort: request.sort,
            grouping: request.grouping)
    }

    /// What the view lists, within the investigation that is being read.
    func request(alert: String?) -> ViewRequest {
        var request = ViewRequest(view, subject: subject, alert: alert, filters: filters, sort: sort)
        request.grouping = grouping
        return request
    }

    /// `Timeline: svc-backup, outcome:denied`, for lists of views.
    var words: String {
        let parts = [subject?.label].compactMap { $0 } + filters.filter(\.isOn).map(\.label)
        return view.title + (parts.isEmpty ? "" : ": " + parts.joined(separator: ", "))
    }

    /// More characters are no name.
    static let longestName = 60

    /// A name without spaces around it; nil where nothing is left, or too much.
    static func name(_ text: String) -> String? {
        let name = String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
        return name.isEmpty || name.count > longestName || name.contains(where: \.isNewline) ? nil : name
    }
}

extension SavedView {
    /// The views that come with the program.
    static let shipped = [
        SavedView("denied calls", .timeline, filters: [StackedFilter("outcome:denied")]),
        SavedView("writes by the attacker", .timeline, filters: [StackedFilter("is:scoped rw:write")]),
        SavedView("console sign-ins", .timeline, filters: [StackedFilter("name:(ConsoleLogin OR SwitchRole)")]),
        SavedView(
            "new keys issued", .timeline,
            filters: [StackedFilter("name:(CreateAccessKey OR GetSessionToken OR GetFederationToken)")]),
        SavedView(
            "changes to the trail", .timeline,
            filters: [StackedFilter("name:(StopLogging OR DeleteTrail OR UpdateTrail OR PutEventSelectors)")]),
    ]
}
