/// What is looked for from row to row.
public enum RowSearch: Hashable, Sendable {
    /// A text in any cell, without case.
    case text(String)
    /// A cell of that column with exactly this text.
    case cell(column: Int, text: String)
    /// A row with one of these traits.
    case traits(RowTraits)
    /// A row that stands for one of these.
    case subjects(Set<Annotations.Subject>)

    /// Whether a row is what is looked for.
    public func matches(_ row: Row) -> Bool {
        switch self {
        case .text, .cell: matches(row.cells)
        case .traits(let traits): !row.traits.isDisjoint(with: traits)
        case .subjects(let subjects): row.subject.flatMap(Annotations.Subject.init).map(subjects.contains) ?? false
        }
    }

    /// Whether cells tell if a row is what is looked for.
    var isAboutCells: Bool {
        switch self {
        case .text, .cell: true
        case .traits, .subjects: false
        }
    }

    /// Whether the cells of a row show what is looked for, where they tell.
    func matches(_ cells: [TableCell]) -> Bool {
        switch self {
        case .text(let text):
            let needle = text.lowercased()
            return cells.contains { $0.text.plain.lowercased().contains(needle) }
        case .cell(let column, let text):
            return cells.indices.contains(column) && cells[column].text.plain == text
        case .traits, .subjects:
            return false
        }
    }

    /// The next of `count` rows that matches, beginning beside `start` and going round once.
    ///
    /// - Complexity: O(*n*) in the rows.
    public func next(
        among count: Int, from start: Int, forward: Bool, isCancelled: @Sendable () -> Bool,
        matches: (Int) -> Bool
    ) -> Int? {
        guard count > 0 else { return nil }
        for step in 1...count {
            if step % 1024 == 0, isCancelled() { return nil }
            let index = ((start + (forward ? step : -step)) % count + count) % count
            if matches(index) { return index }
        }
        return nil
    }
}
