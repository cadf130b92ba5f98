import Events
import Patterns
import Query

/// Conditions that the columns of an index decide.
enum IndexedCondition {
    /// For every field of the index the condition that it has its commonest value. Fields without values are left out.
    static func commonest(in index: EventIndex) -> [Predicate] {
        let everything = RowSet.all(of: index.count)
        return fields.compactMap { field, column in
            let table = index.table(column)
            let values = index.groups(column, in: everything).compactMap { group in
                table[group.code].map { ValueCount(value: $0, count: group.count) }
            }
            return values.commonest.map {
                .condition(Condition(field, .text(TextPattern(literal: $0.value))))
            }
        }
    }

    /// As people name them: by alias where there is one, else by path.
    private static var fields: [(Field, IndexField)] {
        Alias.allCases.compactMap { alias in alias.indexField.map { (.alias(alias), $0) } }
            + (Field("eventType").map { [($0, .eventType)] } ?? [])
    }
}
