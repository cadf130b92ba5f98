/// A condition on events worked out for one index, as far as the index can tell: what is left are tests of records.
public indirect enum RowTree<Test: Sendable>: Sendable {
    /// What the index has decided.
    case rows(RowSet)
    /// What only the record decides.
    case record(Test)
    case not(RowTree)
    case all([RowTree])
    case any([RowTree])
    /// So many of them, or more.
    case atLeast(Int, [RowTree])
}

extension RowTree {
    /// Whether a row passes; tests are made only where nothing else decides.
    ///
    /// - Parameter passes: whether the row's record passes a test.
    @inlinable
    public func matches<Failure: Error>(
        _ row: Int, _ passes: (Test) throws(Failure) -> Bool
    ) throws(Failure) -> Bool {
        switch self {
        case .rows(let rows): return rows.contains(row)
        case .record(let test): return try passes(test)
        case .not(let inner): return try !inner.matches(row, passes)
        case .all(let parts):
            for part in parts {
                if try !part.matches(row, passes) { return false }
            }
            return true
        case .any(let parts):
            for part in parts {
                if try part.matches(row, passes) { return true }
            }
            return false
        case .atLeast(let wanted, let parts):
            var count = 0
            for part in parts where count < wanted {
                if try part.matches(row, passes) { count += 1 }
            }
            return count >= wanted
        }
    }

    /// Whether every test passes another one.
    public func allTests(_ isFine: (Test) -> Bool) -> Bool {
        switch self {
        case .rows: true
        case .record(let test): isFine(test)
        case .not(let inner): inner.allTests(isFine)
        case .all(let parts), .any(let parts), .atLeast(_, let parts): parts.allSatisfy { $0.allTests(isFine) }
        }
    }
}
