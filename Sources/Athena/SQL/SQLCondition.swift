/// A condition of a query. Known truths are folded away, so that no query asks what is settled.
indirect enum SQLCondition: Hashable, Sendable {
    case constant(Bool)
    /// An expression that is true, false or, where a column has no value, NULL.
    case test(String)
    case not(SQLCondition)
    case all([SQLCondition])
    case any([SQLCondition])

    static func allOf(_ parts: [SQLCondition]) -> SQLCondition {
        var kept: [SQLCondition] = []
        for part in parts {
            switch part {
            case .constant(true): continue
            case .constant(false): return part
            case .all(let inner): kept += inner
            case .test, .not, .any: kept.append(part)
            }
        }
        return kept.isEmpty ? .constant(true) : kept.count == 1 ? kept[0] : .all(kept)
    }

    static func anyOf(_ parts: [SQLCondition]) -> SQLCondition {
        var kept: [SQLCondition] = []
        for part in parts {
            switch part {
            case .constant(false): continue
            case .constant(true): return part
            case .any(let inner): kept += inner
            case .test, .not, .all: kept.append(part)
            }
        }
        return kept.isEmpty ? .constant(false) : kept.count == 1 ? kept[0] : .any(kept)
    }

    /// Everything that does not fit, rows without a value included: NULL is no answer that may get lost.
    var negated: SQLCondition {
        switch self {
        case .constant(let value): .constant(!value)
        case .not(let inner): inner
        case .test, .all, .any: .not(self)
        }
    }

    /// As it stands in a query.
    var text: String {
        switch self {
        case .constant(let value): value ? "TRUE" : "FALSE"
        case .test(let expression): expression
        case .not(let inner): "NOT coalesce(\(inner.text), FALSE)"
        case .all(let parts): parts.map(\.enclosed).joined(separator: " AND ")
        case .any(let parts): parts.map(\.enclosed).joined(separator: " OR ")
        }
    }

    /// The same where something may stand before or behind it.
    var enclosed: String {
        switch self {
        case .all, .any: "(\(text))"
        case .constant, .test, .not: text
        }
    }
}
