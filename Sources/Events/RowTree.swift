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
    /// - Throws: where a test does that decides: another part may tell all the same.
    @inlinable
    public func matches<Failure: Error>(
        _ row: Int, _ passes: (Test) throws(Failure) -> Bool
    ) throws(Failure) -> Bool {
        switch self {
        case .rows(let rows): return rows.contains(row)
        case .record(let test): return try passes(test)
        case .not(let inner): return try !inner.matches(row, passes)
        case .all(let parts):
            return try !Self.isAny(of: parts) { part throws(Failure) in try !part.matches(row, passes) }
        case .any(let parts):
            return try Self.isAny(of: parts) { part throws(Failure) in try part.matches(row, passes) }
        case .atLeast(let wanted, let parts):
            var count = 0
            var failures: [Failure] = []
            for part in parts where count < wanted {
                do throws(Failure) {
                    if try part.matches(row, passes) { count += 1 }
                } catch {
                    failures.append(error)
                }
            }
            if count < wanted, count + failures.count >= wanted, let failure = failures.first { throw failure }
            return count >= wanted
        }
    }

    /// Whether a part is wanted. What one of them cannot tell does not matter where another one is.
    @inlinable
    static func isAny<Failure: Error>(
        of parts: [RowTree], _ isWanted: (RowTree) throws(Failure) -> Bool
    ) throws(Failure) -> Bool {
        var failure: Failure?
        for part in parts {
            do throws(Failure) {
                if try isWanted(part) { return true }
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return false
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
