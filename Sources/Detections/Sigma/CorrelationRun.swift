internal import Events
internal import Records
internal import Sigma

/// Correlations over the matches of the rules that they rest on.
struct CorrelationRun {
    private let rules: [SigmaRule]
    private let index: EventIndex
    private let names: RuleNames
    private let matches: [RowSet]
    private var values: FieldValues
    /// By rule number, as far as they are worked out.
    private var known: [Int: [CorrelationHit]] = [:]

    /// - Parameters:
    ///   - rules: of which the correlations will be asked for.
    ///   - matches: of the rules, by number.
    ///   - threads: that share the reading of records.
    ///   - isCancelled: asked while records are read; what was not read has no values then.
    init(
        _ rules: [SigmaRule], _ names: RuleNames, matches: [RowSet], over trail: Trail, threads: Int,
        isCancelled: @Sendable () -> Bool
    ) {
        self.rules = rules
        self.names = names
        self.matches = matches
        index = trail.index
        values = FieldValues(
            Self.wantedFields(rules, names, matches, trail.index.count), of: trail, threads: threads,
            isCancelled: isCancelled)
    }

    /// The rows of which a correlation needs the value of a field.
    private static func wantedFields(
        _ rules: [SigmaRule], _ names: RuleNames, _ matches: [RowSet], _ rowCount: Int
    ) -> [String: RowSet] {
        var wanted: [String: RowSet] = [:]
        for rule in rules {
            guard case .correlation(let correlation) = rule.content else { continue }
            for reference in correlation.rules {
                let rows = names.eventRules(of: reference, in: rules)
                    .reduce(RowSet.none(of: rowCount)) { $0.union(matches[$1]) }
                for field in correlation.allFields(of: reference) {
                    wanted[field] = wanted[field]?.union(rows) ?? rows
                }
            }
        }
        return wanted
    }

    /// The text of a value.
    func text(_ code: UInt32) -> String { values.text(code) }

    /// The groups that a correlation is about, in the order of their first event.
    mutating func hits(of number: Int) -> [CorrelationHit] {
        hits(of: number, within: [])
    }

    private mutating func hits(of number: Int, within outer: Set<Int>) -> [CorrelationHit] {
        if let hits = known[number] { return hits }
        // A circle of correlations is rejected when they are read; here it only must not run for ever.
        guard case .correlation(let correlation) = rules[number].content, !outer.contains(number) else { return [] }
        var groups: [[UInt32]: [CorrelationItem]] = [:]
        for (place, reference) in correlation.rules.enumerated() {
            guard let base = names[reference.text] else { continue }
            collect(base, as: place, reference, correlation, within: outer.union([number]), into: &groups)
        }
        let windows = CorrelationWindows(correlation, ruleCount: correlation.rules.count) { [values] in values.text($0)
        }
        var hits: [CorrelationHit] = []
        for (group, items) in groups {
            var ordered = items.sorted { ($0.time, $0.row, $0.rule) < ($1.time, $1.row, $1.rule) }
            if correlation.kind == .eventCount { ordered.dropRepeatedEvents() }
            guard let hit = windows.hit(ordered) else { continue }
            hits.append(
                CorrelationHit(group: group, items: hit.items, figure: hit.figure, windows: hit.windows))
        }
        // Codes follow the order in which threads read: texts decide where two groups begin with one event.
        hits.sort { left, right in
            let (own, other) = (left.items[0].row, right.items[0].row)
            if own != other { return own < other }
            return left.group.map(text).lexicographicallyPrecedes(right.group.map(text))
        }
        known[number] = hits
        return hits
    }

    /// Adds the matches of a rule, or the groups of a correlation, to the groups that they belong to. What lacks one of the
    /// fields belongs to none.
    private mutating func collect(
        _ base: Int, as place: Int, _ reference: Correlation.Reference, _ correlation: Correlation,
        within outer: Set<Int>, into groups: inout [[UInt32]: [CorrelationItem]]
    ) {
        let groupFields = correlation.fields(correlation.groupBy, of: reference)
        let countedFields = correlation.fields(correlation.fields, of: reference)
        guard case .correlation(let inner) = rules[base].content else {
            let group = groupFields.compactMap { values.number(of: $0) }
            let counted = countedFields.compactMap { values.number(of: $0) }
            for row in matches[base].rows.map({ Int($0) }) {
                CorrelationItem(time: index.times[row], row: row, rule: place).join(
                    &groups, group.map { values.code($0, of: row) }, counted.map { values.code($0, of: row) })
            }
            return
        }
        for hit in hits(of: base, within: outer) {
            let common = Dictionary(zip(inner.groupBy, hit.group)) { first, _ in first }
            for window in hit.windows {
                let rows = window.allRows
                let item = CorrelationItem(
                    time: index.times[rows[rows.count - 1]], row: rows[0], members: rows, rule: place)
                item.join(
                    &groups, groupFields.map { common[$0] ?? StringTable.missing },
                    countedFields.map { common[$0] ?? StringTable.missing })
            }
        }
    }
}

extension [CorrelationItem] {
    /// Leaves of an event that several rules match only the first match: events are counted. They are in time order.
    fileprivate mutating func dropRepeatedEvents() {
        var seen: Set<Int> = []
        removeAll { $0.members.isEmpty && !seen.insert($0.row).inserted }
    }
}

extension CorrelationItem {
    /// Joins the group of its values; none where it lacks one of them.
    fileprivate func join(_ groups: inout [[UInt32]: [CorrelationItem]], _ group: [UInt32], _ counted: [UInt32]) {
        guard !group.contains(StringTable.missing) else { return }
        var item = self
        item.values = counted.contains(StringTable.missing) ? nil : counted
        groups[group, default: []].append(item)
    }
}

extension Correlation {
    fileprivate func allFields(of reference: Reference) -> [String] {
        fields(groupBy + fields, of: reference)
    }
}
