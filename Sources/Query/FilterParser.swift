internal import CloudTrail
internal import Patterns

/// Reads a filter: `OR` of `AND` of `NOT` of words, conditions and parentheses. Terms side by side are joined by `AND`.
struct FilterParser {
    var scanner: FilterScanner
    private let moments: [String: EventTime]
    private var depth = 0

    /// Parentheses inside each other; no person needs more, and recursion must end somewhere.
    static let deepest = 200

    static func parse(_ filter: String, moments: [String: EventTime]) throws(FilterError) -> Predicate {
        var parser = FilterParser(scanner: FilterScanner(filter), moments: moments)
        parser.scanner.skipSpace()
        if parser.scanner.isAtEnd { return .everything }
        let predicate = try parser.alternatives(of: nil)
        if parser.scanner.next == ")" { throw parser.scanner.error(.unopenedParenthesis) }
        return predicate
    }

    private init(scanner: FilterScanner, moments: [String: EventTime]) {
        self.scanner = scanner
        self.moments = moments
    }

    /// The moment that a word names; nil where it names none.
    func moment(_ text: String) -> Moment? { moments[text].map(Moment.fixed) ?? Moment(text) }

    /// Terms joined by `OR`; of values where `field` is given.
    private mutating func alternatives(of field: Field?) throws(FilterError) -> Predicate {
        var parts = [try conjunction(of: field)]
        while scanner.take(keyword: "OR") {
            scanner.skipSpace()
            guard beginsTerm else { throw scanner.error(.missingBehind("OR")) }
            parts.append(try conjunction(of: field))
        }
        return .anyOf(parts)
    }

    private mutating func conjunction(of field: Field?) throws(FilterError) -> Predicate {
        var parts: [Predicate] = []
        scanner.skipSpace()
        while true {
            let column = scanner.column
            if scanner.take(keyword: "AND") {
                scanner.skipSpace()
                guard !parts.isEmpty else { throw scanner.error(.missingBefore("AND"), at: column) }
                guard beginsTerm else { throw scanner.error(.missingBehind("AND")) }
            }
            guard beginsTerm else { break }
            parts.append(try negation(of: field))
            scanner.skipSpace()
        }
        guard !parts.isEmpty else {
            throw scanner.error(scanner.next == ")" ? .unopenedParenthesis : .missingBefore("OR"))
        }
        return .allOf(parts)
    }

    /// Whether something else than an operator, a closing parenthesis or the end comes next.
    private var beginsTerm: Bool {
        guard let next = scanner.next, next != ")" else { return false }
        var ahead = scanner
        return !ahead.take(keyword: "OR") && !ahead.take(keyword: "AND")
    }

    /// A term with any number of `NOT`, `!` and `-` in front, of which each pair is none.
    private mutating func negation(of field: Field?) throws(FilterError) -> Predicate {
        var isNegated = false
        while let name = takeNegation(inGroup: field != nil) {
            isNegated.toggle()
            if name != "-" { scanner.skipSpace() }
            guard beginsTerm, scanner.next?.isWhitespace == false else { throw scanner.error(.missingBehind(name)) }
        }
        let term = if let field { try value(of: field) } else { try term() }
        return isNegated ? .not(term) : term
    }

    private mutating func takeNegation(inGroup: Bool) -> String? {
        if scanner.take(keyword: "NOT") { return "NOT" }
        if scanner.take("!") { return "!" }
        // Among values a minus before a digit is a sign: the protocol -1.
        if inGroup, scanner.next == "-", scanner.afterNext?.isNumber == true { return nil }
        return scanner.take("-") ? "-" : nil
    }

    /// What stands between parentheses, the first of which is next.
    private mutating func parentheses(of field: Field?) throws(FilterError) -> Predicate {
        let start = scanner.column
        scanner.skip(1)
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else { throw scanner.error(.tooDeep(limit: Self.deepest), at: start) }
        scanner.skipSpace()
        if scanner.isAtEnd { throw scanner.error(.unclosedParenthesis, at: start) }
        if scanner.next == ")" { throw scanner.error(.emptyParentheses, at: start) }
        let predicate = try alternatives(of: field)
        guard scanner.take(")") else { throw scanner.error(.unclosedParenthesis, at: start) }
        return predicate
    }

    private mutating func term() throws(FilterError) -> Predicate {
        if scanner.next == "(" { return try parentheses(of: nil) }
        if let condition = try condition() { return condition }
        let word = try scanner.word()
        let isAnything = word.isBare && word.pattern.isAnything
        return isAnything || word.text.isEmpty ? .everything : .word(word.pattern)
    }

    /// One value in the parentheses behind a field.
    private mutating func value(of field: Field) throws(FilterError) -> Predicate {
        if scanner.next == "(" { return try parentheses(of: field) }
        return try test(of: field, from: scanner.column)
    }

    /// A field with its operator and value; `nil` where the next word is no condition.
    private mutating func condition() throws(FilterError) -> Predicate? {
        guard let head = scanner.head() else { return nil }
        let name = head.name
        if Field.timeWords.contains(name) {
            guard head.operation == ":" else { throw scanner.error(.colonNeeded(name)) }
            scanner.skip(head.length + 1)
            return try timeBound(name)
        }
        guard let field = Field(name) else {
            try refuseSlips(head)
            return nil
        }
        let column = scanner.column
        scanner.skip(head.length)
        if head.operation == "=" { throw scanner.error(.equalsSign(field: name), at: column) }
        if scanner.take(":"), scanner.next == "(" { return try parentheses(of: field) }
        return try test(of: field, from: column)
    }

    /// A word that is nearly a field is a slip, and searching for it as text would answer a question nobody asked.
    private func refuseSlips(_ head: FilterScanner.Head) throws(FilterError) {
        let name = head.name
        if head.operation == "=" {
            if name.hasSuffix("!"), Field(String(name.dropLast())) != nil {
                throw scanner.error(.equalsSign(field: String(name.dropLast())))
            }
            return
        }
        let looksLikeName =
            name.first?.isLetter == true
            && name.prefix { $0 != "." }.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
        let word = scanner.restOfWord
        guard looksLikeName, !head.hasEscapes, AddressBlock(word) == nil else { return }
        let behind = word.dropFirst(head.length + 1)
        guard !behind.hasPrefix("//"), !behind.hasPrefix(":"), let meant = Field.meant(by: name) else { return }
        throw scanner.error(.unknownField(name, meant: meant))
    }
}
