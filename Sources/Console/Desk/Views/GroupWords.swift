internal import Events

/// What a set of events is made of, in one line.
enum GroupWords {
    static func calls(of rows: RowSet, _ index: EventIndex) -> StyledText {
        most("calls ", .name, rows, index) { $0 }
    }

    static func addresses(of rows: RowSet, _ index: EventIndex) -> StyledText {
        most("from ", .ip, rows, index) { $0 }
    }

    static func principals(of rows: RowSet, _ index: EventIndex) -> StyledText {
        most("by ", .principal, rows, index, EventIndex.shortName)
    }

    private static func most(
        _ head: String, _ field: IndexField, _ rows: RowSet, _ index: EventIndex, _ name: (String) -> String
    ) -> StyledText {
        let table = index.table(field)
        let groups = index.groups(field, in: rows).map { (count: $0.count, text: table[$0.code] ?? "none") }
            .sorted { ($1.count, $0.text) < ($0.count, $1.text) }
        let words = groups.prefix(6).map { "\($0.count.grouped) \(name($0.text))" }
        let more = groups.count > 6 ? " and \(groups.count - 6) more" : ""
        return StyledText([Span(head, .uiDim), Span(words.joined(separator: ", ") + more)])
    }
}
