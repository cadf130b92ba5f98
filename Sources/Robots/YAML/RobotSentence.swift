internal import YAML

/// The answer of a robot in its author's words.
struct RobotSentence: Hashable, Sendable {
    /// Where there are events; nil for the program's words.
    var some: TextTemplate?
    /// Where there are none.
    var none: TextTemplate?

    /// What a sentence may name beside what the alert has: of the events that were found.
    enum Value: String, CaseIterable {
        case count, values, distinct, earliest, latest
    }

    /// The sentence; nil where the author has none for the case, or names a time of events that are not there.
    func text(of result: RobotResult, _ summary: RobotSummary, for subject: RobotSubject) -> String? {
        (result.count == 0 ? none : some)?.filled { name in
            switch Value(rawValue: name) {
            case .count: return "\(result.count)"
            case .values: return result.distinct == 0 ? "nothing recorded" : summary.values(of: result)
            case .distinct: return "\(result.distinct)"
            case .earliest: return result.span?.first
            case .latest: return result.span?.last
            case nil:
                let value = AlertValue(rawValue: name).flatMap { $0.text(of: subject) }
                return value.map(Wording.cut) ?? "not recorded"
            }
        }
    }
}
