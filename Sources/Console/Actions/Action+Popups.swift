extension Action {
    static let popups: [Action] = [
        Action("popup.down", .popup, "Down", keys: ["j", "Down"], layer: .popup) { state, _ in state.movePopup(by: 1) },
        Action("popup.up", .popup, "Up", keys: ["k", "Up"], layer: .popup) { state, _ in state.movePopup(by: -1) },
        Action("popup.page-down", .popup, "Down a page", keys: ["PgDn", "ctrl-f", "ctrl-d"], layer: .popup) {
            state, _ in
            state.movePopup(by: max(1, state.size.rows - 4))
        },
        Action("popup.page-up", .popup, "Up a page", keys: ["PgUp", "ctrl-b", "ctrl-u"], layer: .popup) { state, _ in
            state.movePopup(by: -max(1, state.size.rows - 4))
        },
        Action("popup.accept", .popup, "Go to the place; edit the filter; choose", keys: ["Enter"], layer: .popup) {
            state, _ in
            state.acceptPopup()
            return []
        },
        Action("popup.toggle", .popup, "Filter off or on", keys: ["Space"], layer: .popup) { state, _ in
            state.changeFilter { $0[$1].isOn.toggle() }
            return []
        },
        Action("popup.remove", .popup, "Remove the filter or view", keys: ["d", "Delete"], layer: .popup) { state, _ in
            if case .savedViews(let cursor) = state.overlay { return state.removeView(at: cursor) }
            state.changeFilter { $0.remove(at: $1) }
            return []
        },
        Action("popup.close", .popup, "Close", keys: ["Esc", "q", "ctrl-c", "?"], layer: .popup) { state, _ in
            state.overlay = nil
            return []
        },
        Action("letter.close", .popup, "No letter", keys: ["Esc", "ctrl-c"], layer: .letter) { state, _ in
            state.overlay = nil
            return []
        },
    ]
}

extension State {
    /// Places of the history popup, oldest first, with this one and those in front.
    var travelled: [Place] { back + [place] + forward.reversed() }

    fileprivate mutating func movePopup(by offset: Int) -> [Effect] {
        func moved(_ cursor: Int, _ count: Int) -> Int { min(max(0, cursor + offset), max(0, count - 1)) }
        switch overlay {
        case .filters(let cursor): overlay = .filters(cursor: moved(cursor, place.request.filters.count))
        case .history(let cursor): overlay = .history(cursor: moved(cursor, travelled.count))
        case .mutes(let offers, let cursor): overlay = .mutes(offers, cursor: moved(cursor, offers.count))
        case .savedViews(let cursor): overlay = .savedViews(cursor: moved(cursor, savedViews.all.count))
        case .help(let top): overlay = .help(top: moved(top, HelpPage(self).lines.count))
        case .fetch(let top): overlay = .fetch(top: moved(top, FetchPage(self).lines.count))
        default: break
        }
        return []
    }

    fileprivate mutating func acceptPopup() {
        switch overlay {
        case .filters(let cursor):
            guard place.request.filters.indices.contains(cursor) else { return }
            openPrompt(.filter(replacing: cursor), text: place.request.filters[cursor].text)
        case .history(let cursor):
            overlay = nil
            for _ in 0..<max(0, back.count - cursor) { goBack() }
            for _ in 0..<max(0, cursor - back.count) { goForward() }
        case .mutes(let offers, let cursor):
            guard offers.indices.contains(cursor) else { return }
            openPrompt(.words(.mute(offers[cursor])))
        case .savedViews(let cursor):
            guard savedViews.all.indices.contains(cursor) else { return }
            go(toSaved: savedViews.all[cursor])
        default:
            overlay = nil
        }
    }

    /// Changes the stack of filters at the cursor; one step back undoes it.
    fileprivate mutating func changeFilter(_ change: (inout [StackedFilter], Int) -> Void) {
        guard case .filters(let cursor) = overlay, place.request.filters.indices.contains(cursor) else { return }
        let before = place.bookmark
        var next = place
        change(&next.request.filters, cursor)
        next.relist()
        go(to: next)
        noteFilters(since: before)
        overlay = next.request.filters.isEmpty ? nil : .filters(cursor: min(cursor, next.request.filters.count - 1))
    }
}
