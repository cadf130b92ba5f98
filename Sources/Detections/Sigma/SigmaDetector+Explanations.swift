internal import Events
public import Records
internal import Sigma

extension SigmaDetector {
    public func explanation(of row: Int, in alert: Alert, of trail: Trail) -> Explanation? {
        explanations(of: [(alert, [row])], of: trail)[0][row]
    }

    public func explanations(
        of wanted: [(alert: Alert, rows: [Int])], of trail: Trail
    ) -> [[Int: Explanation]] {
        var found = [[Int: Explanation]](repeating: [:], count: wanted.count)
        var explainers: [Int: RuleExplainer] = [:]
        var asked: [Int: [(alert: Int, rules: [Int])]] = [:]
        for (number, (alert, rows)) in wanted.enumerated() {
            for row in rows {
                let rules = rules(behind: row, in: alert)
                for rule in rules where explainers[rule] == nil {
                    guard case .detection(let detection) = ruleSet.rules[rule].content else { continue }
                    explainers[rule] = try? RuleExplainer(detection)
                }
                if !rules.isEmpty { asked[row, default: []].append((number, rules)) }
            }
        }
        trail.records.forEach(asked.keys) { row, record in
            for (alert, rules) in asked[row] ?? [] {
                found[alert][row] = rules.lazy.compactMap { explainers[$0]?.explanation(of: record) }.first
            }
        }
        return found
    }

    /// The rules one of which a row matched: the alert's own, or those that a correlation rests on, in the order in which
    /// it names them.
    private func rules(behind row: Int, in alert: Alert) -> [Int] {
        guard let number = names[alert.rule.id] else { return [] }
        guard case .correlation(let correlation) = ruleSet.rules[number].content else { return [number] }
        let members = alert.correlation?.members ?? []
        var found: [Int] = []
        for (place, reference) in correlation.rules.enumerated() {
            // Of the alert's own members it is known which rows they have.
            if members.indices.contains(place), !members[place].rows.contains(row) { continue }
            for rule in names.eventRules(of: reference, in: ruleSet.rules) where !found.contains(rule) {
                found.append(rule)
            }
        }
        return found
    }
}
