internal import CloudTrail
internal import Text

/// The last line: a prompt, a message, or what the keys do here.
struct StatusLine {
    private let state: State

    init(_ state: State) {
        self.state = state
    }

    func draw(on screen: inout Screen, in region: Region) {
        screen.fill(at: 0, row: region.top, count: region.columns, paint: Paint(.uiStatus))
        switch state.overlay {
        case .prompt(let prompt): draw(prompt, on: &screen, in: region)
        case .palette(let palette): draw(palette.editor, label: ":", on: &screen, in: region, reserve: 0)
        default: drawHints(on: &screen, in: region)
        }
    }

    private func draw(_ prompt: Prompt, on screen: inout Screen, in region: Region) {
        if case .words(let purpose) = prompt.kind, state.wrappedWords != nil {
            // The words themselves stand in the box above.
            let line = state.toast.map { StyledText(" " + $0.text, $0.kind.role) }
            screen.write(
                line ?? StyledText(" " + purpose.hint, .uiPromptHint), at: region.origin, width: region.columns,
                paint: Paint(.uiStatus))
            return
        }
        let right: StyledText
        switch prompt.kind {
        case .search:
            right = state.toast.map { StyledText($0.text, .uiPromptHint) } ?? ""
        case .filter:
            right = filterState(prompt)
        case .time:
            right = timeState(prompt)
        case .words(let purpose):
            right = state.toast.map { StyledText($0.text, $0.kind.role) } ?? StyledText(purpose.hint, .uiPromptHint)
        }
        // What is beside the line may take what the line leaves free.
        let used = prompt.kind.label.count + DisplayWidth.of(Neutral.text(prompt.editor.text)) + 1
        let reserve = min(
            DisplayWidth.of(Neutral.text(right.plain)) + 2, max(region.columns * 3 / 5, region.columns - used))
        draw(prompt.editor, label: prompt.kind.label, on: &screen, in: region, reserve: reserve)
        screen.write(
            right, at: Point(column: region.right - reserve + 1, row: region.top), width: reserve - 1,
            paint: Paint(.uiStatus))
    }

    /// The number of rows that the filter leaves, or what is wrong with it.
    private func filterState(_ prompt: Prompt) -> StyledText {
        if let toast = state.toast, state.place.content.problem == nil { return StyledText(toast.text, .uiPromptHint) }
        if state.place.content.isWaiting { return StyledText("…", .uiPromptHint) }
        if let problem = state.place.content.problem {
            return StyledText(located(problem), .uiPromptError)
        }
        return StyledText("\(state.place.rowCount.grouped) rows", .uiPromptHint)
    }

    /// The moment that is meant, or what is wrong with the text.
    private func timeState(_ prompt: Prompt) -> StyledText {
        if prompt.editor.text.allSatisfy({ $0 == " " }) {
            return StyledText("05-06 09:31, 09:31, +2h, yesterday 14:00, end", .uiPromptHint)
        }
        do throws(Problem) {
            let time = try state.time(named: prompt.editor.text, from: prompt.origin)
            return StyledText("\(time.date) \(time.clock) UTC", .uiPromptHint)
        } catch {
            return StyledText(located(error), .uiPromptError)
        }
    }

    private func located(_ problem: Problem) -> String {
        (problem.column.map { "col \($0): " } ?? "") + problem.message
    }

    private func draw(_ editor: LineEditor, label: String, on screen: inout Screen, in region: Region, reserve: Int) {
        let room = max(1, region.columns - reserve - label.count - 1)
        let head = Neutral.text(editor.head)
        let tail = Neutral.text(String(editor.characters[editor.cursor...]))
        // The end of what is in front of the cursor stays in sight.
        let shown = DisplayWidth.of(head) < room ? head : Truncation.suffix(head, to: room - 1)
        let start = region.left + label.count
        screen.write(StyledText(label, .uiPrompt), at: region.origin, width: label.count, paint: Paint(.uiPrompt))
        screen.write(
            StyledText(shown + tail), at: Point(column: start, row: region.top), width: room, paint: Paint(.uiPrompt))
        screen.cursor = Point(column: start + DisplayWidth.of(shown), row: region.top)
        markError(
            editor, start: start, skipped: DisplayWidth.of(head) - DisplayWidth.of(shown), on: &screen, in: region)
    }

    /// The column of the text that the problem is about.
    private func markError(
        _ editor: LineEditor, start: Int, skipped: Int, on screen: inout Screen, in region: Region
    ) {
        guard case .prompt(let prompt) = state.overlay, let column = errorColumn(prompt) else { return }
        let cell = start + column - 1 - skipped
        guard cell >= start else { return }
        screen.repaint(row: region.top, columns: cell..<cell + 1) { $0 = Paint(.uiPromptError) }
    }

    private func errorColumn(_ prompt: Prompt) -> Int? {
        switch prompt.kind {
        case .filter: return state.place.content.isWaiting ? nil : state.place.content.problem?.column
        case .time:
            do throws(Problem) {
                _ = try state.time(named: prompt.editor.text, from: prompt.origin)
                return nil
            } catch {
                return error.column
            }
        case .search, .words: return nil
        }
    }

    private func drawHints(on screen: inout Screen, in region: Region) {
        if !state.pendingKeys.isEmpty {
            screen.write(
                StyledText(" " + Keymap.name(state.pendingKeys), .uiStatusMode), at: region.origin,
                width: region.columns)
            return
        }
        let content = state.place.content
        let isListing = state.summary != nil && content.isWaiting && !content.isRefreshing
        let isWorking = isListing || state.asked[.rules] != nil
        let progress = isWorking ? "…" : ""
        let room = region.columns - (progress.isEmpty ? 0 : progress.count + 2)
        screen.write(toastOrHints(room), at: region.origin, width: room, paint: Paint(.uiStatus))
        screen.write(
            StyledText(progress + " ", .uiStatusProgress), at: Point(column: room, row: region.top),
            width: region.columns - room, paint: Paint(.uiStatus), fit: .trailing)
    }

    private func toastOrHints(_ room: Int) -> StyledText {
        if let toast = state.toast { return StyledText(" " + toast.text, toast.kind.role) }
        let warnings = state.warnings.map(\.words) + (state.summary?.warnings ?? [])
        if !warnings.isEmpty, state.back.isEmpty {
            return StyledText(" " + warnings.joined(separator: "; "), .toastWarn)
        }
        let lead = spanWords + rangeWords
        var spans = [Span(lead, .uiStatusMode)]
        var used = lead.count
        for action in state.registry.actions where action.isPossible(state) {
            guard let hint = action.hint, let key = action.keys.first.flatMap(Key.sequence), isHere(action) else {
                continue
            }
            // Of a sequence the first key: the popup then shows what can follow.
            let name = key[0].shortName
            // A hint is there in full or not at all.
            if used + name.count + hint.count + 3 > room { break }
            spans += [Span(" "), Span(name, .uiKey), Span(" " + hint + " ", .uiKeyDesc)]
            used += name.count + hint.count + 3
        }
        return StyledText(spans)
    }

    /// What a span of the histogram holds that is being selected.
    private var spanWords: String {
        guard case .span(let selection) = state.overlay, let histogram = state.shownHistogram else { return "" }
        let bars = histogram.buckets[selection.bars(in: histogram)].reduce(Histogram.Bucket(), +)
        let denied = bars.denied == 0 ? "" : ", \(bars.denied.grouped) denied"
        return " \(selection.span(in: histogram).words) · \(counted(bars.count, "event"))\(denied) "
    }

    /// How much a range holds, as long as there is one.
    private var rangeWords: String {
        guard state.overlay == nil, state.place.selection.rangeStart != nil, let listing = state.place.content.listing
        else { return "" }
        let rows = state.place.range
        let events = listing.rows.eventCount(in: rows)
        return " RANGE of \(events.map { counted($0, "event") } ?? counted(rows.count, "row")) "
    }

    private func isHere(_ action: Action) -> Bool {
        state.layers.contains(action.layer)
    }
}

extension Prompt.Kind {
    /// What stands in front of the line being written.
    var label: String {
        switch self {
        case .filter: "&"
        case .search: "/"
        case .time: "go to "
        case .words(let purpose): purpose.label
        }
    }
}

extension Toast.Kind {
    var role: Role {
        switch self {
        case .info: .toastInfo
        case .ok: .toastOk
        case .warn: .toastWarn
        case .error: .toastError
        }
    }
}
