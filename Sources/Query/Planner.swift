internal import CloudTrail
internal import Events
internal import Patterns
internal import Records

/// Turns a predicate into the nodes of a plan.
struct Planner {
    let index: EventIndex
    let facts: (any FactSource)?
    let filter: String
    /// The rows that matter where others have been left out by what stands beside a condition; nil where all do.
    private(set) var candidates: RowSet?

    /// The moment from which relative times count.
    private var last: EventTime { index.span?.upperBound ?? EventTime(milliseconds: 0) }

    func node(_ predicate: Predicate) throws(FilterError) -> Plan.Node {
        switch predicate {
        case .everything: return .rows(.all(of: index.count))
        case .word(let pattern):
            return .record(RecordTest(subject: .word(WordMatcher(pattern)), clues: pattern.clues, column: 1))
        case .condition(let condition): return try node(condition)
        case .not(let inner): return .not(try node(inner))
        case .all(let parts): return .all(try conjunction(parts))
        case .any(let parts): return .any(try nodes(parts))
        }
    }

    private func nodes(_ predicates: [Predicate]) throws(FilterError) -> [Plan.Node] {
        var nodes: [Plan.Node] = []
        for predicate in predicates { nodes.append(try node(predicate)) }
        return nodes
    }

    /// The parts in an order in which those that are told at once come first, and each leaves fewer rows to be looked at
    /// for the next.
    private func conjunction(_ parts: [Predicate]) throws(FilterError) -> [Plan.Node] {
        var planner = self
        var nodes: [Plan.Node] = []
        for part in parts.filter(\.isToldAtOnce) + parts.filter({ !$0.isToldAtOnce }) {
            let node = try planner.node(part)
            if case .rows(let rows) = node { planner.candidates = planner.candidates?.intersection(rows) ?? rows }
            nodes.append(node)
        }
        return nodes
    }

    private func node(_ condition: Condition) throws(FilterError) -> Plan.Node {
        let matcher = try matcher(condition)
        switch condition.field {
        case .path(let path):
            if let field = Self.indexedPaths[path.text] { return .rows(try column(field, condition, matcher)) }
            let record = Plan.Node.record(
                RecordTest(
                    subject: .path(path, matcher), clues: condition.test.clues ?? path.clues(condition.test, matcher),
                    column: condition.column.number))
            guard let member = IdentityMembers.Member(path: path.text) else { return record }
            let accepted = try rows(member, condition, matcher)
            // Where the member has no text, the record says what it has instead.
            let blank = index.rows(member, whereBlank: true)
            return blank.isEmpty ? .rows(accepted) : .any([.rows(accepted), .all([.rows(blank), record])])
        case .alias(let alias):
            switch alias {
            case .target: return resource(nil, condition, matcher)
            case .instance: return resource(.instance, condition, matcher)
            case .group: return resource(.group, condition, matcher)
            case .bucket: return resource(.bucket, condition, matcher)
            default: return .rows(try rows(alias, condition, matcher))
            }
        }
    }

    /// Paths that a column holds, though they have no alias.
    private static let indexedPaths: [String: IndexField] = ["eventType": .eventType]

    private func resource(
        _ kind: NamedResource.Kind?, _ condition: Condition, _ matcher: ValueMatcher
    ) -> Plan.Node {
        .record(
            RecordTest(
                subject: .resource(kind, matcher), clues: condition.test.clues, column: condition.column.number))
    }

    private func matcher(_ condition: Condition) throws(FilterError) -> ValueMatcher {
        do {
            return try ValueMatcher(condition.test, last: last)
        } catch {
            throw self.error(.badRegex(error.message), condition)
        }
    }

    func error(_ reason: FilterError.Reason, _ condition: Condition) -> FilterError {
        FilterError(filter: filter, column: condition.column.number, reason: reason)
    }

    /// Runs a match, and says where the expression stands that took too long.
    func test(_ text: String, _ matcher: ValueMatcher, _ condition: Condition) throws(FilterError) -> Bool {
        guard !text.isEmpty else { return false }
        do {
            return try matcher.matches(text)
        } catch {
            throw self.error(.regexTooCostly, condition)
        }
    }

    /// The rows whose callers have a member that passes: each distinct text is asked once.
    private func rows(
        _ member: IdentityMembers.Member, _ condition: Condition, _ matcher: ValueMatcher
    ) throws(FilterError) -> RowSet {
        var isTooCostly = false
        let rows = index.rows(member) { text in
            do throws(RegularExpression.LimitExceeded) {
                return isTooCostly ? false : try matcher.matches(utf8: text)
            } catch {
                isTooCostly = true
                return false
            }
        }
        if isTooCostly { throw error(.regexTooCostly, condition) }
        return rows
    }

    /// The rows of a column: each distinct value is asked once.
    private func column(
        _ field: IndexField, _ condition: Condition, _ matcher: ValueMatcher
    ) throws(FilterError) -> RowSet {
        let table = index.table(field)
        guard let wanted = condition.test.foldedText else {
            return index.rows(field, accepting: try flags(table, condition, matcher), among: candidates)
        }
        return index.rows(field, codes: table.codes(equal: wanted, crew: index.crew), among: candidates)
    }

    /// The same for a field that is also known by a part of its values.
    private func column(
        _ field: IndexField, _ condition: Condition, _ matcher: ValueMatcher,
        also part: @escaping (Span<UInt8>) -> Range<Int>
    ) throws(FilterError) -> RowSet {
        index.rows(
            field, accepting: try flags(index.table(field), condition, matcher, also: part), among: candidates)
    }

    /// A flag for each value of a table: whether it passes, or the part of it that is asked too.
    func flags(
        _ table: StringTable, _ condition: Condition, _ matcher: ValueMatcher,
        also part: ((Span<UInt8>) -> Range<Int>)? = nil
    ) throws(FilterError) -> [Bool] {
        var isTooCostly = false
        let flags = table.flags { text in
            do throws(RegularExpression.LimitExceeded) {
                if isTooCostly { return false }
                if try matcher.matches(utf8: text) { return true }
                guard let part = part?(text), !part.isEmpty, part.count < text.count else { return false }
                return try matcher.matches(utf8: text.extracting(part))
            } catch {
                isTooCostly = true
                return false
            }
        }
        if isTooCostly { throw error(.regexTooCostly, condition) }
        return flags
    }

    private func rows(_ alias: Alias, _ condition: Condition, _ matcher: ValueMatcher) throws(FilterError) -> RowSet {
        switch alias {
        case .principal: return try principals(condition, matcher)
        case .id: return try eventIDs(condition, matcher)
        case .time: return try times(condition, matcher)
        case .tactic, .technique: return try calls(alias, condition, matcher)
        case .is, .has, .tag: return try facts(alias, condition, matcher)
        case .service: return try column(.service, condition, matcher, also: ServiceName.short)
        case .source: return try sources(condition, matcher)
        default:
            guard let field = alias.indexField else { preconditionFailure("\(alias) is decided by records") }
            return try column(field, condition, matcher)
        }
    }

    /// By path or by file name.
    private func sources(_ condition: Condition, _ matcher: ValueMatcher) throws(FilterError) -> RowSet {
        guard let wanted = condition.test.foldedText else {
            return try column(.source, condition, matcher, also: Self.fileName)
        }
        // Sources are many and their paths long: they are compared from the end, where they differ.
        return index.rows(
            .source, codes: index.table(.source).codes(equalToPathOrName: wanted, crew: index.crew),
            among: candidates)
    }

    /// The last part of a path.
    private static func fileName(_ path: Span<UInt8>) -> Range<Int> {
        var end = path.count
        while end > 0, path[end - 1] == UInt8(ascii: "/") { end -= 1 }
        var start = end
        while start > 0, path[start - 1] != UInt8(ascii: "/") { start -= 1 }
        return start..<end
    }
}

extension Predicate {
    /// Whether posting lists, or the order of time, tell the rows.
    fileprivate var isToldAtOnce: Bool {
        guard case .condition(let condition) = self, case .alias(let alias) = condition.field else { return false }
        if case .compare = condition.test { return alias == .time }
        return alias.indexField.map { IndexField.listed.contains($0) } ?? false
    }
}
