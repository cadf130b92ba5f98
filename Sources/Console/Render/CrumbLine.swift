internal import Cases
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
        let origin = origin(region.columns - right)
        let left = StyledText([Span(" huckleberry  ", .uiCrumbActive)] + origin + trail(region.columns))
        screen.write(left, at: region.origin, width: region.columns - right, paint: paint)
        let point = Point(column: region.right - right, row: region.top)
        screen.write(StyledText(" \(position) "), at: point, width: right, paint: paint, fit: .trailing)
    }

    private func origin(_ width: Int) -> [Span] {
        let room = width - " huckleberry  ".count
        guard let summary = state.summary else {
            let words = state.openingProblem == nil ? loading(fitting: room) : ""
            return [Span(words, .uiStatusProgress)]
        }
        let name = summary.isSample ? Span("SAMPLE DATA", .toastWarn) : Span(summary.name)
        let marks = [state.keeping.warning].compactMap(\.self) + state.warnings.compactMap(\.mark)
        let warned = movements + marks.map { Span(" · " + $0, .toastWarn) }
        switch summary.extent {
        case .whole: return [name] + warned
        case .part(let part): return [name, Span(" · PART: \(part.amount)", .toastWarn)] + warned
        case .growing:
            let left = state.back.isEmpty ? room - DisplayWidth.of(Neutral.text(name.text)) - 3 : 0
            return [name, Span(" · "), Span(loading(fitting: left), .uiStatusProgress)]
        }
    }

    /// What goes on beside the screen: what is fetched is followed, and that need not be said as well.
    private var movements: [Span] {
        let followed = state.fetching == nil || state.following != .watching ? state.following.mark : nil
        return [state.fetching?.mark, followed].compactMap(\.self).flatMap {
            [Span(" · "), Span($0, .uiStatusProgress)]
        }
    }

    /// How far loading has come, in as many words as there is room for.
    private func loading(fitting width: Int) -> String {
        if state.isStopping { return "STOPPING" }
        return state.progress?.words(fitting: width) ?? "LOADING"
    }

    /// At the start the facts of the case, later the way that led here. Where it is too long, its beginning goes.
    private func trail(_ width: Int) -> [Span] {
        guard let summary = state.summary else { return [] }
        if state.back.isEmpty {
            return summary.extent == .growing ? [] : [Span(" · " + summary.facts.joined(separator: " · "))]
        }
        let crumbs = crumbs
        var shown = crumbs[...]
        func titles() -> [String] { shown.prefix(1).map(\.whole) + shown.dropFirst().map(\.short) }
        while shown.count > 2, titles().reduce(0, { $0 + $1.count + 3 }) > width - 40 { shown = shown.dropFirst() }
        var spans = shown.count <= state.back.count ? [Span(" ▸ …")] : []
        for (index, title) in titles().enumerated() {
            spans.append(Span(" ▸ "))
            spans.append(Span(title, index == shown.count - 1 ? .uiCrumbActive : nil))
        }
        return spans
    }

    private static let mostTitles = 48

    /// What a place is called.
    private struct Crumb {
        /// The view and its subject, with the newest filter where the filters are others than those of the place before.
        var whole: String
        /// The filter alone, behind a place with the same view and subject.
        var short: String
    }

    private var crumbs: [Crumb] {
        // More than these fit into no line.
        let places = state.back.suffix(Self.mostTitles) + [state.place]
        return places.indices.map { index in
            let (place, previous) = (places[index], index > places.startIndex ? places[index - 1] : nil)
            let filters = index == places.endIndex - 1 ? state.shownFilters : place.request.filters
            let isFiltered = filters != previous?.request.filters ?? []
            let newest = isFiltered ? filters.last(where: \.isOn)?.label.shortened : nil
            let title = place.title.shortened
            let whole = newest.map { "\(title) \($0)" } ?? title
            let isSameView =
                previous?.request.view == place.request.view && previous?.request.subject == place.request.subject
            return Crumb(whole: whole, short: isSameView ? newest ?? title : whole)
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
        let summary = coverage + (state.place.content.listing?.summary ?? "")
        let filters = filters
        let room = filters.isEmpty ? 0 : min(filters.count + 2, region.columns / 2)
        let text = StyledText(" " + state.place.request.view.title + "  ", .uiTitle) + summary
        screen.write(text, at: region.origin, width: region.columns - room)
        screen.write(
            StyledText(" \(filters) ", .uiDim), at: Point(column: region.right - room, row: region.top), width: room,
            fit: .trailing)
    }

    /// What of the case the list was made from, where that is not all of it. In front, where nothing cuts it off.
    private var coverage: StyledText {
        guard state.place.content.listing != nil, let opened = state.summary else { return "" }
        switch state.place.content.extent {
        case .growing: return StyledText("so far: ", .uiStatusProgress)
        case .part: return StyledText("of the part loaded: ", .toastWarn)
        case .whole: return opened.isSeekingAlerts ? StyledText("looking for alerts: ", .uiStatusProgress) : ""
        }
    }

    private var filters: String {
        let filters = state.shownFilters
        if filters.isEmpty { return "" }
        let off = filters.count { !$0.isOn }
        let active = filters.filter(\.isOn)
        let words = active.count == 1 ? active[0].label : "\(active.count) filters"
        return off == 0 ? "[F] \(words)" : "[F] \(active.isEmpty ? "" : words + ", ")\(off) off"
    }
}
