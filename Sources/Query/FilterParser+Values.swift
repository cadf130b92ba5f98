internal import ATTACK
internal import CloudTrail
internal import Patterns
internal import Records

extension FilterParser {
    /// What is asked of the field: the operator or value is next.
    ///
    /// - Parameter start: the column of the field's name, or of the value within parentheses.
    mutating func test(of field: Field, from start: Int) throws(FilterError) -> Predicate {
        if scanner.next == "<" || scanner.next == ">" { return try comparison(of: field) }
        if scanner.next == "/" {
            let column = scanner.column
            return .condition(Condition(field, .regex(try scanner.regex()), column: column))
        }
        let isExact = scanner.take("=")
        let word = try value(of: field)
        if isExact {
            if word.text.isEmpty { return absent(field, word) }
            try check(word, of: field)
            return .condition(Condition(field, .exact(word.text), column: word.column))
        }
        return try match(field, word)
    }

    /// The next word, which must be there.
    private mutating func value(of field: Field) throws(FilterError) -> FilterScanner.Word {
        let word = try scanner.word()
        guard !word.isMissing else { throw scanner.error(.missingValue(field: field.text), at: word.column) }
        return word
    }

    /// An empty text and nothing at all are the same: the index keeps no difference, and people ask for either.
    private func absent(_ field: Field, _ word: FilterScanner.Word) -> Predicate {
        .not(.condition(Condition(field, .present, column: word.column)))
    }

    private func match(_ field: Field, _ word: FilterScanner.Word) throws(FilterError) -> Predicate {
        let pattern = word.pattern
        if pattern.isAnything { return .condition(Condition(field, .present, column: word.column)) }
        guard let literal = pattern.literal else {
            return .condition(Condition(field, .text(pattern), column: word.column))
        }
        if literal.isEmpty { return absent(field, word) }
        try check(word, of: field)
        if field == .alias(.time) { return try within(literal, word.column) }
        if word.isBare, let network = try network(field, literal, word.column) {
            return .condition(Condition(field, .network(network), column: word.column))
        }
        return .condition(Condition(field, .text(pattern), column: word.column))
    }

    /// The network that a bare value names, where the field may hold addresses.
    private func network(_ field: Field, _ text: String, _ column: Int) throws(FilterError) -> Network? {
        switch field {
        case .alias(.ip):
            guard text.contains("/") else { return nil }
            guard let network = Network(text) else { throw scanner.error(.notANetwork(text), at: column) }
            return network
        case .alias: return nil
        case .path: return Network(text)
        }
    }

    /// Refuses a value that the field never has.
    private func check(_ word: FilterScanner.Word, of field: Field) throws(FilterError) {
        guard case .alias(let alias) = field else { return }
        let text = word.text
        if let known = alias.words, !known.contains(text.lowercased()) {
            throw scanner.error(.unknownWord(field: alias.rawValue, word: text, known: known), at: word.column)
        }
        if alias == .tactic, AttackMatrix.tactics(called: text).isEmpty {
            throw scanner.error(.unknownTactic(text), at: word.column)
        }
        // ATT&CK has many more techniques than a cloud account can show: their ids are right, and match nothing.
        if alias == .technique, AttackMatrix.techniques(called: text).isEmpty, !Self.isTechniqueID(text) {
            throw scanner.error(.unknownTechnique(text), at: word.column)
        }
    }

    /// `T1234` or `T1234.001`, in either case.
    private static func isTechniqueID(_ text: String) -> Bool {
        let parts = text.dropFirst().split(separator: ".", omittingEmptySubsequences: false)
        return text.first?.lowercased() == "t" && (1...2).contains(parts.count)
            && parts[0].count == 4 && (parts.count == 1 || parts[1].count == 3)
            && parts.allSatisfy { $0.allSatisfy { $0.isASCII && $0.isNumber } }
    }
}

// MARK: Times and numbers

extension FilterParser {
    private mutating func comparison(of field: Field) throws(FilterError) -> Predicate {
        let column = scanner.column
        let isLess = scanner.next == "<"
        scanner.skip(1)
        let orEqual = scanner.take("=")
        let comparison: Comparison =
            isLess ? (orEqual ? .lessOrEqual : .less) : (orEqual ? .greaterOrEqual : .greater)
        let word = try value(of: field)
        if case .alias(let alias) = field, alias != .time {
            throw scanner.error(.notOrdered(field: alias.rawValue), at: column)
        }
        return .condition(Condition(field, .compare(comparison, try operand(of: field, word)), column: word.column))
    }

    private func operand(of field: Field, _ word: FilterScanner.Word) throws(FilterError) -> Operand {
        let text = word.text
        if field == .alias(.time) {
            guard let moment = moment(text) else { throw scanner.error(.notATime(text), at: word.column) }
            return .moment(moment)
        }
        if field == .path(JSONPath("eventVersion")), let version = Operand.version(text) { return version }
        if let number = DecimalNumber(text) { return .number(number) }
        if let moment = moment(text) { return .moment(moment) }
        throw scanner.error(.notComparable(text), at: word.column)
    }

    /// `after:` includes its moment, `before:` does not.
    mutating func timeBound(_ name: String) throws(FilterError) -> Predicate {
        let word = try scanner.word()
        guard !word.isMissing, let moment = moment(word.text) else {
            throw scanner.error(.notATime(word.isMissing ? "nothing" : word.text), at: word.column)
        }
        let comparison: Comparison = name == "after" ? .greaterOrEqual : .less
        return .condition(Condition(.alias(.time), .compare(comparison, .moment(moment)), column: word.column))
    }

    /// The span that a time stands for as a value: the day of a date, the minute of `09:41`, the second of `09:41:12`.
    private func within(_ text: String, _ column: Int) throws(FilterError) -> Predicate {
        guard let start = EventTime(text) else { throw scanner.error(.notATime(text), at: column) }
        let bounds: [(Comparison, EventTime)] = [
            (.greaterOrEqual, start), (.less, start.advanced(byMilliseconds: Self.precision(of: text))),
        ]
        return .all(
            bounds.map { comparison, time in
                .condition(Condition(.alias(.time), .compare(comparison, .moment(.fixed(time))), column: column))
            })
    }

    /// The length of the last unit that an ISO 8601 text writes, in milliseconds.
    private static func precision(of text: String) -> Int64 {
        let clock = text.dropFirst("2020-05-06T".count).prefix { $0.isNumber || $0 == ":" || $0 == "." }
        switch clock.count {
        case 0: return EventTime.day
        case "09:41".count: return EventTime.minute
        case "09:41:12".count: return EventTime.second
        default: return 1
        }
    }
}

extension Operand {
    /// Numbers parted by dots; nil for anything else.
    static func version(_ text: String) -> Operand? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
        let numbers = parts.compactMap { $0 }
        return numbers.count == parts.count && !numbers.isEmpty ? .version(numbers) : nil
    }
}
