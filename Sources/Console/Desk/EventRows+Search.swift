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
        let fields: [IndexField] = [.name, .ip, .client, .outcome, .key, .region, .account]
        let principals = index.table(.principal)
        let shortNames = (0..<UInt32(principals.codeCount)).map { code in
            principals[code].map { EventIndex.shortName($0).lowercased().contains(needle) } ?? false
        }
        columns = fields.map { ($0, Self.accepted(needle, in: index.table($0))) } + [(.principal, shortNames)]
        time = needle.allSatisfy({ $0.isNumber || ":- ".contains($0) }) ? needle : nil
    }

    /// Which texts of a table hold one in lower case, of whatever case they are. ASCII is compared byte by byte: there may
    /// be as many keys as rows.
    static func accepted(_ needle: String, in table: StringTable) -> [Bool] {
        let bytes = Array(needle.utf8)
        let isASCII = bytes.allSatisfy { $0 < 0x80 }
        return (0..<UInt32(table.codeCount)).map { code in
            guard code != StringTable.missing else { return false }
            if isASCII, let holds = table.withBytes(of: code, { Self.holds(bytes, in: $0) }) { return holds }
            return table.text(code).lowercased().contains(needle)
        }
    }

    /// Nil for a text that is not all ASCII.
    private static func holds(_ needle: [UInt8], in text: Swift.Span<UInt8>) -> Bool? {
        func folded(_ byte: UInt8) -> UInt8 { byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte }
        for place in text.indices {
            if text[place] >= 0x80 { return nil }
        }
        for start in 0..<max(0, text.count - needle.count + 1) {
            var matched = 0
            while matched < needle.count, folded(text[start + matched]) == needle[matched] { matched += 1 }
            if matched == needle.count { return true }
        }
        return false
    }

    func matches(_ row: Int) -> Bool {
        if columns.contains(where: { $0.accepted[Int(index.code($0.field, row))] }) { return true }
        return time.map { index.moment(row).contains($0) } ?? false
    }
}
