internal import CloudTrail
internal import Patterns

/// A text that is looked for in all of an event.
enum WordSearch {
    /// All that the table holds of an event, as one text. What it leaves out is not searched.
    private static let everything =
        "lower(concat_ws(' ', " + EventColumns.all.map(\.name).joined(separator: ", ")
        + ", json_format(CAST(transform(resources, r -> concat_ws(' ', r.arn, r.accountid, r.type)) AS JSON))))"

    /// Names of members, which are searched too.
    private static let names = (RecordKeys.event + EventColumns.all.map(\.path)).map { $0.lowercased() }

    /// A part of any name or value.
    static func bounds(_ pattern: TextPattern) -> Bounds {
        let remainder = Remainder("a word", .structure)
        guard let found = finds(pattern) else { return .unknown(remainder) }
        return Bounds(upper: found, lower: .constant(false), remainders: [remainder])
    }

    /// Met by every event that holds a text which fits; nil where none can be left out.
    static func finds(_ pattern: TextPattern) -> SQLCondition? {
        let longest = pattern.pieces.compactMap { piece -> String? in
            if case .literal(let text) = piece { text.lowercased() } else { nil }
        }.max { $0.utf8.count < $1.utf8.count }
        guard let longest, !names.contains(where: { $0.contains(longest) }) else { return nil }
        return TextTests.clue(TextPattern(literal: longest), in: everything, isFolded: true)
    }
}
