internal import Cases

extension Action {
    static let copying: [Action] = [
        Action("copy.cell", .save, "Copy the cell's value", keys: ["y c"], needsList: true) { state, _ in
            guard let cell = state.place.currentCell else { return state.nothingToCopy() }
            return state.copy(Clipboard.cell(cell), called: "The cell")
        },
        Action("copy.row", .save, "Copy the row, parted by tabs", keys: ["y r"], needsList: true) { state, _ in
            guard let row = state.place.currentRow else { return state.nothingToCopy() }
            return state.copy(Clipboard.row(row), called: "The row")
        },
        Action("copy.record", .save, "Copy the record as JSON, secrets masked", keys: ["y j"], needsList: true) {
            state, _ in
            guard let event = state.place.currentRow?.entities[.event]?.value else {
                state.say(.info, "This row has no record.")
                return []
            }
            return [state.ask(.copy, .excerpt(.json, of: event))]
        },
        Action(
            "copy.evidence", .save, "Copy the evidence number of this event: [E12]", keys: ["y e"], needsList: true
        ) { state, _ in
            let references = state.references()
            return references.isEmpty ? [] : state.copy(references, called: "\(references)")
        },
        Action("copy.markdown", .save, "Copy as Markdown: the event, or the row", keys: ["y m"], needsList: true) {
            state, _ in
            guard let row = state.place.currentRow, let listing = state.place.content.listing else {
                return state.nothingToCopy()
            }
            if let event = row.entities[.event]?.value { return [state.ask(.copy, .excerpt(.reference, of: event))] }
            return state.copy(Clipboard.table(row, listing.columns), called: "The row")
        },
    ]
}

extension State {
    /// Hands a text to the terminal, and says no more than that: whether the terminal takes it cannot be known.
    mutating func copy(_ text: String, called name: String) -> [Effect] {
        if text.isEmpty { return nothingToCopy() }
        let size = text.utf8.count
        guard size <= Clipboard.most else {
            say(
                .warn,
                "Not copied: \(size.grouped) bytes, and a terminal takes \(Clipboard.most.grouped). "
                    + "\(keyName("copy.cell")) copies a cell.")
            return []
        }
        say(.info, "\(name), \(counted(size, "byte")): sent to the terminal, which may refuse it.")
        return [.copy(text)]
    }

    fileprivate mutating func nothingToCopy() -> [Effect] {
        say(.info, "There is nothing here to copy.")
        return []
    }
}
