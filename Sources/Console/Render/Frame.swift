/// Which part of the screen holds what, for a size and a place.
struct Frame {
    let size: Size
    let crumb: Region
    /// The view's title; without rows where the screen is too low for it.
    let title: Region
    /// What is known of the subject; without rows where there is no room.
    let card: Region
    let histogram: Region
    let header: Region
    let list: Region
    let preview: Region
    /// The step of the tour; without rows where there is none.
    let tour: Region
    /// Hints, messages, prompts.
    let status: Region

    /// Below this only a message is shown.
    static let minimum = Size(columns: 40, rows: 8)

    /// Whether there is room for more than a message.
    let isUsable: Bool

    init(_ state: State) {
        self.init(
            size: state.size, place: state.place, hasTour: state.tour != nil, cardLines: SubjectCard(state).lines.count,
            isReading: state.isReadingPane)
    }

    /// - Parameters:
    ///   - cardLines: lines that there are to say of the subject.
    ///   - isReading: whether the pane is being read, which then has the most room.
    init(size: Size, place: Place, hasTour: Bool = false, cardLines: Int = 0, isReading: Bool = false) {
        self.size = size
        isUsable = size.columns >= Self.minimum.columns && size.rows >= Self.minimum.rows
        var top = 0
        func take(_ rows: Int) -> Region {
            defer { top += rows }
            return Region(column: 0, row: top, columns: size.columns, rows: rows)
        }
        let rows = isUsable ? size.rows : 0
        crumb = take(isUsable ? 1 : 0)
        title = take(rows >= 12 ? 1 : 0)
        card = take(place.isMaximised ? 0 : min(cardLines, SubjectCard.room(rows: rows)))
        let histogram = place.showsHistogram && !place.isMaximised ? place.content.listing?.histogram : nil
        self.histogram = take(histogram == nil || rows < 16 ? 0 : Self.histogramRows(histogram, rows: rows))
        header = take(isUsable ? 1 : 0)
        let tourRows = hasTour && rows >= 12 ? 3 : 0
        let left = max(0, rows - top - 1 - tourRows)
        let preview =
            isReading
            ? left - min(left, max(Self.rowsBesidePane, left / 4)) : Self.previewRows(place, rows: rows, left: left)
        list = take(left - preview)
        self.preview = take(preview)
        tour = take(tourRows)
        status = take(isUsable ? 1 : 0)
    }

    /// An axis, the bars, and on a tall screen bars for what was denied.
    private static func histogramRows(_ histogram: Histogram?, rows: Int) -> Int {
        let hasDenied = histogram?.buckets.contains { $0.denied > 0 } ?? false
        return rows >= 30 && hasDenied ? 3 : 2
    }

    /// Rows of the list that stay at the least while the pane is being read.
    private static let rowsBesidePane = 3

    private static func previewRows(_ place: Place, rows: Int, left: Int) -> Int {
        guard place.showsPreview, !place.isMaximised, rows >= 16, place.rowCount > 0 else { return 0 }
        // The same for every row: a list that jumps while the cursor moves cannot be read.
        return min(rows >= 48 ? 20 : rows >= 40 ? 14 : 9, left * 11 / 20)
    }
}
