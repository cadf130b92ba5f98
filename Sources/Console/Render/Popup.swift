internal import Cases
internal import Text

/// A box over the view, at the bottom, with lines of which one may be chosen.
struct Popup {
    var title: String
    var lines: [StyledText]
    /// The line under the cursor.
    var choice: Int?
    /// The first line shown, where no line is chosen.
    var top = 0
    /// More lines than this are scrolled; nil for as many as fit.
    var mostRows: Int?
    /// Where in the lines something is being written.
    var caret: (line: Int, column: Int)?
    /// Whether the box takes the terminal's own cursor: not while a line is being written below.
    var takesCursor = true

    /// What lies over the view now, nil when nothing does.
    init?(_ state: State) {
        switch state.overlay {
        case .palette(let palette): self.init(palette, state)
        case .prompt(let prompt):
            if let words = state.wrappedWords {
                self.init(words, of: prompt)
            } else {
                self.init(prompt, state)
            }
        case .filters(let cursor):
            let lines = state.place.request.filters.map { filter in
                StyledText([Span(filter.isOn ? "on   " : "off  ", filter.isOn ? .uiStrong : .uiDim), Span(filter.text)])
            }
            self.init(
                title:
                    "Filters   \(state.keyName("popup.toggle")) off/on  \(state.keyName("popup.remove")) remove  "
                    + "\(state.keyName("popup.accept")) edit", lines: lines, choice: cursor)
        case .history(let cursor):
            self.init(
                title: "Places   \(state.keyName("popup.accept")) goes there", lines: Self.history(state),
                choice: cursor)
        case .mutes(let offers, let cursor):
            let lines = offers.map { StyledText($0.value == nil ? "every match of the rule" : $0.scope) }
            let title =
                "Mute \u{201C}\(Truncation.shortened(offers.first?.ruleTitle ?? ""))\u{201D} for   "
                + "\(state.keyName("popup.accept")) chooses"
            self.init(title: title, lines: lines, choice: cursor)
        case .savedViews(let cursor):
            let keys =
                "\(state.keyName("popup.accept")) goes there  \(state.keyName("popup.remove")) remove  :save NAME keeps one"
            self.init(
                title: state.savedViews.problem == nil
                    ? "Saved views   \(keys)" : "Saved views: yours could not be read",
                lines: Self.savedViews(state), choice: cursor)
        case .letter(let use):
            self.init(letter: use, state)
        case .help(let top):
            let help = HelpPage(state)
            let title =
                "\(state.place.request.view.title): keys   \(state.keyName("popup.down")) "
                + "\(state.keyName("popup.up")) move  \(state.keyName("popup.close")) close"
            self.init(title: title, lines: help.lines, choice: nil, top: top)
        case .fetch(let top):
            let title = "Fetch   \(state.keyName("popup.close")) close"
            self.init(title: title, lines: FetchPage(state).lines, choice: nil, top: top)
        case .span, .pane, nil:
            if state.pendingKeys.isEmpty { return nil }
            self.init(whichKey: state)
        }
    }

    private init(title: String, lines: [StyledText], choice: Int?, top: Int = 0, takesCursor: Bool = true) {
        self.title = title
        self.lines = lines
        self.choice = choice
        self.top = top
        self.takesCursor = takesCursor
    }

    private init(_ palette: PaletteState, _ state: State) {
        let entries = Palette.entries(for: palette.editor.text, in: state)
        let lines = entries.map { entry in
            if let value = entry.value {
                let note = [value.isCurrent ? "now" : "", value.note].filter { !$0.isEmpty }.joined(separator: "  ")
                return StyledText([Span(value.text), Span(note.isEmpty ? "" : "  " + note, .uiDim)])
            }
            let words = entry.action.words.map { ":" + $0 }.joined(separator: " ")
            return Self.line(entry.action.keys.first ?? "", entry.action.title, note: words)
        }
        self.init(
            title: entries.first?.value == nil
                ? "Palette"
                : "\(entries[0].action.title)   \(state.keyName("prompt.complete")) next  "
                    + "\(state.keyName("prompt.accept")) takes it",
            lines: lines.isEmpty ? [StyledText("no such command", .uiDim)] : lines,
            choice: entries.isEmpty ? nil : min(palette.choice, entries.count - 1), takesCursor: false)
    }

    private init(_ words: WrappedText, of prompt: Prompt) {
        let label = prompt.kind.label.reversed().drop { ": ".contains($0) }.reversed()
        self.init(
            title: String(label), lines: words.lines.map { StyledText($0) }, choice: nil, takesCursor: false)
        caret = words.place(of: prompt.editor.cursor)
    }

    private init?(_ prompt: Prompt, _ state: State) {
        guard let completion = prompt.completion, !completion.candidates.isEmpty else { return nil }
        let lines = completion.candidates.map { candidate in
            StyledText([Span(candidate.text), Span(candidate.note.isEmpty ? "" : "  " + candidate.note, .uiDim)])
        }
        self.init(
            title: "\(state.keyName("prompt.complete")) puts in", lines: lines, choice: prompt.choice,
            takesCursor: false)
        // The list goes on showing what the filter leaves.
        mostRows = 6
    }

    private init(whichKey state: State) {
        let next = state.registry.keymap.continuations(of: state.pendingKeys, in: state.layers)
        let lines = next.map { Self.line(Keymap.name($0.keys), state.registry[$0.action]?.title ?? "", note: "") }
        self.init(title: Keymap.name(state.pendingKeys), lines: lines, choice: nil, takesCursor: false)
    }

    /// The views, one's own marked as such, and those that would fail as that; below them why there are none of one's own.
    private static func savedViews(_ state: State) -> [StyledText] {
        let own = state.savedViews.own.count
        let views = state.savedViews.all.enumerated().map { index, view in
            StyledText([
                Span(view.name), Span(view.problem.map { "  cannot be shown: \($0)" } ?? "", .toastWarn),
                Span("  " + view.words, .uiDim), Span(index < own ? "  own" : "", .uiDim),
            ])
        }
        guard let problem = state.savedViews.problem else { return views }
        let why = LineWrap.lines(of: problem, width: max(1, state.size.columns - 5))
        return views + [""] + why.map { StyledText($0, .toastWarn) }
    }

    private init(letter use: LetterUse, _ state: State) {
        let kept = state.decisions.current.annotations.places.sorted { $0.key < $1.key }
        let lines = kept.map { letter, place in
            Self.line(String(letter), Bookmark(place).map { Place($0.request).title } ?? place.view, note: "")
        }
        let title = use == .keepPlace ? "A letter keeps this place" : "A letter goes to its place"
        self.init(title: title, lines: lines, choice: nil, takesCursor: false)
    }

    private static func history(_ state: State) -> [StyledText] {
        state.travelled.enumerated().map { index, place in
            let filters = place.request.activeFilters.joined(separator: "  ")
            let sign = index == state.back.count ? "> " : "  "
            return StyledText([Span(sign + place.title), Span(filters.isEmpty ? "" : "  " + filters, .uiDim)])
        }
    }

    private static func line(_ keys: String, _ title: String, note: String) -> StyledText {
        let pad = String(repeating: " ", count: max(1, 12 - DisplayWidth.of(keys)))
        return StyledText([Span(keys + pad, .uiKey), Span(title), Span(note.isEmpty ? "" : "  " + note, .uiDim)])
    }

    func draw(on screen: inout Screen, above bottom: Int, isPlain: Bool) {
        let room = bottom - 1
        guard room >= 3 else { return }
        let rows = min(lines.count, room - 2, mostRows ?? .max)
        let region = Region(column: 0, row: bottom - rows - 2, columns: screen.size.columns, rows: rows + 2)
        screen.clear(region, paint: Paint(.uiPopup))
        drawBorder(on: &screen, region, isPlain: isPlain)
        let first = firstLine(rows)
        for offset in 0..<rows where first + offset < lines.count {
            let index = first + offset
            let isChosen = index == choice
            let row = region.top + 1 + offset
            let paint = Paint(.uiPopup, over: isChosen ? .uiRowCursor : nil)
            let line = StyledText(isChosen ? "> " : "  ") + lines[index]
            screen.write(line, at: Point(column: 1, row: row), width: region.columns - 2, paint: paint)
            if takesCursor, isChosen || (choice == nil && offset == 0) { screen.cursor = Point(column: 3, row: row) }
            if let caret, caret.line == index { screen.cursor = Point(column: 3 + caret.column, row: row) }
        }
    }

    private func firstLine(_ rows: Int) -> Int {
        guard let choice = choice ?? caret?.line else { return min(top, max(0, lines.count - rows)) }
        return max(0, min(choice - rows / 2, lines.count - rows))
    }

    private func drawBorder(on screen: inout Screen, _ region: Region, isPlain: Bool) {
        let paint = Paint(.uiPopupBorder)
        if !isPlain {
            let right = region.right - 1
            for row in [region.top, region.bottom - 1] {
                screen.fill("─", at: region.left, row: row, count: region.columns, paint: paint)
            }
            for row in region.top..<region.bottom {
                screen.fill("│", at: region.left, row: row, count: 1, paint: paint)
                screen.fill("│", at: right, row: row, count: 1, paint: paint)
            }
            screen.fill("┌", at: region.left, row: region.top, count: 1, paint: paint)
            screen.fill("┐", at: right, row: region.top, count: 1, paint: paint)
            screen.fill("└", at: region.left, row: region.bottom - 1, count: 1, paint: paint)
            screen.fill("┘", at: right, row: region.bottom - 1, count: 1, paint: paint)
        }
        let text = " \(title) "
        let width = min(DisplayWidth.of(Neutral.text(text)), region.columns - 4)
        screen.write(StyledText(text, .uiTitle), at: Point(column: 2, row: region.top), width: width, paint: paint)
    }
}
