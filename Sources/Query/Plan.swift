internal import CloudTrail
public import Events
public import JSON
internal import Patterns

/// A filter worked out for one index: what the columns decide is decided, and what only records can decide is narrowed
/// down to as few of them as possible.
///
/// Conditions on indexed fields are evaluated once for each distinct value. Then every part of the filter gets two
/// bounds, the rows that match whatever the records say and the rows that may match; only the rows between the two
/// bounds of the whole filter have to be read.
public struct Plan: Sendable {
    /// The rows that match for certain.
    public let certain: RowSet
    /// The rows whose records decide.
    public let undecided: RowSet
    let root: Node
    private let filter: String

    typealias Node = RowTree<RecordTest>

    /// - Parameter facts: who knows `is:`, `has:` and `tag:`; a filter that asks for them without one is an error.
    public init(_ filter: Filter, over index: EventIndex, facts: (any FactSource)? = nil) throws(FilterError) {
        let planner = Planner(index: index, facts: facts, filter: filter.text)
        root = try planner.node(filter.predicate)
        let bounds = RowBounds(root, rowCount: index.count)
        certain = bounds.lower
        undecided = bounds.undecided
        self.filter = filter.text
    }

    /// Whether an undecided row matches, told from its record.
    ///
    /// - Throws: where a regular expression takes too many steps: no answer is given rather than a wrong one.
    public func matches(_ row: Int, _ record: JSONValue) throws(FilterError) -> Bool {
        try matches(row) { test throws(RegularExpression.LimitExceeded) in try test.matches(record) }
    }

    /// The same for a record that is taken apart in the text of its source; see `isAnsweredByTapes`.
    func matches(_ row: Int, _ tape: JSONTape, of text: Span<UInt8>) throws(FilterError) -> Bool {
        try matches(row) { test throws(RegularExpression.LimitExceeded) in try test.matches(tape, of: text) }
    }

    /// Whether all conditions can be decided without a record being built.
    var isAnsweredByTapes: Bool { root.allTests { $0.isAnsweredByTapes } }

    private func matches(
        _ row: Int, _ passes: (RecordTest) throws(RegularExpression.LimitExceeded) -> Bool
    ) throws(FilterError) -> Bool {
        try root.matches(row) { test throws(FilterError) in
            do {
                return try passes(test)
            } catch {
                throw FilterError(filter: filter, column: test.column, reason: .regexTooCostly)
            }
        }
    }
}
