internal import Cases

/// Where the cell cursor is, and what part of the list the screen shows.
public struct Selection: Hashable, Sendable {
    public var row = 0
    public var column = 0
    /// First row on the screen.
    public var top = 0
    /// First column on the screen, for lists that scroll sideways.
    public var left = 0
    /// The row itself, so that it is found again in another order.
    public var key: RowKey?
    /// The row where a range begins, which ends at the cursor; nil for none.
    public var rangeStart: Int?
    var rangeKey: RowKey?
}

/// What a place shows: a list, what is coming, or why nothing comes.
public struct Content: Sendable, Equatable {
    /// The last good list.
    public internal(set) var listing: Listing?
    /// The filters that it was made with.
    public internal(set) var filters: [StackedFilter] = []
    /// Number of the ticket that brought the list; the list itself cannot be compared.
    public internal(set) var number = 0
    /// What it was made from.
    public internal(set) var edition = Edition()
    /// How much of the case that generation held.
    public internal(set) var extent = Extent.whole
    /// Whether another list has been asked for or is to be.
    public internal(set) var isWaiting = true
    /// Whether that is only because the case has grown: nobody asked for another list.
    public internal(set) var isRefreshing = false
    /// Why the last question had no answer.
    public internal(set) var problem: Problem?

    /// Whether the list is there, and a more exact one is on its way.
    public var isPartial: Bool { listing?.isPartial ?? false }

    public static func == (left: Content, right: Content) -> Bool {
        (left.number, left.edition, left.extent, left.isWaiting, left.isRefreshing, left.problem)
            == (right.number, right.edition, right.extent, right.isWaiting, right.isRefreshing, right.problem)
    }
}

/// One entry of the history: a view with everything that makes it look as it does. Going back restores all of it.
public struct Place: Sendable, Equatable {
    public internal(set) var request: ViewRequest
    public internal(set) var selection = Selection()
    public internal(set) var showsPreview: Bool
    public internal(set) var showsHistogram = true
    /// Whether the list has the screen for itself: without card, histogram and preview.
    public internal(set) var isMaximised = false
    public internal(set) var content = Content()
    /// The value whose row is to be selected when the list comes.
    var wanted: Entity?
    /// The row to which the cursor returns when the next list comes, if that has it.
    var returning: RowKey?
    /// Whether the cursor is where the place put it: nobody has moved it, or acted on the row under it.
    var isUntouched = true
    /// Panes that have been read, by row and column.
    var previews: [PreviewKey: Dated<Preview>] = [:]
    /// Texts that came later, by row and column.
    var details: [RowKey: Dated<[Int: TableCell]>] = [:]
    /// Where the cursor was in a list that has been let go.
    var anchor: Anchor?

    struct PreviewKey: Hashable {
        var row: RowKey
        var column: Int
    }

    init(_ request: ViewRequest, wanted: Entity? = nil) {
        self.request = request
        self.wanted = wanted
        // A page about one step has all of it.
        showsPreview = request.view.opensWithPreview && request.subject?.kind != .step
    }

    /// What the crumb calls it.
    public var title: String {
        guard let subject = request.subject else { return request.view.title }
        return request.view == .timeline ? subject.label : "\(request.view.title): \(subject.label)"
    }

    /// What leads back here, to the row under the cursor.
    var bookmark: Bookmark { Bookmark(request: request, row: selection.key) }

    public var rowCount: Int { content.listing?.rows.count ?? 0 }

    /// The row under the cursor, with the texts that came later.
    public var currentRow: Row? { row(at: selection.row) }

    /// The cell under the cursor.
    public var currentCell: TableCell? {
        guard let row = currentRow, row.cells.indices.contains(selection.column) else { return nil }
        return row.cells[selection.column]
    }

    func row(at index: Int) -> Row? {
        guard let rows = content.listing?.rows, index >= 0, index < rows.count else { return nil }
        var row = rows.row(at: index)
        for (column, cell) in details[row.key]?.value ?? [:] where row.cells.indices.contains(column) {
            row.cells[column] = cell
        }
        return row
    }

    /// The rows that are selected: the one under the cursor, or a range.
    var range: ClosedRange<Int> {
        let start = min(selection.rangeStart ?? selection.row, max(0, rowCount - 1))
        return min(start, selection.row)...max(start, selection.row)
    }

    mutating func endRange() {
        selection.rangeStart = nil
        selection.rangeKey = nil
    }

    /// The pane for the cell under the cursor, when it has been read.
    public var currentPreview: Preview? {
        currentPreviewKey.flatMap { previews[$0]?.value }
    }

    var currentPreviewKey: PreviewKey? {
        selection.key.map { PreviewKey(row: $0, column: content.listing?.overflow == .scroll ? selection.column : 0) }
    }

    /// Another list is wanted, with the same cursor.
    mutating func relist() {
        content.isWaiting = true
        content.isRefreshing = false
    }
}

/// Something that was answered over one edition of the case. It is shown until a newer answer is there.
struct Dated<Value: Equatable & Sendable>: Equatable, Sendable {
    var value: Value
    var edition: Edition
}

/// What an answer rests on: what was loaded and found, and what had been decided.
public struct Edition: Hashable, Sendable {
    /// See ``CaseSummary/generation``.
    public var generation = 0
    /// How many decisions there had been, those that were taken back included.
    public var decision = 0
    /// The same of marks, tags and notes; 0 where the answer does not rest on them.
    public var annotation = 0
    /// The width of the screen, where it matters to the answer, else 0.
    public var columns = 0
}
