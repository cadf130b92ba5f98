internal import JSON
internal import Patterns
internal import Records

/// A condition that only the record itself decides.
struct RecordTest: Sendable {
    enum Subject: Sendable {
        case word(WordMatcher)
        case path(JSONPath, ValueMatcher)
        /// Resources of a kind, or of any where it is nil.
        case resource(NamedResource.Kind?, ValueMatcher)
    }

    let subject: Subject
    /// Clues of which every record that passes holds one in its raw bytes; nil where none can be told.
    let clues: [TextClue]?
    /// Where the value stands in the filter.
    let column: Int

    /// Whether the record passes.
    func matches(_ record: JSONValue) throws(RegularExpression.LimitExceeded) -> Bool {
        switch subject {
        case .word(let matcher): return matcher.matches(record)
        case .path(let path, let matcher):
            for value in path.values(in: record) {
                if try matcher.matches(value) { return true }
            }
            return false
        case .resource(let kind, let matcher):
            for resource in NamedResource.named(in: record) where kind == nil || resource.kind == kind {
                if try matcher.matches(resource.name) { return true }
                if try matcher.matches(resource.identifier) { return true }
            }
            return false
        }
    }
}

extension RecordTest {
    /// Whether `matches(_:of:)` can tell.
    var isAnsweredByTapes: Bool {
        if case .resource = subject { false } else { true }
    }

    /// Whether a record passes that a tape took apart.
    func matches(
        _ tape: JSONTape, of text: Span<UInt8>
    ) throws(RegularExpression.LimitExceeded) -> Bool {
        switch subject {
        case .word(let matcher): return matcher.matches(tape, of: text)
        case .path(let path, let matcher):
            return try path.contains(in: tape, of: text) { number throws(RegularExpression.LimitExceeded) in
                try matcher.matches(tape, at: number, of: text)
            }
        case .resource: preconditionFailure("resources are looked for in whole records")
        }
    }
}
