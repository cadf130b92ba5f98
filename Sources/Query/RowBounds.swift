internal import Events

/// What is known of the rows that a part of a filter matches, before any record is read.
enum RowBounds: Sendable {
    /// These and no others.
    case exact(RowSet)
    /// The rows that match whatever the records say, and those that may match.
    case between(RowSet, RowSet)

    var lower: RowSet {
        switch self {
        case .exact(let rows), .between(let rows, _): rows
        }
    }

    var upper: RowSet {
        switch self {
        case .exact(let rows), .between(_, let rows): rows
        }
    }

    /// The rows whose records decide.
    var undecided: RowSet {
        switch self {
        case .exact(let rows): .none(of: rows.universe)
        case .between(let lower, let upper): upper.subtracting(lower)
        }
    }

    var complement: RowBounds {
        switch self {
        case .exact(let rows): .exact(rows.complement)
        case .between(let lower, let upper): .between(upper.complement, lower.complement)
        }
    }

    /// Joins both by a set operation that grows with either; once only where both are exact, as they mostly are.
    func joined(_ other: RowBounds, by operation: (RowSet, RowSet) -> RowSet) -> RowBounds {
        if case .exact(let own) = self, case .exact(let others) = other { return .exact(operation(own, others)) }
        return .between(operation(lower, other.lower), operation(upper, other.upper))
    }
}

extension RowBounds {
    init(_ node: Plan.Node, rowCount count: Int) {
        switch node {
        case .rows(let rows): self = .exact(rows)
        case .record: self = .between(.none(of: count), .all(of: count))
        case .not(let inner): self = RowBounds(inner, rowCount: count).complement
        case .all(let parts):
            self.init(parts, rowCount: count, ofNone: .all(of: count)) { $0.intersection($1) }
        case .any(let parts):
            self.init(parts, rowCount: count, ofNone: .none(of: count)) { $0.union($1) }
        }
    }

    private init(
        _ parts: [Plan.Node], rowCount: Int, ofNone: @autoclosure () -> RowSet, _ operation: (RowSet, RowSet) -> RowSet
    ) {
        guard let first = parts.first else {
            self = .exact(ofNone())
            return
        }
        self = parts.dropFirst().reduce(RowBounds(first, rowCount: rowCount)) {
            $0.joined(RowBounds($1, rowCount: rowCount), by: operation)
        }
    }
}
