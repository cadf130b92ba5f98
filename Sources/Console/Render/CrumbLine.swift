internal import Text

/// The first line: what is open, how one came here, and which row of how many this is.
struct CrumbLine {
    private let state: State

    init(_ state: State) {
        self.state = state
    }

    func draw(on screen: inout Screen, in region: Region) {
        let paint = Paint(.uiCrumb)
        let position = position
        let right = position.isEmpty ? 0 : position.count + 2
        let left = StyledText([Span(" huckleberry  ", .uiCrumbActive)] + origin + trail(region.columns))
        screen.write(left, at: region.origin, width: region.columns - right, paint: paint)
        let point = Point(column: region.right - right, row: region.top)
        screen.write(StyledText(" \(position) "), at: point, width: right, paint: paint, fit: .trailing)
    }

    private var origin: [Span] {
        guard let summary = state.summary else { return [Span("loading", .uiStatusProgress)] }
        return [summary.isSample ? Span("SAMPLE DATA", .toastWarn) : Span(summary.name)]
    }

    /// At the start the facts of the case, later the way that led here. Where it is too long, its beginning goes.
    private func trail(_ width: Int) -> [Span] {
        guard let summary = state.summary else { return [] }
        if state.back.isEmpty { return [Span(" · " + summary.facts.joined(separator: " · "))] }
        let titles = titles
        var shown = titles[...]
        while shown.count > 2, shown.reduce(0, { $0 + $1.count + 3 }) > width - 40 { shown = shown.dropFirst() }
        var spans = shown.count < titles.count ? [Span(" ▸ …")] : []
        for (index, title) in shown.enumerated() {
            spans.append(Span(" ▸ "))
            spans.append(Span(title, index == shown.count - 1 ? .uiCrumbActive : nil))
        }
        return spans
    }

    /// A place that only differs from the one before in its filters is called by the newest of them.
    private var titles: [String] {
        let places = state.back + [state.place]
        return places.indices.map { index in
            let (place, previous) = (places[index], index > 0 ? places[index - 1] : nil)
            let isSameView =
                previous?.request.view == place.request.view && previous?.request.subject == place.request.subject
            return Truncation.shortened(isSameView ? place.request.activeFilters.last ?? "no filter" : place.title)
        }
    }

    private var position: String {
        let count = state.place.rowCount
        return count == 0 ? "" : "\((state.place.selection.row + 1).grouped)/\(count.grouped)"
    }
}

/// The second line: the view, what is in it, and which filters hold.
struct TitleLine {
    private let state: State

    init(_ state: State) {
        self.state = state
    }

    func draw(on screen: inout Screen, in region: Region) {
        guard region.rows > 0 else { return }
        let summary = state.place.content.listing?.summary ?? ""
        let filters = filters
        let room = filters.isEmpty ? 0 : min(filters.count + 2, region.columns / 2)
        let text = StyledText(" " + state.place.request.view.title + "  ", .uiTitle) + summary
        screen.write(text, at: region.origin, width: region.columns - room)
        screen.write(
            StyledText(" \(filters) ", .uiDim), at: Point(column: region.right - room, row: region.top), width: room,
            fit: .trailing)
    }

    private var filters: String {
        let filters = state.place.request.filters
        if filters.isEmpty { return "" }
        let off = filters.count { !$0.isOn }
        let active = state.place.request.activeFilters
        let words = active.count == 1 ? active[0] : "\(active.count) filters"
        return off == 0 ? "[F] \(words)" : "[F] \(active.isEmpty ? "" : words + ", ")\(off) off"
    }
}
