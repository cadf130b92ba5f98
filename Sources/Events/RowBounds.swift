/// What is known of the rows that a condition matches, before any record is read.
public enum RowBounds: Sendable {
    /// These and no others.
    case exact(RowSet)
    /// The rows that match whatever the records say, and those that may match.
    case between(RowSet, RowSet)

    /// The rows that match for certain.
    public var lower: RowSet {
        switch self {
        case .exact(let rows), .between(let rows, _): rows
        }
    }

    /// The rows that may match.
    public var upper: RowSet {
        switch self {
        case .exact(let rows), .between(_, let rows): rows
        }
    }

    /// The rows whose records decide.
    public var undecided: RowSet {
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
    /// - Parameter count: the number of rows in the index.
    /// - Complexity: a few set operations for each node. Where one part of `all` leaves no row, the others are not looked
    ///   at.
    public init<Test>(_ tree: RowTree<Test>, rowCount count: Int) {
        switch tree {
        case .rows(let rows): self = .exact(rows)
        case .record: self = .between(.none(of: count), .all(of: count))
        case .not(let inner): self = RowBounds(inner, rowCount: count).complement
        case .all(let parts): self = Self.all(parts, count)
        case .any(let parts):
            self = parts.reduce(.exact(.none(of: count))) {
                $0.joined(RowBounds($1, rowCount: count)) { $0.union($1) }
            }
        case .atLeast(let wanted, let parts): self = Self.atLeast(wanted, parts, count)
        }
    }

    private static func all<Test>(_ parts: [RowTree<Test>], _ count: Int) -> RowBounds {
        var bounds: RowBounds?
        // What the index has decided comes first: it is there already, and often leaves little.
        for part in parts.filter(\.isDecided) + parts.filter({ !$0.isDecided }) {
            if let bounds, bounds.upper.isEmpty { break }
            let next = RowBounds(part, rowCount: count)
            bounds = bounds?.joined(next) { $0.intersection($1) } ?? next
        }
        return bounds ?? .exact(.all(of: count))
    }

    private static func atLeast<Test>(_ wanted: Int, _ parts: [RowTree<Test>], _ count: Int) -> RowBounds {
        guard wanted > 0 else { return .exact(.all(of: count)) }
        guard wanted <= parts.count else { return .exact(.none(of: count)) }
        // By n: the rows that at least n + 1 of the parts met so far hold.
        var held = [RowBounds](repeating: .exact(.none(of: count)), count: wanted)
        for part in parts {
            let bounds = RowBounds(part, rowCount: count)
            for number in held.indices.reversed() {
                let more = number == 0 ? bounds : held[number - 1].joined(bounds) { $0.intersection($1) }
                held[number] = held[number].joined(more) { $0.union($1) }
            }
        }
        return held[wanted - 1]
    }
}

extension RowTree {
    fileprivate var isDecided: Bool {
        if case .rows = self { true } else { false }
    }
}
