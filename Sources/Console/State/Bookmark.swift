internal import ATTACK
internal import Cases

/// A place to come back to: what it lists, and the row that the cursor was on.
public struct Bookmark: Hashable, Sendable {
    public var request: ViewRequest
    public var row: RowKey?

    public init(request: ViewRequest, row: RowKey?) {
        self.request = request
        self.row = row
    }

    /// A place as a case keeps it; nil where it was kept by a version that has other views.
    init?(_ kept: KeptPlace) {
        guard let view = ViewKind(rawValue: kept.view) else { return nil }
        request = ViewRequest(
            view, subject: kept.subject, alert: kept.alert,
            filters: kept.filters.map {
                StackedFilter($0.text, isOn: $0.isOn, in: $0.view.flatMap(ViewKind.init))
            },
            sort: kept.sortColumn.map { SortOrder(column: $0, isDescending: kept.isDescending) },
            toggled: Set(kept.toggled.map { RowKey($0) }))
        request.grouping = kept.grouping.flatMap(AlertGrouping.init) ?? .rule
        request.showsMuted = kept.showsMuted
        request.attack = kept.attack.flatMap(AttackVersion.init)
        request.isMatrix = kept.isMatrix
        row = kept.row.map { RowKey($0) }
    }

    /// The place as a case keeps it.
    var kept: KeptPlace {
        var kept = KeptPlace(view: request.view.rawValue)
        kept.subject = request.subject
        kept.alert = request.alert
        kept.filters = request.filters.map { KeptPlace.Filter($0.text, isOn: $0.isOn, view: $0.view?.rawValue) }
        kept.sortColumn = request.sort?.column
        kept.isDescending = request.sort?.isDescending ?? false
        kept.grouping = request.grouping == .rule ? nil : request.grouping.rawValue
        kept.showsMuted = request.showsMuted
        kept.attack = request.attack?.rawValue
        kept.isMatrix = request.isMatrix
        kept.toggled = request.toggled.map(\.text).sorted()
        kept.row = row?.text
        return kept
    }
}
