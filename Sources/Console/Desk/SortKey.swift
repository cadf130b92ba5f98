internal import CloudTrail

/// What a line of a list is sorted by in one column.
enum SortKey {
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
        // Numbers and texts are compared as such: a list may be very long.
        var numbers: [Int64] = []
        var texts: [String] = []
        for element in self {
            switch key(element, order.column) {
            case .number(let number): numbers.append(number)
            case .text(let text): texts.append(text)
            case nil: return self
            }
        }
        let ascending: [Index]
        if numbers.count == count {
            ascending = indices.sorted { (numbers[$0], $0) < (numbers[$1], $1) }
        } else if texts.count == count {
            ascending = indices.sorted { (texts[$0], $0) < (texts[$1], $1) }
        } else {
            return self
        }
        return (order.isDescending ? ascending.reversed() : ascending).map { self[$0] }
    }
}
