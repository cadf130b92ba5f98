internal import Query

/// What of a condition an engine can decide: one condition that every event meets which fits, and one that none meets
/// which does not. Where both are the same the translation is exact; else the events between them are looked at here,
/// behind the query.
public struct Bounds: Hashable, Sendable {
    /// Met by all events that fit, and perhaps by others.
    var upper: SQLCondition
    /// Met by events that fit only, and perhaps not by all.
    var lower: SQLCondition
    /// What could not be said exactly, in the order of the condition, each once.
    public private(set) var remainders: [Remainder]

    init(upper: SQLCondition, lower: SQLCondition, remainders: [Remainder] = []) {
        self.upper = upper
        self.lower = lower
        self.remainders = remainders
    }

    /// A condition that the engine decides by itself.
    init(_ condition: SQLCondition) {
        self.init(upper: condition, lower: condition)
    }

    /// A condition that the engine decides by itself, as an expression.
    init(_ expression: String) {
        self.init(.test(expression))
    }

    /// A condition of which the engine can say nothing.
    static func unknown(_ remainder: Remainder) -> Bounds {
        Bounds(upper: .constant(true), lower: .constant(false), remainders: [remainder])
    }

    /// Whether the engine's answer is the answer.
    public var isExact: Bool { upper == lower }

    /// Whether the engine can leave out nothing.
    public var holdsForAll: Bool { upper == .constant(true) }

    static func allOf(_ parts: [Bounds]) -> Bounds {
        Bounds(
            upper: .allOf(parts.map(\.upper)), lower: .allOf(parts.map(\.lower)),
            remainders: parts.flatMap(\.remainders).unique())
    }

    static func anyOf(_ parts: [Bounds]) -> Bounds {
        Bounds(
            upper: .anyOf(parts.map(\.upper)), lower: .anyOf(parts.map(\.lower)),
            remainders: parts.flatMap(\.remainders).unique())
    }

    /// The contrary: what surely does not fit is left out, and nothing else.
    var negated: Bounds {
        Bounds(upper: lower.negated, lower: upper.negated, remainders: remainders)
    }

    /// Met by all events that fit, as it stands behind `WHERE`.
    public var whereClause: String { upper.text }

    /// Met by events that fit only.
    public var certainClause: String { lower.text }
}

/// Something that a query cannot say as exactly as the filter or rule does.
public struct Remainder: Hashable, Sendable {
    public enum Reason: Hashable, Sendable {
        /// The table has no such column.
        case notInTable
        /// The table holds the value in another form than the record.
        case otherForm
        /// An expression whose meaning differs between engines.
        case expression
        /// The value may be an object or array, which is looked through as a whole.
        case structure
        /// It hangs on what other events say.
        case otherEvents
        /// It is no part of an event.
        case fact
    }

    /// The field as written, or what was looked for.
    public var subject: String
    public var reason: Reason

    init(_ subject: String, _ reason: Reason) {
        self.subject = subject
        self.reason = reason
    }
}

extension Remainder: CustomStringConvertible {
    public var description: String {
        switch reason {
        case .notInTable: "\(subject): the table has no such column"
        case .otherForm: "\(subject): the table holds it in another form"
        case .expression: "\(subject): the expression means something else to the engine"
        case .structure: "\(subject): may be an object or a list, which is looked through here"
        case .otherEvents: "\(subject): depends on other events"
        case .fact: "\(subject): no part of an event"
        }
    }
}
