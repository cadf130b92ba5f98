internal import CloudTrail
internal import Events

extension EventRows {
    /// Texts are looked for among the distinct values of the columns, so that a long list takes a look at a few numbers
    /// for each row. What stands only in the record (targets) is found by a filter, not by a search.
    func index(
        matching search: RowSearch, from start: Int, forward: Bool, isCancelled: @Sendable () -> Bool
    ) -> Int? {
        let matches: (Int) -> Bool
        switch search {
        case .text(let text):
            let matcher = EventTextMatcher(text, index)
            matches = { matcher.matches(first($0)) }
        case .traits(let traits):
            matches = { !lines[$0].traits.isDisjoint(with: traits) }
        case .subjects(let subjects):
            let marked = Set(
                subjects.compactMap { $0.kind == .event ? index.row(of: RowKey($0.value)) : nil })
            matches = { marked.contains(first($0)) }
        case .cell:
            matches = { search.matches(row(at: $0)) }
        }
        return search.next(among: count, from: start, forward: forward, isCancelled: isCancelled, matches: matches)
    }
}

/// Which rows of an index show a text in a timeline.
struct EventTextMatcher {
    private let index: EventIndex
    /// For each column that shows texts, which codes hold the one that is looked for.
    private let columns: [(field: IndexField, accepted: [Bool])]
    /// The text itself where it could be part of a time.
    private let time: String?

    init(_ text: String, _ index: EventIndex) {
        self.index = index
        let needle = text.lowercased()
        let fields: [(IndexField, (String) -> String)] = [
            (.name, { $0 }), (.principal, EventIndex.shortName), (.ip, { $0 }), (.client, { $0 }), (.outcome, { $0 }),
            (.key, { $0 }), (.region, { $0 }), (.account, { $0 }),
        ]
        columns = fields.map { field, shown in
            let table = index.table(field)
            let accepted = (0..<UInt32(table.codeCount)).map { code in
                table[code].map { shown($0).lowercased().contains(needle) } ?? false
            }
            return (field, accepted)
        }
        time = needle.allSatisfy({ $0.isNumber || ":- ".contains($0) }) ? needle : nil
    }

    func matches(_ row: Int) -> Bool {
        if columns.contains(where: { $0.accepted[Int(index.code($0.field, row))] }) { return true }
        return time.map { index.moment(row).contains($0) } ?? false
    }
}
