internal import Patterns
internal import Query
public import Sigma

/// The events that rules, each by itself and with others, may match.
public struct RuleSelection: Sendable {
    /// A rule, and what the engine can decide of it.
    public struct Part: Sendable {
        public let header: RuleHeader
        public let bounds: Bounds
        /// Where the rule raises no alert of its own: which of its events correlations want. Nil where all are wanted.
        fileprivate let groups: [Groups]?
    }

    /// Events that are wanted only together with others of their group.
    fileprivate struct Groups: Sendable {
        /// Expressions whose values the events of a group have in common.
        var keys: [String]
        /// Conditions on the group as a whole.
        var having: [SQLCondition]
        /// The events that count.
        var events: SQLCondition
    }

    /// By rule, in the order of the rules; those that match no single event are left out.
    public let parts: [Part]

    /// - Parameters:
    ///   - rules: rules, and correlations, whose base rules are among them. A correlation that wants many events of a group
    ///     needs those of groups only that have as many in all.
    public init(_ rules: [SigmaRule]) {
        let translator = RuleTranslator()
        let names = RuleNames(rules)
        var bounds: [Int: Bounds] = [:]
        for (number, rule) in rules.enumerated() {
            guard case .detection(let detection) = rule.content, rule.logSource.service != "guardduty" else { continue }
            bounds[number] = translator.bounds(detection)
        }
        var groups: [Int: [Groups?]] = [:]
        for rule in rules {
            guard case .correlation(let correlation) = rule.content else { continue }
            let numbers = correlation.rules.map { names[$0.text] }
            let wanted = Self.groups(of: correlation, numbers.map { $0.flatMap { bounds[$0] } })
            for number in numbers.compactMap(\.self) {
                groups[number, default: []].append(correlation.generatesBaseAlerts ? nil : wanted)
            }
        }
        parts = bounds.keys.sorted().compactMap { number in
            guard let own = bounds[number] else { return nil }
            let limits = groups[number].flatMap { all in all.contains { $0 == nil } ? nil : all.compactMap(\.self) }
            return Part(header: rules[number].header, bounds: own, groups: limits)
        }
    }

    /// What a correlation asks of a group as a whole, which is true of every group that has a window which fits; nil where
    /// nothing can be said.
    private static func groups(of correlation: Correlation, _ bounds: [Bounds?]) -> Groups? {
        let known = bounds.compactMap(\.self)
        guard known.count == bounds.count, !known.isEmpty, correlation.aliases.isEmpty,
            let keys = columns(correlation.groupBy), !keys.isEmpty
        else { return nil }
        let events = SQLCondition.anyOf(known.map(\.upper))
        switch correlation.kind {
        case .eventCount: return Groups(keys: keys, having: having("count(*)", correlation.bounds), events: events)
        case .valueCount:
            guard let values = columns(correlation.fields), values.count == 1 else { return nil }
            return Groups(
                keys: keys, having: having("count(DISTINCT coalesce(\(values[0]), ''))", correlation.bounds),
                events: events)
        case .temporal, .temporalOrdered:
            guard correlation.bounds.isEmpty else { return nil }
            return Groups(
                keys: keys, having: known.map { .test("count_if(\($0.upper.text)) > 0") }, events: events)
        case .valueSum, .valueAverage, .valuePercentile, .valueMedian: return nil
        }
    }

    /// A group has no fewer than a window of it.
    private static func having(_ figure: String, _ bounds: [Correlation.Bound]) -> [SQLCondition] {
        bounds.compactMap { bound in
            switch bound.relation {
            case .greater: .test("\(figure) > \(bound.value.text)")
            case .greaterOrEqual, .equal: .test("\(figure) >= \(bound.value.text)")
            case .less, .lessOrEqual, .different: nil
            }
        }
    }

    /// Fields as columns; nil where one is none.
    private static func columns(_ fields: [String]) -> [String]? {
        let columns = fields.compactMap { field -> String? in
            if case .text(let column) = Subject(path: field) { column } else { nil }
        }
        return columns.count == fields.count ? columns : nil
    }

    /// Queries for all events that the rules need, as few as the engine takes.
    ///
    /// - Parameter others: what else is wanted.
    public func queries(of table: EventTable, window: EventWindow, also others: [Bounds] = []) -> [EventQuery] {
        let within = table.condition(window)
        var wanted = others.map(\.upper)
        wanted += parts.flatMap { part -> [SQLCondition] in
            guard let groups = part.groups else { return [part.bounds.upper] }
            return groups.map { group in
                guard !group.having.isEmpty else { return part.bounds.upper }
                // A value that is missing is one like others.
                let keys = group.keys.map { "coalesce(\($0), '')" }.joined(separator: ", ")
                let members = """
                    (\(keys)) IN (SELECT \(keys) FROM \(table.reference) \
                    WHERE \(SQLCondition.allOf([within, group.events]).text) \
                    GROUP BY \(keys) HAVING \(SQLCondition.allOf(group.having).text))
                    """
                return .allOf([part.bounds.upper, .test(members)])
            }
        }
        return batches(wanted.unique()).map { conditions in
            EventQuery("what rules match", Bounds(.anyOf(conditions)), in: table, window: window)
        }
    }

    /// A statement has at most 262,144 bytes. Source: the Athena user guide, "Service quotas".
    private static let longest = 200_000

    private func batches(_ conditions: [SQLCondition]) -> [[SQLCondition]] {
        var batches: [[SQLCondition]] = []
        var length = Self.longest
        for condition in conditions {
            let size = condition.text.utf8.count + 8
            if length + size > Self.longest {
                batches.append([])
                length = 0
            }
            batches[batches.count - 1].append(condition)
            length += size
        }
        return batches
    }
}
