/// One match that a correlation may count: of a rule an event, of another correlation a whole group of them.
struct CorrelationItem: Sendable {
    /// Milliseconds since the epoch; of a group that of its last event.
    var time: Int64
    /// The first row, by which matches of one time are ordered.
    var row: Int
    /// The rows of a group, in time order; empty for an event.
    var members: [Int] = []
    /// Which of the correlation's rules it is a match of.
    var rule = 0
    /// The codes of the fields that are counted or added up; nil where one is missing.
    var values: [UInt32]?

    /// All rows, in time order.
    var rows: [Int] { members.isEmpty ? [row] : members }
}

/// A group whose matches lie close enough together.
struct CorrelationHit: Sendable {
    /// The codes of the values that the group has in common.
    var group: [UInt32]
    /// The matches of all windows that fit, in time order.
    var items: [CorrelationItem]
    /// The figure of the window that fits best.
    var figure: Double
    /// Windows that fit, none of which shares a match with another: each is one match of the correlation.
    var windows: [[CorrelationItem]]

    /// All rows, in time order, each once.
    var rows: [Int] { items.allRows }
}

extension [CorrelationItem] {
    /// All rows, in time order, each once.
    var allRows: [Int] { Set(flatMap(\.rows)).sorted() }
}
