public import CloudTrail
public import Patterns

/// What is asked of one value, with all modifiers applied.
public enum ValueCondition: Hashable, Sendable {
    /// The whole value; `contains`, `startswith` and `endswith` are wildcards at its ends.
    case text(TextPattern, isCased: Bool)
    /// Somewhere in the value.
    case regex(RegexPattern)
    /// An address in the network.
    case network(AddressBlock)
    /// Whether the event has the field, whatever its value.
    case exists(Bool)
    /// The field is missing or null.
    case null
    /// A number, or a text that is one, in that relation to the operand.
    case number(NumberRelation, DecimalNumber)
    /// A part of the value as a time, in UTC.
    case timePart(TimePart, NumberRelation, Int)
    /// The value of another field of the event.
    case field(String, FieldRelation, isCased: Bool)
}

/// How a number must stand to another.
public enum NumberRelation: String, CaseIterable, Sendable {
    case less = "lt"
    case lessOrEqual = "lte"
    case greater = "gt"
    case greaterOrEqual = "gte"
    case equal = "eq"
    case different = "neq"

    /// Whether `left` stands so to `right`.
    public func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
        switch self {
        case .less: left < right
        case .lessOrEqual: left <= right
        case .greater: left > right
        case .greaterOrEqual: left >= right
        case .equal: left == right
        case .different: left != right
        }
    }
}

/// What of a time is compared. A week is that of ISO 8601.
public enum TimePart: String, CaseIterable, Sendable {
    case minute, hour, day, week, month, year
}

/// How a value must stand to that of another field.
public enum FieldRelation: String, CaseIterable, Sendable {
    case equal, contains, startswith, endswith
}
