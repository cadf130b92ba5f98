public import Patterns

/// A filter as a tree: a value that knows no index. It is made by parsing a filter's text or by hand, and prints back
/// as a filter in one fixed form.
public indirect enum Predicate: Hashable, Sendable {
    /// `*`, and the empty filter.
    case everything
    /// A word or a quoted text: part of any key or value of the record, without case.
    case word(TextPattern)
    /// A condition on a field.
    case condition(Condition)
    /// Every event that the other predicate does not match, events without its fields included.
    case not(Predicate)
    /// Two or more that must all match.
    case all([Predicate])
    /// Two or more of which one must match.
    case any([Predicate])
}

/// A field and what is asked of its value.
public struct Condition: Hashable, Sendable {
    public var field: Field
    public var test: ValueTest
    /// Where the value stands in the filter: for errors that show only when it meets the events.
    public var column: FilterColumn

    public init(_ field: Field, _ test: ValueTest, column: Int = 1) {
        self.field = field
        self.test = test
        self.column = FilterColumn(column)
    }
}

extension Predicate {
    /// The conjunction, flattened; everything when there are none.
    public static func allOf(_ predicates: [Predicate]) -> Predicate {
        let parts = predicates.flatMap { part in
            if case .all(let inner) = part { inner } else { part == .everything ? [] : [part] }
        }
        return parts.isEmpty ? .everything : parts.count == 1 ? parts[0] : .all(parts)
    }

    /// The disjunction, flattened; there must be at least one.
    public static func anyOf(_ predicates: [Predicate]) -> Predicate {
        let parts = predicates.flatMap { part in
            if case .any(let inner) = part { inner } else { [part] }
        }
        return parts.count == 1 ? parts[0] : .any(parts)
    }

    /// A field that is, without case, exactly the text: what "keep" and "drop" on a cell make.
    public static func field(_ alias: Alias, is text: String) -> Predicate {
        .condition(Condition(.alias(alias), .text(TextPattern(literal: text))))
    }
}
