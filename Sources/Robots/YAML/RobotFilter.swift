internal import CloudTrail
internal import Patterns
internal import Query
internal import Records

/// The filter of a robot: which events its question is about, for any alert.
///
/// Values of an alert take their places in the tree that the filter was read into, as texts without wildcards. They are
/// never read as a filter, so that none can mean more than itself.
struct RobotFilter: Sendable {
    let text: String
    private let predicate: Predicate
    /// What of the alert it names.
    private let values: Set<AlertValue>

    /// - Throws: a mistake of the filter, with its column, or of what it names.
    init(_ text: String) throws(Mistake) {
        self.text = text
        do throws(FilterError) {
            let start = EventTime(milliseconds: 0)
            predicate = try Filter(text, moments: Self.moments { _ in start }).predicate
        } catch {
            throw Mistake(reason: .filter(error.message), offset: error.column - 1)
        }
        var values = Set(AlertValue.allCases.filter { $0.isMoment && text.contains($0.braced) })
        for condition in predicate.conditions { try Self.check(condition, in: text) }
        for text in predicate.texts {
            for name in TextTemplate(text).names {
                guard let value = AlertValue(rawValue: name) else { throw Mistake(unknown: name, in: self.text) }
                values.insert(value)
            }
        }
        self.values = values
    }

    /// What it asks for an alert; nil where the alert has no value for a name.
    func predicate(for subject: RobotSubject) -> Predicate? {
        var texts: [String: String] = [:]
        for value in values {
            guard let text = value.text(of: subject) else { return nil }
            texts[value.rawValue] = text
        }
        var predicate = predicate
        if values.contains(where: \.isMoment) {
            // Moments are the program's own texts: the filter may be read again with them.
            guard let read = try? Filter(text, moments: Self.moments { $0.moment(of: subject) }) else { return nil }
            predicate = read.predicate
        }
        return predicate.replacingTexts { TextTemplate($0).filled { texts[$0] } ?? $0 }
    }

    private static func moments(_ time: (AlertValue) -> EventTime?) -> [String: EventTime] {
        Dictionary(
            uniqueKeysWithValues: AlertValue.allCases.compactMap { value in
                value.isMoment ? time(value).map { (value.braced, $0) } : nil
            })
    }

    /// Refuses what looks as if it had a value and has none.
    private static func check(_ condition: Condition, in filter: String) throws(Mistake) {
        let offset = condition.column.number - 1
        func refuse(_ text: String, as place: String) throws(Mistake) {
            guard let value = AlertValue.allCases.first(where: { text.contains($0.braced) }) else { return }
            throw Mistake(reason: .misplacedValue(value.rawValue, place: place), offset: offset)
        }
        switch condition.field {
        case .alias(let alias) where [.is, .has, .tag].contains(alias):
            throw Mistake(reason: .fact(alias.rawValue), offset: offset)
        case .alias: break
        case .path(let path): try refuse(path.text, as: "the name of a field")
        }
        if case .regex(let pattern) = condition.test { try refuse(pattern.source, as: "a regular expression") }
    }
}

extension RobotFilter {
    /// What is wrong with a filter, and at which of its characters, from 0.
    struct Mistake: Error {
        let reason: RobotReason
        let offset: Int

        init(reason: RobotReason, offset: Int) {
            self.reason = reason
            self.offset = offset
        }

        /// Something in braces that stands for nothing.
        init(unknown name: String, in filter: String) {
            let place = filter.firstRange(of: "{\(name)}")?.lowerBound ?? filter.startIndex
            self.init(
                reason: .unknownValue(name, known: AlertValue.allCases.map(\.rawValue)),
                offset: filter.distance(from: filter.startIndex, to: place))
        }
    }
}

extension AlertValue {
    fileprivate var braced: String { "{\(rawValue)}" }
}

extension Predicate {
    fileprivate var conditions: [Condition] {
        switch self {
        case .everything, .word: []
        case .condition(let condition): [condition]
        case .not(let inner): inner.conditions
        case .all(let parts), .any(let parts): parts.flatMap(\.conditions)
        }
    }

    /// The texts that values are compared with.
    fileprivate var texts: [String] {
        switch self {
        case .everything: []
        case .word(let pattern): pattern.texts
        case .condition(let condition):
            switch condition.test {
            case .text(let pattern): pattern.texts
            case .exact(let text): [text]
            case .present, .regex, .network, .compare: []
            }
        case .not(let inner): inner.texts
        case .all(let parts), .any(let parts): parts.flatMap(\.texts)
        }
    }

    /// The same with other texts; what they become has no wildcards.
    fileprivate func replacingTexts(_ replace: (String) -> String) -> Predicate {
        switch self {
        case .everything: return self
        case .word(let pattern): return .word(pattern.replacingTexts(replace))
        case .condition(var condition):
            switch condition.test {
            case .text(let pattern): condition.test = .text(pattern.replacingTexts(replace))
            case .exact(let text): condition.test = .exact(replace(text))
            case .present, .regex, .network, .compare: break
            }
            return .condition(condition)
        case .not(let inner): return .not(inner.replacingTexts(replace))
        case .all(let parts): return .all(parts.map { $0.replacingTexts(replace) })
        case .any(let parts): return .any(parts.map { $0.replacingTexts(replace) })
        }
    }
}

extension TextPattern {
    fileprivate var texts: [String] {
        pieces.compactMap { if case .literal(let text) = $0 { text } else { nil } }
    }

    fileprivate func replacingTexts(_ replace: (String) -> String) -> TextPattern {
        TextPattern(
            pieces.map { piece in
                if case .literal(let text) = piece { .literal(replace(text)) } else { piece }
            })
    }
}
