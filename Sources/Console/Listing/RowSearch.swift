public import Cases

/// What is looked for from row to row.
public enum RowSearch: Hashable, Sendable {
    /// A text in any cell, without case unless it holds a capital letter.
    case text(String)
    /// A cell of that column with this value, or where it has none with exactly this text.
    case cell(column: Int, text: String, entity: Entity?)
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
            let wanted = SearchText(text)
            return cells.contains { wanted.isIn($0.text.plain) }
        case .cell(let column, let text, let entity):
            guard cells.indices.contains(column) else { return false }
            guard let entity else { return cells[column].text.plain == text }
            return cells[column].entity?.kind == entity.kind && cells[column].entity?.value == entity.value
        case .traits, .subjects:
            return false
        }
    }

    /// Whether it is of interest how many rows match.
    var isCounted: Bool { if case .traits = self { false } else { true } }

    /// The next of `count` rows that matches, beginning beside `start` and going round once.
    ///
    /// - Complexity: O(*n*) in the rows up to it.
    func next(
        among count: Int, from start: Int, forward: Bool, isCancelled: @Sendable () -> Bool,
        matches: (Int) -> Bool
    ) -> Found {
        guard count > 0 else { return Found() }
        for step in 1...count {
            if step % 1024 == 0, isCancelled() { return Found() }
            let index = ((start + (forward ? step : -step)) % count + count) % count
            guard matches(index) else { continue }
            return Found(row: index, isForward: forward, hasWrapped: forward ? index <= start : index >= start)
        }
        return Found()
    }

    /// Which match of how many a row is, in the order of the list; nil where nobody waits for it any more.
    ///
    /// - Complexity: O(*n*) in the rows.
    func position(
        of row: Int, among count: Int, isCancelled: @Sendable () -> Bool, matches: (Int) -> Bool
    ) -> (number: Int, count: Int)? {
        var number = 0
        var matching = 0
        for index in 0..<count {
            if index % 1024 == 0, isCancelled() { return nil }
            guard matches(index) else { continue }
            matching += 1
            if index <= row { number += 1 }
        }
        return (number, matching)
    }
}

/// What a search came to.
public struct Found: Sendable {
    /// Nil where nothing matches.
    public var row: Int?
    var isForward: Bool
    /// Whether the end of the list lies between it and where the search began.
    var hasWrapped: Bool
    /// Which match of how many it is, in the order of the list; nil until they are counted.
    var position: (number: Int, count: Int)?

    init(row: Int? = nil, isForward: Bool = true, hasWrapped: Bool = false) {
        self.row = row
        self.isForward = isForward
        self.hasWrapped = hasWrapped
    }

    /// `3 of 17 · from the top again`.
    var words: String? {
        let place = position.map { "\($0.number.grouped) of \($0.count.grouped)" }
        let turn = hasWrapped ? (isForward ? "from the top again" : "from the end again") : nil
        let parts = [place, turn].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: " · ")
    }
}
