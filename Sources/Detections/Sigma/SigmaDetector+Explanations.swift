internal import Events
public import Records
internal import Sigma

extension SigmaDetector {
    public func explanation(of row: Int, in alert: Alert, of trail: Trail) -> Explanation? {
        guard let detection = detection(behind: row, in: alert), var explainer = try? RuleExplainer(detection),
            let record = try? trail.record(row)
        else { return nil }
        return explainer.explanation(of: record)
    }

    public func explanations(
        of wanted: [(alert: Alert, rows: [Int])], of trail: Trail
    ) -> [[Int: Explanation]] {
        var found = [[Int: Explanation]](repeating: [:], count: wanted.count)
        var explainers: [Detection: RuleExplainer] = [:]
        var asked: [Int: [(alert: Int, detection: Detection)]] = [:]
        for (number, (alert, rows)) in wanted.enumerated() {
            for row in rows {
                guard let detection = detection(behind: row, in: alert) else { continue }
                if explainers[detection] == nil { explainers[detection] = try? RuleExplainer(detection) }
                asked[row, default: []].append((number, detection))
            }
        }
        trail.records.forEach(asked.keys) { row, record in
            for (alert, detection) in asked[row] ?? [] {
                found[alert][row] = explainers[detection]?.explanation(of: record)
            }
        }
        return found
    }

    /// What a row matched: the alert's rule, or that which a correlation rests on.
    private func detection(behind row: Int, in alert: Alert) -> Detection? {
        var waiting = number(ofRule: alert.rule.id).map { [$0] } ?? []
        var seen = Set(waiting)
        var candidates: [Detection] = []
        while let number = waiting.popLast() {
            switch ruleSet.rules[number].content {
            case .detection(let detection): candidates.append(detection)
            case .filter: break
            case .correlation(let correlation):
                let members = alert.correlation?.members ?? []
                for (place, reference) in correlation.rules.enumerated() {
                    // Of the alert's own members it is known which rows they have.
                    if number == self.number(ofRule: alert.rule.id), members.indices.contains(place),
                        !members[place].rows.contains(row)
                    {
                        continue
                    }
                    if let inner = names[reference.text], seen.insert(inner).inserted { waiting.append(inner) }
                }
            }
        }
        return candidates.last
    }

    private func number(ofRule id: String) -> Int? { names[id] }
}
