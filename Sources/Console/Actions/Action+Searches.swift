internal import Cases

extension Action {
    static let searches: [Action] = [
        Action("search", .search, "Search as you type; a capital letter minds case", keys: ["/"], hint: "search") {
            state, _ in
            state.openPrompt(.search)
            return []
        },
        Action("search.next", .search, "Next match", keys: ["n"], needsList: true) { state, _ in
            state.findAgain(forward: true)
        },
        Action("search.previous", .search, "Previous match", keys: ["N"], needsList: true) { state, _ in
            state.findAgain(forward: false)
        },
        Action("search.same", .search, "Next row with this cell's value", keys: ["*", "g n"], needsList: true) {
            state, _ in
            state.findSame(forward: true)
        },
        Action("search.same-back", .search, "Previous row with this cell's value", keys: ["#", "g N"], needsList: true)
        { state, _ in
            state.findSame(forward: false)
        },
    ]

    static let signals: [Action] = [
        Action("signal.failed", .signals, "Next error or denied call", keys: ["e"]) { state, _ in
            state.find(.traits(.failed), forward: true)
        },
        Action("signal.failed-back", .signals, "Previous error or denied call", keys: ["E"]) { state, _ in
            state.find(.traits(.failed), forward: false)
        },
        Action("signal.alerted", .signals, "Next event of an alert", keys: ["w"]) { state, _ in
            state.find(.traits(.alerted), forward: true)
        },
        Action("signal.alerted-back", .signals, "Previous event of an alert", keys: ["W"]) { state, _ in
            state.find(.traits(.alerted), forward: false)
        },
    ]
}

/// A search that is under way.
struct Finding: Sendable, Equatable {
    var search: RowSearch
    var forward: Bool
    /// Whether it follows what is being typed, from where the prompt was opened.
    var isTyped: Bool
}

extension State {
    mutating func find(_ search: RowSearch, forward: Bool, from start: Int? = nil) -> [Effect] {
        guard let rows = place.content.listing?.rows, rows.count > 0 else { return [] }
        finding = Finding(search: search, forward: forward, isTyped: start != nil)
        return [ask(.find, .find(search, rows, from: start ?? place.selection.row, forward: forward))]
    }

    fileprivate mutating func findAgain(forward: Bool) -> [Effect] {
        guard let search else {
            say(.info, "Nothing has been searched for yet. \(keyName("search")) searches.")
            return []
        }
        return find(search, forward: forward)
    }

    fileprivate mutating func findSame(forward: Bool) -> [Effect] {
        guard let cell = place.currentCell, let listing = place.content.listing else { return [] }
        if listing.columns[place.selection.column].isLazy {
            say(.info, "These values are read from the records of the screen only; + keeps the rows with one.")
            return []
        }
        let same = RowSearch.cell(column: place.selection.column, text: cell.text.plain, entity: cell.entity)
        search = same
        return find(same, forward: forward)
    }
}
