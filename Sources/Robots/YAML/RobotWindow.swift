internal import CloudTrail
internal import Detections
internal import Query

/// The time that a robot looks at.
enum RobotWindow: Hashable, Sendable {
    /// A length of time as the author writes it: `24h`, `1d12h`.
    struct Length: Hashable, Sendable {
        let text: String
        let milliseconds: Int64

        /// Nil for what is no length of time, and for none at all.
        init?(_ text: String) {
            guard case .beforeLast(let milliseconds)? = Moment("-" + text), milliseconds > 0 else { return nil }
            self.text = text
            self.milliseconds = milliseconds
        }
    }

    /// The whole trail.
    case all
    /// From the alert's first match to its last.
    case during
    /// Up to the alert's first match, which is left out.
    case before(Length)
    /// From the alert's first match on, and so long behind its last.
    case after(Length)
    case around(before: Length, after: Length)

    /// The first moment that counts, and the first that no longer does; nil for no bound.
    func bounds(of alert: Alert) -> (from: EventTime?, to: EventTime?) {
        // The last match counts: times are whole milliseconds.
        func behind(_ length: Int64) -> EventTime { alert.last.advanced(byMilliseconds: length + 1) }
        func ahead(_ length: Length) -> EventTime { alert.first.advanced(byMilliseconds: -length.milliseconds) }
        return switch self {
        case .all: (nil, nil)
        case .during: (alert.first, behind(0))
        case .before(let length): (ahead(length), alert.first)
        case .after(let length): (alert.first, behind(length.milliseconds))
        case .around(let before, let after): (ahead(before), behind(after.milliseconds))
        }
    }

    /// That an event lies in it, as conditions.
    func conditions(for alert: Alert) -> [Predicate] {
        let bounds = bounds(of: alert)
        func condition(_ comparison: Comparison, _ time: EventTime) -> Predicate {
            .condition(Condition(.alias(.time), .compare(comparison, .moment(.fixed(time)))))
        }
        return [bounds.from.map { condition(.greaterOrEqual, $0) }, bounds.to.map { condition(.less, $0) }]
            .compactMap(\.self)
    }

    /// Behind a number of events: `in the 24h around the alert`.
    var words: String {
        switch self {
        case .all: "in the whole trail"
        case .during: "while the alert lasted"
        case .before(let length): "in the \(length.text) before the alert"
        case .after(let length): "from the alert to \(length.text) behind it"
        case .around(let before, let after) where before == after: "within \(before.text) around the alert"
        case .around(let before, let after): "from \(before.text) before the alert to \(after.text) behind it"
        }
    }
}
