internal import Cases

/// The list itself: header, rows, cursor.
struct TableView {
    private let state: State
    private let place: Place
    private let layout: TableLayout
    private let isPlain: Bool

    init(_ state: State, isPlain: Bool = false) {
        self.state = state
        self.isPlain = isPlain
        place = state.place
        layout = TableLayout(state)
    }

    func draw(on screen: inout Screen, header: Region, list: Region) {
        guard let listing = place.content.listing else {
            drawMessage(message, on: &screen, in: list)
            return
        }
        drawHeader(listing, on: &screen, in: header)
        if let problem = place.content.problem, !isWritingFilter {
            drawMessage([words(problem)], on: &screen, in: list)
            return
        }
        if listing.rows.count == 0 {
            drawMessage(emptyMessage(listing), on: &screen, in: list)
            return
        }
        for offset in 0..<list.rows {
            let index = place.selection.top + offset
            guard let row = place.row(at: index) else { break }
            draw(row, index, at: list.top + offset, listing, on: &screen)
        }
    }

    /// While a filter is being written, the list keeps the last good result.
    private var isWritingFilter: Bool {
        if case .prompt(let prompt) = state.overlay { prompt.kind.isFilter } else { false }
    }

    private func drawHeader(_ listing: Listing, on screen: inout Screen, in region: Region) {
        let paint = Paint(.uiTableHeader)
        screen.fill(at: region.left, row: region.top, count: region.columns, paint: paint)
        for slot in layout.slots {
            let column = listing.columns[slot.column]
            let point = Point(column: slot.start, row: region.top)
            let title = StyledText(column.title)
            let used = screen.write(title, at: point, width: slot.width, paint: paint, fit: column.fit)
            if let sort = listing.sort, sort.column == column.id {
                // Behind the title, in the gap between two columns where the title fills its own.
                let end = column.fit == .trailing ? slot.width : used
                let sign: Unicode.Scalar = sort.isDescending ? "▼" : "▲"
                screen.fill(sign, at: slot.start + end, row: region.top, count: 1, paint: Paint(.uiTableSort))
            }
        }
    }

    private func draw(_ row: Row, _ index: Int, at line: Int, _ listing: Listing, on screen: inout Screen) {
        let isCurrent = index == place.selection.row
        // In a map, where each cell is a thing of its own, the cursor is one cell.
        let isInRange = place.selection.rangeStart != nil && place.range.contains(index)
        let over: Role? =
            isCurrent && listing.overflow == .drop
            ? (state.isReadingPane ? .uiRowCursorBlur : .uiRowCursor) : isInRange ? .uiRowMarked : nil
        let paint = Paint(row.role, over: over)
        screen.fill(at: 0, row: line, count: screen.size.columns, paint: paint)
        screen.fill(isCurrent ? ">" : isInRange ? "|" : " ", at: 0, row: line, count: 1, paint: paint)
        let (sign, role) = rowSign(row)
        screen.fill(sign, at: 1, row: line, count: 1, paint: role.map { Paint($0, over: over) } ?? paint)
        for slot in layout.slots where row.cells.indices.contains(slot.column) {
            let cell = row.cells[slot.column]
            let isFocused = isCurrent && slot.column == place.selection.column
            let own = Paint(cell.role ?? row.role, over: isFocused ? .uiRowCell : paint.over)
            screen.write(
                isPlain ? cell.text.withoutLines : cell.text, at: Point(column: slot.start, row: line),
                width: slot.width, paint: own, fit: listing.columns[slot.column].fit)
            if isFocused { screen.cursor = Point(column: slot.start, row: line) }
        }
        highlight(line, isCurrent: isCurrent, on: &screen)
    }

    /// The sign in front of a row, and its role where that is not the row's: what the analyst set comes first.
    private func rowSign(_ row: Row) -> (Unicode.Scalar, Role?) {
        let annotations = state.decisions.current.annotations
        if annotations.isMarked(row.subject) { return ("*", .markPin) }
        if annotations.isNoted(row.subject) { return ("n", .markNote) }
        if let sign = row.sign { return (sign, nil) }
        if row.traits.contains(.folded) { return ("+", nil) }
        return (row.traits.contains(.unfolded) ? "-" : " ", nil)
    }

    /// Marks what is searched for, where it is on the screen in full.
    private func highlight(_ line: Int, isCurrent: Bool, on screen: inout Screen) {
        guard case .text(let text) = searched, !text.isEmpty else { return }
        let wanted = SearchText(text)
        let needle = wanted.characters
        var columns: [Int] = []
        var shown: [Character] = []
        for column in TableLayout.gutter..<max(TableLayout.gutter, screen.size.columns) {
            guard let cell = screen[column, line], cell.width > 0 else { continue }
            for character in wanted.folded(String(String.UnicodeScalarView(screen.scalars(of: cell.glyph)))) {
                columns.append(column)
                shown.append(character)
            }
        }
        var start = 0
        while start + needle.count <= shown.count {
            if shown[start..<start + needle.count].elementsEqual(needle) {
                let last = columns[start + needle.count - 1]
                screen.repaint(row: line, columns: columns[start]..<last + 1) {
                    $0.over = isCurrent ? .uiMatchCurrent : .uiMatch
                }
                start += needle.count
            } else {
                start += 1
            }
        }
    }

    private var searched: RowSearch? {
        if case .prompt(let prompt) = state.overlay, prompt.kind == .search { return .text(prompt.editor.text) }
        return state.search
    }

    private func drawMessage(_ lines: [StyledText], on screen: inout Screen, in region: Region) {
        let top = region.top + max(0, (region.rows - lines.count) / 3)
        for (offset, line) in lines.enumerated() where top + offset < region.bottom {
            screen.write(line, at: Point(column: 2, row: top + offset), width: screen.size.columns - 4)
        }
        screen.cursor = Point(column: 2, row: min(top, max(0, region.bottom - 1)))
    }

    /// What stands where a list will be.
    private var message: [StyledText] {
        if let problem = state.openingProblem {
            return [StyledText(problem.message, .toastError), "", "q leaves."]
        }
        if let problem = place.content.problem { return [words(problem)] }
        if state.summary != nil { return [StyledText("Working…", .uiStatusProgress)] }
        let progress = state.progress?.words(fitting: state.size.columns - 4) ?? "Opening…"
        return [StyledText(progress, .uiStatusProgress)]
    }

    private func words(_ problem: Problem) -> StyledText {
        StyledText(problem.message, problem.isPassing ? .uiStatusProgress : .toastError)
    }

    private func emptyMessage(_ listing: Listing) -> [StyledText] {
        let active = state.shownFilters.count(where: \.isOn)
        var lines = [StyledText(listing.emptyText)]
        if active > 0 {
            lines.append(
                StyledText(
                    "\(active == 1 ? "A filter is" : "\(active) filters are") on: "
                        + "\(state.keyName("filter.stack")) shows, \(state.keyName("filter.toggle")) turns off.", .uiDim
                ))
        }
        switch place.content.extent {
        case .whole: break
        case .growing: lines.append(StyledText("Loading goes on: this is so of what has been loaded so far.", .uiDim))
        case .part(let part): lines.append(StyledText(part.sentence, .toastWarn))
        }
        return lines
    }
}
