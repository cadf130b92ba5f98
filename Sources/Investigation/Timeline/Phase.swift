public import CloudTrail

/// A stretch of the attack with one purpose.
public struct Phase: Hashable, Sendable {
    /// In lower case: `sweep`, `permission probe`, `firewall`, `key pair`, `instance`, or a tactic's name.
    public var name: String
    public var first: EventTime
    public var last: EventTime
    /// Rows, in time order, at least one.
    public var rows: [Int]

    public init(name: String, first: EventTime, last: EventTime, rows: [Int]) {
        self.name = name
        self.first = first
        self.last = last
        self.rows = rows
    }
}
