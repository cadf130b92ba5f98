internal import Patterns
internal import Sigma

/// Finds the windows of one group that a correlation is about.
///
/// A window ends at the time of a match and holds all matches up to it, from the timespan before it on: both ends
/// included.
struct CorrelationWindows {
    private let correlation: Correlation
    private let ruleCount: Int
    private let text: (UInt32) -> String

    /// - Parameters:
    ///   - ruleCount: how many rules the correlation rests on.
    ///   - text: the text of a value's code.
    init(_ correlation: Correlation, ruleCount: Int, text: @escaping (UInt32) -> String) {
        self.correlation = correlation
        self.ruleCount = ruleCount
        self.text = text
    }

    /// What was found in one group.
    struct Hit {
        /// The matches in windows that fit, in time order.
        var items: [CorrelationItem]
        /// The figure of the window that stands out.
        var figure: Double
        /// Windows that fit, none of which shares a match with another: each is one match of the correlation.
        var windows: [[CorrelationItem]]
    }

    /// The windows that fit; nil where there is none.
    ///
    /// - Parameter items: of one group, in time order.
    /// - Complexity: linear in the matches for counts; for medians and percentiles times the matches of a window.
    func hit(_ items: [CorrelationItem]) -> Hit? {
        if correlation.kind == .temporalOrdered { return chains(items) }
        var tally = WindowTally(correlation, ruleCount: ruleCount, text: text)
        var isIn = [Bool](repeating: false, count: items.count)
        var marked = 0
        var best: Double?
        var windows: [[CorrelationItem]] = []
        var taken = 0
        var start = 0
        for end in items.indices {
            tally.add(items[end])
            while items[end].time - items[start].time > correlation.timespan {
                tally.remove(items[start])
                start += 1
            }
            // What happened at one time happened in no order.
            if end + 1 < items.count, items[end + 1].time == items[end].time { continue }
            guard let figure = tally.figure, fits(figure) else { continue }
            best = best.map { stands(figure, above: $0) ? figure : $0 } ?? figure
            for number in max(start, marked)...end { isIn[number] = true }
            marked = end + 1
            if start >= taken {
                windows.append(Array(items[start...end]))
                taken = end + 1
            }
        }
        guard let best else { return nil }
        return Hit(items: items.indices.filter { isIn[$0] }.map { items[$0] }, figure: best, windows: windows)
    }

    private func fits(_ figure: Double) -> Bool {
        guard !correlation.bounds.isEmpty else { return figure >= Double(ruleCount) }
        return correlation.bounds.allSatisfy { bound in
            Double(bound.value.text).map { bound.relation.holds(figure, $0) } ?? false
        }
    }

    /// Where little is wanted, the least says most.
    private func stands(_ figure: Double, above other: Double) -> Bool {
        let wantsLess = correlation.bounds.contains { $0.relation == .less || $0.relation == .lessOrEqual }
        let wantsMore = correlation.bounds.contains { $0.relation == .greater || $0.relation == .greaterOrEqual }
        return wantsLess && !wantsMore ? figure < other : figure > other
    }

    /// Matches of all rules in their order. As times are given in seconds, those of one second may have come in any.
    private func chains(_ items: [CorrelationItem]) -> Hit? {
        var byRule = [[Int]](repeating: [], count: ruleCount)
        for (number, item) in items.enumerated() { byRule[item.rule].append(number) }
        guard let last = byRule.last, !byRule.contains(where: \.isEmpty) else { return nil }
        var isIn = [Bool](repeating: false, count: items.count)
        var windows: [[CorrelationItem]] = []
        for end in last {
            guard let chain = chain(endingAt: end, items, byRule) else { continue }
            if !chain.contains(where: { isIn[$0] }) { windows.append(chain.map { items[$0] }) }
            for number in chain { isIn[number] = true }
        }
        guard !windows.isEmpty else { return nil }
        let found = items.indices.filter { isIn[$0] }.map { items[$0] }
        return Hit(items: found, figure: Double(ruleCount), windows: windows)
    }

    /// The latest matches of the rules before, backwards from one of the last rule, within the timespan; each event serves
    /// once.
    private func chain(endingAt end: Int, _ items: [CorrelationItem], _ byRule: [[Int]]) -> [Int]? {
        var chain = [end]
        var steps = 0
        return extend(&chain, items, byRule, &steps) == .found ? chain.reversed() : nil
    }

    private enum Search {
        case found
        /// Not with these events; with earlier ones perhaps.
        case blocked
        /// Not with any.
        case hopeless
    }

    /// Puts matches of the rules before in front of a chain, which is written from its end.
    private func extend(
        _ chain: inout [Int], _ items: [CorrelationItem], _ byRule: [[Int]], _ steps: inout Int
    ) -> Search {
        guard chain.count < byRule.count else { return .found }
        let rule = byRule.count - 1 - chain.count
        let earliest = items[chain[0]].time - correlation.timespan
        let bound = items[chain[chain.count - 1]].time
        let latest = byRule[rule].frontCount { items[$0].time <= bound } - 1
        guard latest >= 0, items[byRule[rule][latest]].time >= earliest else { return .hopeless }
        // An event that serves here may be wanted for a rule before: then an earlier one may do. That is so for as many at
        // most as there are rules.
        var tries = byRule.count
        for place in stride(from: latest, through: 0, by: -1) {
            let number = byRule[rule][place]
            guard items[number].time >= earliest, tries > 0, steps < Self.mostSteps else { break }
            if chain.contains(where: { items[$0].row == items[number].row }) { continue }
            tries -= 1
            steps += 1
            chain.append(number)
            let outcome = extend(&chain, items, byRule, &steps)
            if outcome != .blocked { return outcome }
            chain.removeLast()
        }
        return .blocked
    }

    /// A chain that so many tries do not find is none: events that match many of a correlation's rules at one time could
    /// be put in order for ever.
    private static let mostSteps = 10_000
}

/// What a window holds, kept up as it slides.
private struct WindowTally {
    private let kind: Correlation.Kind
    private let percentile: Double
    private let text: (UInt32) -> String
    private var count = 0
    /// By rule.
    private var ruleCounts: [Int]
    private var valueCounts: [[UInt32]: Int] = [:]
    /// Numbers in ascending order.
    private var numbers: [Double] = []

    init(_ correlation: Correlation, ruleCount: Int, text: @escaping (UInt32) -> String) {
        self.text = text
        kind = correlation.kind
        percentile = correlation.kind == .valueMedian ? 50 : correlation.percentile
        ruleCounts = [Int](repeating: 0, count: ruleCount)
    }

    mutating func add(_ item: CorrelationItem) {
        count += 1
        switch kind {
        case .eventCount: break
        case .temporal, .temporalOrdered: ruleCounts[item.rule] += 1
        case .valueCount:
            if let values = item.values { valueCounts[values, default: 0] += 1 }
        case .valueSum, .valueAverage, .valuePercentile, .valueMedian:
            if let number = number(item) { numbers.insert(number, at: place(of: number)) }
        }
    }

    mutating func remove(_ item: CorrelationItem) {
        count -= 1
        switch kind {
        case .eventCount: break
        case .temporal, .temporalOrdered: ruleCounts[item.rule] -= 1
        case .valueCount:
            guard let values = item.values, let known = valueCounts[values] else { return }
            valueCounts[values] = known == 1 ? nil : known - 1
        case .valueSum, .valueAverage, .valuePercentile, .valueMedian:
            if let number = number(item) { numbers.remove(at: place(of: number)) }
        }
    }

    /// What is compared with the correlation's bounds; nil where there is nothing to compare.
    var figure: Double? {
        switch kind {
        case .eventCount: return Double(count)
        case .valueCount: return Double(valueCounts.count)
        case .temporal, .temporalOrdered: return Double(ruleCounts.count { $0 > 0 })
        case .valueSum: return numbers.isEmpty ? nil : numbers.reduce(0, +)
        case .valueAverage: return numbers.isEmpty ? nil : numbers.reduce(0, +) / Double(numbers.count)
        case .valuePercentile, .valueMedian: return quantile
        }
    }

    /// Between two numbers the share of each counts, as most programs for statistics have it.
    private var quantile: Double? {
        guard !numbers.isEmpty else { return nil }
        let place = min(max(percentile, 0), 100) / 100 * Double(numbers.count - 1)
        let below = Int(place)
        let above = min(below + 1, numbers.count - 1)
        return numbers[below] + (numbers[above] - numbers[below]) * (place - Double(below))
    }

    private func number(_ item: CorrelationItem) -> Double? {
        item.values?.first.flatMap { DecimalNumber(text($0)).flatMap { Double($0.text) } }
    }

    /// Where a number stands, or belongs.
    private func place(of number: Double) -> Int { numbers.frontCount { $0 < number } }
}
