internal import CloudTrail
internal import Events
public import Patterns

/// What is asked of a value.
public enum ValueTest: Hashable, Sendable {
    /// `field:*`: something is recorded: not absent, not null, and no empty text, array or object.
    case present
    /// The whole value, without case, with wildcards.
    case text(TextPattern)
    /// `=text`: the whole value to the letter.
    case exact(String)
    /// `/expression/`: PCRE2, somewhere in the value.
    case regex(RegexPattern)
    /// An address in a network, or the same network: the source of a firewall rule.
    case network(Network)
    /// `>` `>=` `<` `<=` on times and numbers.
    case compare(Comparison, Operand)
}

extension ValueTest {
    /// The whole text that is wanted, where it is ASCII and no IPv6 address, which has many spellings.
    var foldedText: FoldedText? {
        guard case .text(let pattern) = self, let literal = pattern.literal,
            !literal.contains(":") || IPAddress(literal) == nil
        else { return nil }
        return FoldedText(literal)
    }
}

/// The four comparisons. The raw value is the sign that people write.
public enum Comparison: String, CaseIterable, Sendable {
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="

    func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
        switch self {
        case .less: left < right
        case .lessOrEqual: left <= right
        case .greater: left > right
        case .greaterOrEqual: left >= right
        }
    }
}

/// What a value is compared with.
public enum Operand: Hashable, Sendable {
    case number(DecimalNumber)
    case moment(Moment)
    /// Numbers parted by dots, of which 1.10 comes after 1.9: for `eventVersion`.
    case version([Int])
}
