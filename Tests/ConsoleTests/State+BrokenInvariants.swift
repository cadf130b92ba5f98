@testable import Console

extension State {
    /// What is wrong with the state itself, in words: a look at a few numbers.
    var brokenInvariants: [String] {
        let frame = Frame(self)
        let selection = place.selection
        var broken: [String] = []
        func check(_ holds: Bool, _ what: String) {
            if !holds { broken.append("\(size.columns)x\(size.rows), \(place.request.view.title): \(what)") }
        }
        check(selection.row >= 0 && selection.row < max(1, place.rowCount), "the cursor is out of the list")
        check(selection.top >= 0 && selection.top <= selection.row, "the cursor is above the screen")
        check(frame.list.rows == 0 || selection.row < selection.top + frame.list.rows, "the cursor is below the screen")
        if let listing = place.content.listing {
            check(
                listing.columns.isEmpty || listing.columns.indices.contains(selection.column),
                "the cursor is in no column")
            check(
                listing.columns.isEmpty || TableLayout(self).slot(of: selection.column) != nil || !frame.isUsable,
                "the cursor's column is not shown")
        }
        // Whatever a person does, the program is not to blame itself for it.
        let words = [toast?.text, place.content.problem?.message].compactMap { $0?.lowercased() }
        check(!words.contains { $0.contains("bug") || $0.contains("internal error") }, "a message speaks of a bug")
        return broken
    }
}

extension Screen {
    /// What is wrong with a screen for a size: a look at every cell.
    func brokenInvariants(for size: Size) -> [String] {
        var broken: [String] = []
        func check(_ holds: Bool, _ what: String) {
            if !holds { broken.append("\(size.columns)x\(size.rows): \(what)") }
        }
        check(self.size == size && cells.count == size.columns * size.rows, "the screen has another size")
        if let cursor, size.columns >= Frame.minimum.columns, size.rows >= Frame.minimum.rows {
            check(cursor.column >= 0 && cursor.column <= size.columns, "the terminal's cursor is beside the screen")
            check(cursor.row >= 0 && cursor.row < size.rows, "the terminal's cursor is above or below the screen")
        }
        // Cells that a sign of the row still has to fill.
        var rest = 0
        for (index, cell) in cells.enumerated() {
            if index % size.columns == 0 {
                check(rest == 0, "a wide sign sticks out")
                rest = 0
            }
            check((rest > 0) == (cell.width == 0), "half of a wide sign stands alone")
            rest = max(rest, Int(cell.width)) - 1
        }
        check(rest == 0, "a wide sign sticks out")
        return broken
    }
}
