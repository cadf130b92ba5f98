internal import Cases
internal import CloudTrail
internal import Events

extension EventRows {
    /// Texts are looked for among the distinct values of the columns, so that a long list takes a look at a few numbers
    /// for each row. What stands only in the record (targets) is found by a filter, not by a search.
    func matcher(of search: RowSearch) -> (Int) -> Bool {
        switch search {
        case .text(let text):
            let matcher = EventTextMatcher(text, index)
            return { matcher.matches(first($0)) }
        case .traits(let traits):
            return { !lines[$0].traits.isDisjoint(with: traits) }
        case .cell(_, _, let entity):
            guard let entity, let field = Self.fields[entity.kind] else { return { search.matches(row(at: $0)) } }
            let code = index.code(of: entity.value, in: field)
            return { code != nil && index.code(field, first($0)) == code }
        case .subjects(let subjects):
            let marked = Set(
                subjects.compactMap { $0.kind == .event ? index.row(of: RowKey($0.value)) : nil })
            return { marked.contains(first($0)) }
        }
    }

    /// Columns that are compared by their codes.
    private static let fields: [Entity.Kind: IndexField] = [
        .call: .name, .principal: .principal, .address: .ip, .key: .key, .region: .region, .account: .account,
    ]
}

extension EventIndex {
    /// The code of a value, nil where no event has it.
    fileprivate func code(of value: String?, in field: IndexField) -> UInt32? {
        guard let value else { return StringTable.missing }
        let table = table(field)
        return (0..<UInt32(table.codeCount)).first { table[$0] == value }
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
        let wanted = SearchText(text)
        let fields: [IndexField] = [.name, .ip, .client, .outcome, .key, .region, .account]
        let shortNames = wanted.acceptedShortNames(in: index.table(.principal))
        columns = fields.map { ($0, wanted.accepted(in: index.table($0))) } + [(.principal, shortNames)]
        time = wanted.isNumeric ? text : nil
    }

    func matches(_ row: Int) -> Bool {
        if columns.contains(where: { $0.accepted[Int(index.code($0.field, row))] }) { return true }
        return time.map { index.moment(row).contains($0) } ?? false
    }
}

extension SearchText {
    /// Which texts of a table hold it. ASCII is compared byte by byte: there may be as many keys as rows.
    func accepted(in table: StringTable) -> [Bool] {
        (0..<UInt32(table.codeCount)).map { code in
            guard code != StringTable.missing else { return false }
            return table.withBytes(of: code, { isIn($0) }) ?? isIn(table.text(code))
        }
    }

    /// The same of principals, as lists name them.
    func acceptedShortNames(in table: StringTable) -> [Bool] {
        (0..<UInt32(table.codeCount)).map { code in table[code].map { isIn(EventIndex.shortName($0)) } ?? false }
    }
}
