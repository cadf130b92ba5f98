extension State {
    mutating func openPrompt(_ kind: Prompt.Kind, text: String = "") {
        let history: [String] =
            switch kind {
            case .search: searchHistory
            case .filter: filterHistory
            case .time: timeHistory
            case .words(let purpose): wordHistory[purpose.kind] ?? []
            }
        // A note may have lines.
        var line = text.inOneLine
        if case .words = kind { line = text }
        overlay = .prompt(Prompt(kind: kind, editor: LineEditor(line, history: history), origin: place))
    }

    /// Changes the line being written; what depends on it follows at once.
    mutating func edit(_ change: (inout LineEditor) -> Void) -> [Effect] {
        switch overlay {
        case .prompt(var prompt):
            let before = prompt.editor
            change(&prompt.editor)
            let isElsewhere = prompt.editor.head != before.head
            if isElsewhere {
                prompt.completion = nil
                prompt.choice = nil
            }
            overlay = .prompt(prompt)
            let effects = prompt.editor.text == before.text ? [] : followPrompt(prompt)
            return effects + (isElsewhere ? askForCompletion() : [])
        case .palette(var palette):
            let before = palette.editor.text
            change(&palette.editor)
            if palette.editor.text != before { palette.choice = firstChoice(for: palette.editor.text) }
            overlay = .palette(palette)
            return []
        default:
            return []
        }
    }

    mutating func openPalette(_ text: String = "") {
        overlay = .palette(
            PaletteState(editor: LineEditor(text, history: commandHistory), choice: firstChoice(for: text)))
    }

    /// The entry that Enter runs before anybody has moved: of values the one that is so already, as long as nothing of
    /// another is written.
    private func firstChoice(for text: String) -> Int {
        guard text.last == " " else { return 0 }
        return Palette.entries(for: text, in: self).firstIndex { $0.value?.isCurrent == true } ?? 0
    }

    /// Goes on to the next value; a word that wants an argument is written out first.
    private mutating func complete(_ palette: PaletteState, by offset: Int) {
        var palette = palette
        let entries = Palette.entries(for: palette.editor.text, in: self)
        guard entries.indices.contains(palette.choice) else { return }
        let action = entries[palette.choice].action
        if let value = entries[palette.choice].value, value.goesOn, let word = action.words.first {
            palette.editor.replace(with: "\(word) \(value.text) ")
            palette.choice = firstChoice(for: palette.editor.text)
            overlay = .palette(palette)
            return
        }
        let line = action.words.first.map { action.argument == nil ? $0 : $0 + " " }
        if entries[palette.choice].value == nil, let line, palette.editor.text != line {
            palette.editor.replace(with: line)
            palette.choice = firstChoice(for: line)
        } else {
            palette.choice = (palette.choice + offset + entries.count) % entries.count
        }
        overlay = .palette(palette)
    }

    /// An older or newer line; the palette, which shows a list, moves in that, and words of several lines in those.
    mutating func recall(_ offset: Int) -> [Effect] {
        if let effects = moveInWords(by: offset) { return effects }
        guard case .palette(var palette) = overlay else { return edit { $0.recall(offset) } }
        if palette.editor.isEmpty, palette.choice == 0, offset < 0 { return edit { $0.recall(offset) } }
        let count = Palette.entries(for: palette.editor.text, in: self).count
        palette.choice = min(max(0, palette.choice + offset), max(0, count - 1))
        overlay = .palette(palette)
        return []
    }

    mutating func cancelPrompt() {
        if case .prompt(let prompt) = overlay, prompt.kind.changesPlace { show(prompt.origin) }
        overlay = nil
    }

    mutating func acceptPrompt() -> [Effect] {
        switch overlay {
        case .prompt(let prompt):
            switch prompt.kind {
            case .search: acceptSearch(prompt)
            case .filter: acceptFilter(prompt)
            case .time: acceptTime(prompt)
            case .words(let purpose): return accept(prompt.editor.text, for: purpose)
            }
            return []
        case .palette(let palette):
            return acceptCommand(palette)
        default:
            return []
        }
    }

    /// Asks what can be written at the cursor.
    mutating func askForCompletion() -> [Effect] {
        guard case .prompt(let prompt) = overlay, prompt.kind.isFilter else { return [] }
        return [ask(.completion, .completion(of: prompt.editor.head, in: request))]
    }

    /// Puts in the next candidate for what stands in front of the cursor.
    mutating func complete(by offset: Int) -> [Effect] {
        if case .palette(let palette) = overlay {
            complete(palette, by: offset)
            return []
        }
        guard case .prompt(var prompt) = overlay, prompt.kind.isFilter else { return [] }
        guard let completion = prompt.completion else {
            prompt.isCompleting = true
            overlay = .prompt(prompt)
            return asked[.completion] == nil ? askForCompletion() : []
        }
        let count = completion.candidates.count
        guard count > 0 else {
            say(.info, "Nothing completes this.")
            return []
        }
        let choice = prompt.choice.map { ($0 + offset + count) % count } ?? (offset > 0 ? 0 : count - 1)
        prompt.editor.replaceHead(with: completion.stem + completion.candidates[choice].text)
        prompt.choice = choice
        // Behind the only candidate comes what can follow it; among several Tab goes on.
        if count == 1 { prompt.completion = nil }
        overlay = .prompt(prompt)
        return followPrompt(prompt) + (count == 1 ? askForCompletion() : [])
    }

    /// Shows the candidates, or puts one in where Tab has asked for that.
    mutating func receive(_ completion: Completion) -> [Effect] {
        guard case .prompt(var prompt) = overlay, prompt.kind.isFilter else { return [] }
        var completion = completion
        // What stands there already is no candidate.
        completion.candidates.removeAll { completion.stem + $0.text == prompt.editor.head }
        prompt.completion = completion
        prompt.choice = nil
        let isCompleting = prompt.isCompleting
        prompt.isCompleting = false
        overlay = .prompt(prompt)
        return isCompleting ? complete(by: 1) : []
    }

    private mutating func followPrompt(_ prompt: Prompt) -> [Effect] {
        let text = prompt.editor.text
        switch prompt.kind {
        case .filter(let number):
            // The last good list stays on the screen until the new one is there.
            place.request.filters = Self.filters(prompt.origin.request.filters, with: text, at: number)
            place.relist()
            asked[.list] = nil
            return []
        case .search:
            place.selection = prompt.origin.selection
            if text.isEmpty { return [] }
            // From the row before, so that the row under the cursor counts too.
            return find(.text(text), forward: true, from: prompt.origin.selection.row - 1)
        case .time:
            // What is no time yet leaves the cursor where the last one led.
            if text.allSatisfy({ $0 == " " }) { place.selection = prompt.origin.selection }
            try? move(to: text, from: prompt.origin)
            return []
        case .words:
            return []
        }
    }

    private static func filters(_ filters: [StackedFilter], with text: String, at number: Int?) -> [StackedFilter] {
        var filters = filters
        let isBlank = text.allSatisfy { $0 == " " }
        if let number, filters.indices.contains(number) {
            if isBlank {
                filters.remove(at: number)
            } else {
                filters[number] = StackedFilter(text, in: filters[number].view)
            }
        } else if !isBlank {
            filters.append(StackedFilter(text))
        }
        return filters
    }

    private mutating func acceptSearch(_ prompt: Prompt) {
        let text = prompt.editor.text
        overlay = nil
        if text.isEmpty { return }
        search = .text(text)
        if searchHistory.last != text { searchHistory.append(text) }
    }

    private mutating func acceptFilter(_ prompt: Prompt) {
        let text = prompt.editor.text
        if let problem = place.content.problem, !place.content.isWaiting {
            say(.error, problem.message)
            return
        }
        overlay = nil
        guard place.request.filters != prompt.origin.request.filters else {
            show(prompt.origin)
            return
        }
        remember(prompt.origin)
        noteFilters(since: prompt.origin.bookmark)
        if !text.isEmpty, filterHistory.last != text { filterHistory.append(text) }
    }

    private mutating func acceptCommand(_ palette: PaletteState) -> [Effect] {
        let text = palette.editor.text
        let entries = Palette.entries(for: text, in: self)
        guard entries.indices.contains(palette.choice) else {
            say(.warn, "There is no command '\(text)'.")
            return []
        }
        overlay = nil
        let entry = entries[palette.choice]
        if !text.isEmpty, commandHistory.last != text { commandHistory.append(text) }
        return entry.action.run(&self, entry.argument)
    }
}
