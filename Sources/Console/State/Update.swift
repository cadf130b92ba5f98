/// What a message changes, and what is to be done about it. No input, no output, no clock: the same state and message
/// always give the same.
public func update(_ state: inout State, _ message: Message) -> [Effect] {
    var effects: [Effect]
    switch message {
    case .key(let key): effects = state.press(key)
    case .pasted(let text): effects = state.paste(text)
    case .mouse(let event): effects = state.take(event)
    case .resized(let size):
        state.size = size
        effects = []
    case .progress(let progress):
        if state.isLoading { state.progress = progress }
        effects = []
    case .opened(let summary):
        state.adopt(summary)
        effects = []
    case .openingFailed(let problem):
        state.openingProblem = problem
        state.progress = nil
        effects = []
    case .answered(let ticket, let answer): effects = state.receive(answer, for: ticket)
    case .decided(let decision, let time):
        state.take(decision, at: time)
        effects = []
    case .edited(let text):
        state.replaceWords(by: text)
        effects = []
    case .kept(let kept):
        state.take(kept)
        effects = []
    case .notKept(let problem):
        state.say(.warn, problem.message)
        effects = []
    case .notice(let text):
        state.say(.info, text)
        effects = []
    case .warned(let warning):
        state.warnings.append(warning)
        state.say(.warn, warning.words + ".")
        effects = []
    case .following(let following):
        state.take(following)
        effects = []
    case .fetch(let news): effects = state.take(news)
    case .resumed: effects = [.repaint]
    }
    effects += state.stepsToKeep()
    if state.hasQuit { return effects }
    state.followTour()
    state.settle()
    effects += state.needs()
    while !state.isAwaitingList, !state.typedAhead.isEmpty, !state.hasQuit {
        effects += state.press(state.typedAhead.removeFirst())
        effects += state.stepsToKeep()
        state.settle()
        effects += state.needs()
    }
    return effects
}

extension State {
    /// More keys than this ahead of a list are nobody's intention.
    private static let mostTypedAhead = 64

    /// What has been decided just now, for the disk.
    fileprivate mutating func stepsToKeep() -> [Effect] {
        let steps = decisions.takeUnkept()
        return steps.isEmpty ? [] : [.keep(steps)]
    }

    /// Rows of a place whose texts and panes are kept, at most.
    private static let mostDetails = 2_000

    /// One key: part of a sequence, an action, or text for a prompt.
    fileprivate mutating func press(_ key: Key) -> [Effect] {
        toast = nil
        let sequence = pendingKeys + [key]
        let match = registry.keymap.match(sequence, in: layers)
        if match != .action("cancel"), match != .prefix { asksToStop = false }
        let leaves = [.action("close"), .action("quit"), .prefix].contains(match) || layers.first == .prompt
        if !leaves { leavesBehind = false }
        if !typedAhead.isEmpty, isAwaitingList {
            guard key == Key(.escape) || match == .action("cancel") else {
                if typedAhead.count < Self.mostTypedAhead { typedAhead.append(key) }
                return []
            }
            typedAhead = []
        }
        switch match {
        case .prefix:
            pendingKeys = sequence
            return []
        case .action(let id):
            pendingKeys = []
            guard let action = registry[id] else { return [] }
            if action.needsList, isAwaitingList {
                typedAhead = sequence
                return []
            }
            if action.needsList, place.currentRow != nil { place.isUntouched = false }
            return action.run(&self, "")
        case .nothing:
            if !pendingKeys.isEmpty, case .action = registry.keymap.match([key], in: [.always]) {
                pendingKeys = []
                return press(key)
            }
            if case .pane = overlay {
                // Whoever reads the pane knows the keys of the list.
                overlay = nil
                pendingKeys = sequence.dropLast()
                return press(key)
            }
            let wasSequence = !pendingKeys.isEmpty
            pendingKeys = []
            if let text = key.typed, layers.first == .prompt { return edit { $0.insert(text) } }
            if case .letter(let use) = overlay, let letter = key.typed?.first { return take(letter, for: use) }
            if wasSequence, key.code != .escape {
                say(.info, "\(Keymap.name(sequence)) does nothing. \(keyName("help")) shows the keys.")
            }
            return []
        }
    }

    /// An answer, unless a newer question of its kind has been asked since.
    fileprivate mutating func receive(_ answer: Answer, for ticket: Ticket) -> [Effect] {
        guard asked[ticket.slot] == ticket.number else { return [] }
        asked[ticket.slot] = nil
        switch (ticket.slot, answer) {
        case (.list, .listing(let listing)):
            return receive(listing, number: ticket.number)
        case (.list, .failed(let problem)):
            place.content.isWaiting = false
            place.content.isRefreshing = false
            place.content.problem = problem
            place.content.edition = edition
        case (.preview, .preview(let preview)):
            if let key = previewAsked {
                if place.previews.count > Self.mostDetails { place.previews = [:] }
                place.previews[key] = Dated(value: preview, edition: place.content.edition)
            }
        case (.preview, .failed(let problem)):
            if let key = previewAsked {
                let role: Role = problem.isPassing ? .uiStatusProgress : .toastWarn
                place.previews[key] = Dated(
                    value: Preview(title: "", lines: [StyledText(problem.message, role)]),
                    edition: place.content.edition)
            }
        case (.details, .details(let details)):
            let edition = place.content.edition
            // Who has paged through a million rows does not need them all again.
            if place.details.count > Self.mostDetails { place.details = [:] }
            place.details.merge(details.mapValues { Dated(value: $0, edition: edition) }) { _, new in new }
        case (.find, .found(let found)):
            return receive(found)
        case (.count, .counted(let found)):
            if let words = found.words { say(.info, words) }
        case (.completion, .completion(let completion)):
            return receive(completion)
        case (.save, .saved(let path)):
            savedFiles += 1
            say(.ok, "Written to \(path)")
        case (.copy, .excerpt(let excerpt, let text)):
            return copy(text, called: excerpt.title)
        case (.status, .status(let text)):
            say(.info, text)
        case (.rules, .reloaded(let desk, let reload)):
            // Where the case is followed there may be a newer one by now; the next one goes by the new rules.
            if desk.summary.generation > summary?.generation ?? 0 { adopt(desk.summary) }
            say(reload.rejected == 0 ? .ok : .warn, reload.words)
        case (_, .failed(let problem)):
            say(.error, problem.message)
        default:
            break
        }
        return []
    }

    /// The row is shown at once; which match of how many it is takes a look at all rows and is told when it is known.
    private mutating func receive(_ found: Found) -> [Effect] {
        defer { finding = nil }
        guard let row = found.row else {
            say(.info, "Nothing found.")
            return []
        }
        place.selection.row = row
        place.isUntouched = false
        if let words = found.words { say(.info, words) }
        guard let search = finding?.search, search.isCounted, let rows = place.content.listing?.rows else { return [] }
        return [ask(.count, .count(search, rows, found))]
    }
}
