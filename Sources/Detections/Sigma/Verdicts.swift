internal import CloudTrail
internal import Patterns

/// What becomes of the values of a field, one after the other.
struct Verdicts {
    private let check: FieldCheck
    /// Those that took too many steps, by their place among all; nil where they are looked for.
    private let wanted: Set<Int>?
    private var found: Set<Int> = []
    private var count = 0

    init(_ check: FieldCheck) {
        self.check = check
        wanted = nil
    }

    private init(_ check: FieldCheck, only wanted: Set<Int>) {
        self.check = check
        self.wanted = wanted
    }

    /// Values that took too many steps.
    var costly: Int { found.count }

    /// The same values in the same order, of which those pass that took too many steps.
    var ofCostly: Verdicts { Verdicts(check, only: found) }

    /// Whether those pass that do not have the field.
    var ofAbsent: Bool { wanted == nil && check.passesWithoutField }

    /// Whether so many took too many steps that no more are tried.
    var isGivenUp: Bool { found.count > RuleFailure.mostCostly }

    /// Whether a value passes. One that takes too many steps does not.
    mutating func judge(_ text: Span<UInt8>) -> Bool {
        defer { count += 1 }
        if let wanted { return wanted.contains(count) }
        guard !isGivenUp else { return false }
        do throws(RegularExpression.LimitExceeded) {
            return try check.passes(text)
        } catch {
            found.insert(count)
            return false
        }
    }
}

extension FieldCheck {
    /// Whether an event passes whose field is this text, which is not empty.
    fileprivate func passes(_ text: Span<UInt8>) throws(RegularExpression.LimitExceeded) -> Bool {
        let isPlain = text.indices.allSatisfy { text[$0] < 0x80 }
        let compared: ComparedText = isPlain ? .plain(0..<text.count) : .text(String(utf8: text))
        return try holds { one throws(RegularExpression.LimitExceeded) in
            switch one {
            case .exists(let isWanted): isWanted
            case .null, .field: false
            case .value(let probe): try probe.matches(compared, of: text)
            }
        }
    }
}
