internal import JSON
internal import Patterns
internal import Records
internal import Sigma

/// A condition of a rule that only the record itself decides.
enum RuleTest: Sendable {
    case field(FieldCheck)
    case keywords(KeywordCheck)
    /// One that nobody decides: the index found that it takes too many steps.
    case tooCostly

    var isTooCostly: Bool {
        if case .tooCostly = self { true } else { false }
    }

    /// Why nobody can tell whether a record passes.
    enum Undecided: Error {
        /// It took too many steps.
        case tooCostly
        /// It was known to.
        case knownToBe
    }

    /// Whether a record passes that a tape took apart.
    func matches(
        _ fields: inout RecordFields, _ tape: JSONTape, of text: Span<UInt8>
    ) throws(Undecided) -> Bool {
        do throws(RegularExpression.LimitExceeded) {
            switch self {
            case .field(let check): return try check.matches(&fields, tape, of: text)
            case .keywords(let check): return try check.matches(tape, of: text)
            case .tooCostly: break
            }
        } catch {
            throw .tooCostly
        }
        throw .knownToBe
    }
}

extension RuleTest {
    /// Clues of which every record that passes holds one in its raw bytes; nil where none can be told.
    func clues(_ slots: FieldSlots) -> [TextClue]? {
        guard case .field(let check) = self,
            let name = slots.fields[check.slot].split(separator: ".", omittingEmptySubsequences: false).last
        else { return nil }
        var probes: [ValueProbe] = []
        for wanted in check.wanted {
            guard case .value(let probe) = wanted else { return nil }
            probes.append(probe)
        }
        return MemberClue(name: name) { [probes] tape, text in
            do throws(RegularExpression.LimitExceeded) {
                return try tape.containsText(at: 0, of: text) { compared throws(RegularExpression.LimitExceeded) in
                    for probe in probes {
                        if try probe.matches(compared, of: text) { return true }
                    }
                    return false
                }
            } catch {
                // Whoever takes the record apart says that it was too costly, if the path leads there.
                return true
            }
        }.map { [.member($0)] }
    }
}

/// What a rule asks of a field, with numbers in place of names.
struct FieldCheck: Sendable {
    enum Wanted: Sendable {
        case value(ValueProbe)
        case exists(Bool)
        /// Missing or null.
        case null
        case field(Int, FieldRelation, isCased: Bool)
    }

    let slot: Int
    let wanted: [Wanted]
    let wantsAll: Bool

    func matches(
        _ fields: inout RecordFields, _ tape: JSONTape, of text: Span<UInt8>
    ) throws(RegularExpression.LimitExceeded) -> Bool {
        let entries = fields.entries(slot, tape, text)
        return try holds { one throws(RegularExpression.LimitExceeded) in
            try isMet(one, by: entries, &fields, tape, of: text)
        }
    }

    /// Whether what is wanted holds. Of several values one that takes too long does not matter where another decides.
    func holds<Failure: Error>(_ isMet: (Wanted) throws(Failure) -> Bool) throws(Failure) -> Bool {
        try wanted.decides(all: wantsAll, isMet)
    }

    private func isMet(
        _ wanted: Wanted, by entries: [Int], _ fields: inout RecordFields, _ tape: JSONTape, of text: Span<UInt8>
    ) throws(RegularExpression.LimitExceeded) -> Bool {
        switch wanted {
        case .exists(let isWanted): return entries.isEmpty != isWanted
        case .null: return entries.isEmpty || entries.contains { tape.entries[$0].kind == .null }
        case .value(let probe):
            var attempts = Attempts<RegularExpression.LimitExceeded>()
            for entry in entries {
                let isFound = try tape.containsText(at: entry, of: text) {
                    compared throws(RegularExpression.LimitExceeded) in
                    try attempts.isYes { () throws(RegularExpression.LimitExceeded) in
                        try probe.matches(compared, of: text)
                    }
                }
                if isFound { return true }
            }
            return try attempts.answer()
        case .field(let other, let relation, let isCased):
            let others = texts(fields.entries(other, tape, text), tape, of: text)
            return texts(entries, tape, of: text).contains { own in
                others.contains { relation.holds(own, $0, isCased: isCased) }
            }
        }
    }

    private func texts(_ entries: [Int], _ tape: JSONTape, of text: Span<UInt8>) -> [String] {
        var texts: [String] = []
        for entry in entries {
            _ = tape.containsText(at: entry, of: text) { compared in
                texts.append(compared.string(in: text))
                return false
            }
        }
        return texts
    }
}

extension FieldRelation {
    /// Whether a value stands so to another field's; texts are compared as they stand, or in lower case.
    func holds(_ value: String, _ other: String, isCased: Bool) -> Bool {
        let own = Array((isCased ? value : value.lowercased()).utf8)
        let wanted = Array((isCased ? other : other.lowercased()).utf8)
        return switch self {
        case .equal: own == wanted
        case .startswith: own.starts(with: wanted)
        case .endswith: own.count >= wanted.count && own[(own.count - wanted.count)...].elementsEqual(wanted)
        case .contains: own.contains(wanted)
        }
    }
}

/// Texts that a rule looks for anywhere in a record: in its names and values, and in all of it as one line of JSON.
struct KeywordCheck: Sendable {
    let probes: [ValueProbe]
    let wantsAll: Bool

    func matches(_ tape: JSONTape, of text: Span<UInt8>) throws(RegularExpression.LimitExceeded) -> Bool {
        try probes.decides(all: wantsAll) { probe throws(RegularExpression.LimitExceeded) in
            try holds(probe, tape, of: text)
        }
    }

    private func holds(
        _ probe: ValueProbe, _ tape: JSONTape, of text: Span<UInt8>
    ) throws(RegularExpression.LimitExceeded) -> Bool {
        var attempts = Attempts<RegularExpression.LimitExceeded>()
        for entry in tape.entries {
            switch entry.kind {
            case .object, .array, .null: continue
            case .key, .string, .number, .true, .false:
                let compared: ComparedText =
                    entry.isPlain ? .plain(entry.start..<entry.end) : .text(tape.string(entry, in: text))
                let isFound = try attempts.isYes { () throws(RegularExpression.LimitExceeded) in
                    try probe.matches(compared, of: text)
                }
                if isFound { return true }
            }
        }
        guard let whole = tape.json(at: 0, of: text) else { return try attempts.answer() }
        let isFound = try attempts.isYes { () throws(RegularExpression.LimitExceeded) in try probe.matches(whole) }
        return isFound ? true : try attempts.answer()
    }
}
