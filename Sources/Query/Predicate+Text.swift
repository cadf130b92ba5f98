internal import Patterns

extension Predicate: CustomStringConvertible {
    /// The filter in its one canonical form: operators written out, values quoted where they must be. It parses to an
    /// equal predicate.
    public var description: String {
        switch self {
        case .everything: "*"
        case .word(let pattern): Quoting.pattern(pattern)
        case .condition(let condition): condition.description
        case .not(let inner): "NOT " + inner.asOperand
        case .all(let parts):
            parts.map { if case .any = $0 { "(\($0))" } else { $0.description } }.joined(separator: " AND ")
        case .any(let parts): parts.map(\.description).joined(separator: " OR ")
        }
    }

    private var asOperand: String {
        switch self {
        case .all, .any: "(\(self))"
        default: description
        }
    }
}

extension Condition: CustomStringConvertible {
    public var description: String {
        switch test {
        case .present: "\(field.text):*"
        case .text(let pattern): "\(field.text):\(Quoting.pattern(pattern))"
        case .exact(let text): "\(field.text):=\(Quoting.literal(text))"
        case .regex(let regex): "\(field.text):\(Quoting.regex(regex))"
        case .network(let network): "\(field.text):\(network.text)"
        case .compare(let comparison, let operand): "\(field.text)\(comparison.rawValue)\(operand)"
        }
    }
}

extension Operand: CustomStringConvertible {
    public var description: String {
        switch self {
        case .number(let number): number.text
        case .moment(let moment): moment.text
        case .version(let parts): parts.map(String.init).joined(separator: ".")
        }
    }
}
