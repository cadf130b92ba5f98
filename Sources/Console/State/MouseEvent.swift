/// What a mouse does, at a place of the screen.
public enum MouseEvent: Hashable, Sendable {
    case press(Point)
    /// The wheel, by so many steps; down is positive.
    case wheel(Int)
}

extension State {
    /// Rows for one step of the wheel.
    private static let wheelRows = 3

    /// A press chooses a row and a cell, a second one on the same opens it; the wheel goes on in the list. What lies over
    /// the view is for keys.
    mutating func take(_ event: MouseEvent) -> [Effect] {
        toast = nil
        asksToStop = false
        pendingKeys = []
        guard overlay == nil, !isAwaitingList else { return [] }
        switch event {
        case .wheel(let steps):
            place.isUntouched = false
            return moveRow(by: steps * Self.wheelRows)
        case .press(let point):
            guard let (row, column) = cell(at: point) else { return [] }
            place.isUntouched = false
            let isSecond = (row, column) == (place.selection.row, place.selection.column)
            place.selection.column = column
            _ = moveRow(to: row)
            if isSecond { open() }
            return []
        }
    }

    /// The row and the column of the list at a place of the screen.
    private func cell(at point: Point) -> (row: Int, column: Int)? {
        let list = Frame(self).list
        let row = place.selection.top + point.row - list.top
        guard (list.top..<list.bottom).contains(point.row), row < place.rowCount else { return nil }
        let slots = TableLayout(self).slots
        guard let slot = slots.last(where: { $0.start <= point.column }) ?? slots.first else { return nil }
        return (row, slot.column)
    }
}
