internal import JSON
internal import Patterns

/// A word made ready to be looked for in many records: in every key and every value, without case.
struct WordMatcher: Sendable {
    private let glob: Glob

    init(_ pattern: TextPattern) {
        glob = Glob(pattern, isWhole: false)
    }

    /// Whether a key, a text, a number or a truth value of the record holds the word.
    func matches(_ value: JSONValue) -> Bool {
        switch value {
        case .null: false
        case .bool(let value): glob.matches(value ? "true" : "false")
        case .number(let text), .string(let text): glob.matches(text)
        case .array(let elements): elements.contains { matches($0) }
        case .object(let object): object.members.contains { glob.matches($0.key) || matches($0.value) }
        }
    }

    /// The same for a record that a tape took apart.
    func matches(_ tape: JSONTape, of text: Span<UInt8>) -> Bool {
        for entry in tape.entries {
            switch entry.kind {
            case .object, .array, .null: continue
            case .key, .string, .number, .true, .false:
                let holds =
                    entry.isPlain
                    ? glob.matches(ascii: text.extracting(entry.start..<entry.end))
                    : glob.matches(tape.string(entry, in: text))
                if holds { return true }
            }
        }
        return false
    }
}
