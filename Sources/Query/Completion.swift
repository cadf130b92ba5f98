internal import CloudTrail
/// What may stand at the cursor of a filter being typed.
public struct Completion: Hashable, Sendable {
    /// The text to insert: a field with its colon, or a value, quoted where it must be.
    public var text: String
    /// How many events have the value; nil for fields.
    public var count: Int?
    /// What a field is, in a few words; nil for values.
    public var summary: String?
}

/// The completions at a cursor, and what they replace.
public struct Completions: Hashable, Sendable {
    /// The characters of the filter that a completion replaces, counted from 0.
    public var replaced: Range<Int>
    public var items: [Completion]
}

/// Who knows the values that fields have.
public protocol ValueSource: Sendable {
    /// The values of a field that begin with a text, without case, the most frequent first.
    func values(of field: Field, beginningWith prefix: String, limit: Int) -> [(value: String, count: Int)]
}

extension Filter {
    /// What may stand at the cursor: names of fields, or values of the field that the cursor is behind.
    ///
    /// - Parameters:
    ///   - text: a filter, whole or not, right or not.
    ///   - cursor: how many characters stand before the cursor.
    ///   - limit: how many completions at most.
    public static func completions(
        for text: String, cursor: Int, values: some ValueSource, limit: Int = 50
    ) -> Completions {
        let place = CompletionPlace(text.prefix(cursor))
        let items: [Completion]
        if let field = place.field {
            items = values.values(of: field, beginningWith: place.typed, limit: limit)
                .map { Completion(text: Quoting.literal($0.value), count: $0.count) }
        } else {
            items = Array(fields(beginningWith: place.typed).prefix(limit))
        }
        return Completions(replaced: place.start..<place.end, items: items)
    }

    private static func fields(beginningWith prefix: String) -> [Completion] {
        let aliases = Alias.allCases.map { ($0.rawValue, $0.summary) }
        let times = [("after", "from this time on"), ("before", "before this time")]
        let keys = RecordKeys.event.map { ($0, "of the record") }
        let wanted = prefix.lowercased()
        return (aliases + times + keys).filter { $0.0.lowercased().hasPrefix(wanted) }
            .map { Completion(text: $0.0 + ":", summary: $0.1) }
    }
}

/// What is being typed at the end of an unfinished filter.
private struct CompletionPlace {
    /// The field whose value is being typed; nil where it is a field's name or a word.
    var field: Field?
    /// What was typed of it, quotes and escapes undone.
    var typed: String
    /// Where it begins and ends, in characters.
    var start: Int
    var end: Int

    init(_ text: some StringProtocol) {
        let characters = Array(text)
        var groups: [Field?] = []
        var start = 0
        var isQuoted = false
        var index = 0
        while index < characters.count {
            switch characters[index] {
            case "\\": index += 1
            case "\"": isQuoted.toggle()
            case _ where isQuoted: break
            case "(":
                groups.append(Self.condition(characters[start..<index])?.field)
                start = index + 1
            case ")":
                _ = groups.popLast()
                start = index + 1
            case let character where character.isWhitespace: start = index + 1
            default: break
            }
            index += 1
        }
        end = characters.count
        start = min(start, end)
        while start < end, "-!".contains(characters[start]) { start += 1 }
        if let condition = Self.condition(characters[start..<end]) {
            field = condition.field
            self.start = condition.valueStart
        } else {
            field = groups.last ?? nil
            self.start = start
        }
        typed = characters[self.start..<end].filter { $0 != "\"" && $0 != "\\" }.map(String.init).joined()
    }

    /// The field of a word that has an operator, and where its value begins.
    private static func condition(_ word: ArraySlice<Character>) -> (field: Field, valueStart: Int)? {
        let begin = word.drop { $0 == "-" || $0 == "!" }
        guard let sign = begin.firstIndex(where: { ":<>".contains($0) }),
            let field = Field(String(begin[begin.startIndex..<sign]))
        else { return nil }
        return (field, begin[sign...].firstIndex { !":<>=".contains($0) } ?? word.endIndex)
    }
}
