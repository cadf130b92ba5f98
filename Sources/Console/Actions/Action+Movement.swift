extension Action {
    static let movement: [Action] = [
        Action("move.down", .move, "Down a row", keys: ["j", "Down"]) { state, _ in state.moveRow(by: 1) },
        Action("move.up", .move, "Up a row", keys: ["k", "Up"]) { state, _ in state.moveRow(by: -1) },
        Action("move.left", .move, "Left a column", keys: ["h", "Left"]) { state, _ in state.moveColumn(by: -1) },
        Action("move.right", .move, "Right a column", keys: ["l", "Right"]) { state, _ in state.moveColumn(by: 1) },
        Action("move.half-page-down", .move, "Down half a page", keys: ["ctrl-d"]) { state, _ in
            state.moveRow(by: max(1, state.pageRows / 2))
        },
        Action("move.half-page-up", .move, "Up half a page", keys: ["ctrl-u"]) { state, _ in
            state.moveRow(by: -max(1, state.pageRows / 2))
        },
        Action("move.page-down", .move, "Down a page", keys: ["ctrl-f", "PgDn"]) { state, _ in
            state.moveRow(by: max(1, state.pageRows - 1))
        },
        Action("move.page-up", .move, "Up a page", keys: ["ctrl-b", "PgUp"]) { state, _ in
            state.moveRow(by: -max(1, state.pageRows - 1))
        },
        Action("move.top", .move, "First row", keys: ["g g", "Home"]) { state, _ in state.moveRow(to: 0) },
        Action("move.bottom", .move, "Last row", keys: ["G", "End"]) { state, _ in
            state.moveRow(to: state.place.rowCount - 1)
        },
        Action("move.centre", .move, "This row to the middle", keys: ["z z"]) { state, _ in
            state.place.selection.top = state.place.selection.row - state.pageRows / 2
            return []
        },
    ]
}

extension State {
    /// Rows of the list on the screen.
    var pageRows: Int { Frame(self).list.rows }

    mutating func moveRow(by offset: Int) -> [Effect] {
        moveRow(to: place.selection.row + offset)
    }

    mutating func moveRow(to row: Int) -> [Effect] {
        place.selection.row = min(max(0, row), max(0, place.rowCount - 1))
        place.selection.key = place.currentRow?.key
        place.isUntouched = false
        return []
    }

    /// Moves among the columns that are on the screen; a list that scrolls sideways has all of them.
    mutating func moveColumn(by offset: Int) -> [Effect] {
        let columns = TableLayout(self).reachable
        guard let index = columns.firstIndex(of: place.selection.column) else { return [] }
        place.selection.column = columns[min(max(0, index + offset), columns.count - 1)]
        return []
    }
}
