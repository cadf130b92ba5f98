public import Events

extension RowTree {
    /// Clues of which every undecided record that passes holds one; none at all where none passes, nil where nothing can
    /// be told.
    ///
    /// - Parameters:
    ///   - undecided: the rows whose records decide.
    ///   - clues: what is known of a test.
    public func clues(among undecided: RowSet, _ clues: (Test) -> [TextClue]?) -> [TextClue]? {
        switch self {
        case .record(let test): return clues(test)
        case .rows(let rows): return rows.intersection(undecided).isEmpty ? [] : nil
        case .not, .atLeast: return nil
        case .all(let parts):
            return parts.compactMap { $0.clues(among: undecided, clues) }.max { $0.worth < $1.worth }
        case .any(let parts):
            var all: [TextClue] = []
            for part in parts {
                guard let clues = part.clues(among: undecided, clues) else { return nil }
                all += clues
            }
            return all.count <= TextSieve.mostClues ? all : nil
        }
    }
}

extension [TextClue] {
    /// That of the least: any of them lets a record through.
    fileprivate var worth: Int { map(\.worth).min() ?? .max }
}
