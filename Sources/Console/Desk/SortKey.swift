internal import CloudTrail

/// What a line of a list is sorted by in one column.
enum SortKey: Comparable {
    case number(Int64)
    case text(String)

    static func number(_ number: Int) -> SortKey { .number(Int64(number)) }

    /// What is missing comes before every moment.
    static func time(_ time: EventTime?) -> SortKey { .number(time?.milliseconds ?? .min) }
}

extension Array {
    /// In the order that the person chose; lines that are equal in it, and all lines without a choice, keep their own.
    /// Descending is the exact reverse.
    func sorted(_ order: SortOrder?, by key: (Element, String) -> SortKey?) -> [Element] {
        guard let order else { return self }
        let keyed: [(key: SortKey, offset: Int)] = enumerated().compactMap { offset, element in
            key(element, order.column).map { ($0, offset) }
        }
        guard keyed.count == count else { return self }
        let ascending = keyed.sorted { ($0.key, $0.offset) < ($1.key, $1.offset) }.map { self[$0.offset] }
        return order.isDescending ? ascending.reversed() : ascending
    }
}
