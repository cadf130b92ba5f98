internal import Cases
internal import Query

extension Action {
    static let filtering: [Action] = [
        Action(
            "filter", .filter, "Write a filter, with the result as you type", keys: ["&", "f"], hint: "filter",
            words: ["filter"], argument: "FILTER"
        ) { state, text in
            do throws(FilterError) {
                _ = try Filter(text)
                if !text.isEmpty {
                    state.addFilter(text)
                    return []
                }
                state.openPrompt(.filter(replacing: nil))
                return state.askForCompletion()
            } catch {
                // In the prompt it is seen what is wrong, and mended.
                state.openPrompt(.filter(replacing: nil))
                return state.edit { $0.insert(text) }
            }
        },
        Action(
            "filter.keep", .filter, "Keep rows with this value", keys: ["+"], hint: "keep", needsList: true,
            when: \.canFilterCell
        ) {
            state, _ in
            state.filterCell(negated: false)
            return []
        },
        Action(
            "filter.drop", .filter, "Drop rows with this value", keys: ["-"], hint: "drop", needsList: true,
            when: \.canFilterCell
        ) {
            state, _ in
            state.filterCell(negated: true)
            return []
        },
        Action("filter.stack", .filter, "The filters in force", keys: ["F"], words: ["filters"]) { state, _ in
            if state.place.request.filters.isEmpty {
                state.say(
                    .info,
                    "No filter is set. \(state.keyName("filter")) writes one, \(state.keyName("filter.keep")) and "
                        + "\(state.keyName("filter.drop")) make one from a cell.")
            } else {
                state.overlay = .filters(cursor: 0)
            }
            return []
        },
        Action("filter.toggle", .filter, "All filters off, or on again", keys: ["\\", "g f"]) { state, _ in
            let before = state.place.bookmark
            let anyOn = before.request.filters.contains(where: \.isOn)
            for index in before.request.filters.indices { state.place.request.filters[index].isOn = !anyOn }
            state.place.relist()
            state.noteFilters(since: before)
            return []
        },
        Action(
            "sort", .filter, "Sort by this column, again for the other way", keys: ["s"], words: ["sort"],
            argument: "COLUMN",
            values: { state in
                guard let listing = state.place.content.listing else { return [] }
                let current = (state.place.request.sort ?? listing.sort)?.column
                return listing.columns.filter(\.isSortable).map {
                    ArgumentValue($0.id, note: $0.title, isCurrent: $0.id == current)
                }
            }, needsList: true
        ) {
            state, text in
            state.sort(by: text)
            return []
        },
        Action(
            "sort.time", .filter, "Order of time, again for the view's own", keys: ["S"], needsList: true
        ) { state, _ in
            state.sortByTime()
            return []
        },
    ]
}

extension State {
    fileprivate var canFilterCell: Bool { place.currentCell?.entity?.filter() != nil }

    /// Adds a filter to this place. The place before is one step back, filters and all.
    mutating func addFilter(_ text: String) {
        addFilter(text, to: place.request.filters)
    }

    /// The same behind other filters than those that are set.
    mutating func addFilter(_ text: String, to filters: [StackedFilter]) {
        let before = place.bookmark
        var next = place
        next.request.filters = filters + [StackedFilter(text)]
        next.relist()
        next.selection = Selection()
        next.selection.column = place.selection.column
        next.selection.key = place.selection.key
        go(to: next)
        noteFilters(since: before)
        if filterHistory.last != text { filterHistory.append(text) }
    }

    fileprivate mutating func filterCell(negated: Bool) {
        guard let entity = place.currentCell?.entity, let text = entity.filter(negated: negated) else {
            say(.info, "This cell has no value to filter by.")
            return
        }
        addFilter(text)
    }

    /// The order of time, in lists of other things that of their last events; the view's own where that is in force.
    fileprivate mutating func sortByTime() {
        let columns = place.content.listing?.columns.filter(\.isSortable) ?? []
        let column = columns.first { $0.id == "time" } ?? columns.first { $0.id == "last" }
        let order = column.map { SortOrder(column: $0.id, isDescending: $0.id == "last") }
        place.request.sort = place.content.listing?.sort == order ? nil : order
        place.relist()
    }

    fileprivate mutating func sort(by name: String) {
        guard let listing = place.content.listing else { return }
        let columns = listing.columns
        let index = name.isEmpty ? place.selection.column : columns.firstIndex { $0.matches(name) } ?? -1
        guard columns.indices.contains(index), columns[index].isSortable else {
            let known = columns.filter(\.isSortable).map(\.id).joined(separator: ", ")
            say(.warn, known.isEmpty ? "This list has an order of its own." : "Sort by one of: \(known).")
            return
        }
        let current = place.request.sort ?? listing.sort
        let again = current?.column == columns[index].id
        place.request.sort = SortOrder(
            column: columns[index].id, isDescending: again ? !(current?.isDescending ?? false) : false)
        place.relist()
    }
}

extension Column {
    fileprivate func matches(_ name: String) -> Bool {
        id.lowercased() == name.lowercased() || title.lowercased() == name.lowercased()
    }
}
