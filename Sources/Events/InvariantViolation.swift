/// A rule that an index, or what was loaded with it, does not keep: always a fault of the program.
public struct InvariantViolation: Hashable, Sendable, CustomStringConvertible {
    /// What should hold, as a sentence.
    public var rule: String
    /// Where it does not: the first row, code or source that was found, and what is there.
    public var place: String

    public init(_ rule: String, at place: String) {
        self.rule = rule
        self.place = place
    }

    public var description: String { "\(rule); not so: \(place)" }
}
