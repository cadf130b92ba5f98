internal import Sigma

extension RuleNames {
    /// The numbers of the rules that a correlation rests on, each once.
    func bases(of correlation: Correlation) -> [Int] {
        var seen: Set<Int> = []
        return correlation.rules.compactMap { self[$0.text] }.filter { seen.insert($0).inserted }
    }

    /// The rules on events at the bottom of a reference, through correlations.
    func eventRules(of reference: Correlation.Reference, in rules: [SigmaRule]) -> [Int] {
        var found: [Int] = []
        var waiting = [self[reference.text]].compactMap(\.self)
        var seen = Set(waiting)
        while let number = waiting.popLast() {
            guard case .correlation(let correlation) = rules[number].content else {
                found.append(number)
                continue
            }
            waiting += bases(of: correlation).filter { seen.insert($0).inserted }
        }
        return found
    }
}
