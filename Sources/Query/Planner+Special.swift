internal import ATTACK
internal import CloudTrail
internal import Events
internal import Patterns

// Fields that are more than one column's values.
extension Planner {
    /// By canonical name or short name. A plain text must mean one principal: acting on the wrong of two is worse than
    /// being asked which.
    func principals(_ condition: Condition, _ matcher: ValueMatcher) throws(FilterError) -> RowSet {
        let table = index.table(.principal)
        let wanted = condition.test.foldedText
        let isPlain = isPlainText(condition.test)
        let named = wanted.map { table.codes(equal: $0, crew: index.crew) } ?? []
        if !named.isEmpty { return index.rows(.principal, codes: named) }
        // No name is what is wanted; where that is no plain ASCII text, each has yet to be asked.
        var accepted = [Bool](repeating: false, count: table.codeCount)
        if wanted == nil { accepted = try flags(table, condition, matcher) }
        if isPlain, accepted.contains(true) { return index.rows(.principal, accepting: accepted) }
        // To take every name apart takes ten times as long as to see that few end in what is wanted.
        let mayFit = wanted.map { table.flags(endingIn: $0) }
        var byShortName: [UInt32] = []
        for code in 1..<UInt32(max(1, table.codeCount)) where !accepted[Int(code)] {
            guard mayFit?[Int(code)] ?? true || index.principalKind(code) == .root else { continue }
            if try test(PrincipalName.short(table.text(code), code, in: index), matcher, condition) {
                byShortName.append(code)
            }
        }
        if isPlain, byShortName.count > 1 {
            let names = byShortName.map { table.text($0) }.sorted()
            let short = PrincipalName.short(names[0], byShortName[0], in: index)
            throw error(.ambiguousPrincipal(short, candidates: names), condition)
        }
        for code in byShortName { accepted[Int(code)] = true }
        return index.rows(.principal, accepting: accepted)
    }

    private func isPlainText(_ test: ValueTest) -> Bool {
        switch test {
        case .text(let pattern): pattern.literal != nil
        case .exact: true
        default: false
        }
    }

    func eventIDs(_ condition: Condition, _ matcher: ValueMatcher) throws(FilterError) -> RowSet {
        if case .text(let pattern) = condition.test, let text = pattern.literal {
            // Identifiers are in one case; each is a pass over a column of integers, where patterns need every text.
            let rows = Set([text, text.lowercased(), text.uppercased()].flatMap { index.eventIDs.rows(of: $0) })
            return RowSet(sorted: rows.sorted().map { UInt32($0) }, universe: index.count)
        }
        var rows: [UInt32] = []
        for row in 0..<index.count {
            if try test(index.eventIDs[row] ?? "", matcher, condition) { rows.append(UInt32(row)) }
        }
        return RowSet(sorted: rows, universe: index.count)
    }

    func times(_ condition: Condition, _ matcher: ValueMatcher) throws(FilterError) -> RowSet {
        if case .compare(let comparison, .moment(let moment)) = condition.test {
            let time = moment.time(last: index.span?.upperBound ?? EventTime(milliseconds: 0))
            let next = time.advanced(byMilliseconds: 1)
            return switch comparison {
            case .less: index.rows(from: nil, to: time)
            case .lessOrEqual: index.rows(from: nil, to: next)
            case .greater: index.rows(from: next, to: nil)
            case .greaterOrEqual: index.rows(from: time, to: nil)
            }
        }
        var rows: [UInt32] = []
        var known: (time: Int64, isMatch: Bool)?
        for row in 0..<index.count {
            // Rows are in the order of time: equal ones stand side by side.
            if known?.time != index.times[row] {
                known = (index.times[row], try test(index.time(row).iso8601, matcher, condition))
            }
            if known?.isMatch == true { rows.append(UInt32(row)) }
        }
        return RowSet(sorted: rows, universe: index.count)
    }

    /// By the techniques that the call table gives the row's call: ids and names of either version, a technique's
    /// parent, and for tactics their ids, names and short names.
    func calls(_ alias: Alias, _ condition: Condition, _ matcher: ValueMatcher) throws(FilterError) -> RowSet {
        let names = index.table(.name)
        let services = index.table(.service)
        var serviceCodes: [String: [UInt32]] = [:]
        for code in 1..<UInt32(max(1, services.codeCount)) {
            serviceCodes[ServiceName.short(services.text(code)), default: []].append(code)
        }
        let wanted = TechniqueTest(alias, matcher)
        var found = RowSet.none(of: index.count)
        for name in 1..<UInt32(max(1, names.codeCount)) {
            for call in CallTable.standard.calls(named: names.text(name)) {
                guard let codes = serviceCodes[call.service] else { continue }
                do throws(RegularExpression.LimitExceeded) {
                    guard try wanted.matches(call) else { continue }
                } catch {
                    throw self.error(.regexTooCostly, condition)
                }
                let rows = index.rows(.name, code: name).rows.filter { codes.contains(index.code(.service, Int($0))) }
                found = found.union(RowSet(sorted: rows, universe: index.count))
            }
        }
        return found
    }

    func facts(_ alias: Alias, _ condition: Condition, _ matcher: ValueMatcher) throws(FilterError) -> RowSet {
        var found = RowSet.none(of: index.count)
        for value in facts?.values(of: alias) ?? alias.words ?? [] {
            guard try test(value, matcher, condition) else { continue }
            guard let rows = facts?.rows(where: alias, is: value) else {
                throw error(.unknownFact("\(alias.rawValue):\(value)"), condition)
            }
            found = found.union(rows)
        }
        return found
    }
}
