public import ATTACK
internal import CloudTrail
public import Patterns

/// A condition on the tactics or techniques that a call may serve: ids and names of either version of ATT&CK, a
/// technique's parent, and for tactics their ids, names and short names.
public struct TechniqueTest: Sendable {
    private let alias: Alias
    private let matcher: ValueMatcher

    /// - Parameter alias: `tactic` or `technique`.
    init(_ alias: Alias, _ matcher: ValueMatcher) {
        self.alias = alias
        self.matcher = matcher
    }

    /// - Throws: where a regular expression is unsound.
    public init(_ alias: Alias, _ test: ValueTest) throws(RegularExpression.CompileError) {
        self.init(alias, try ValueMatcher(test, last: EventTime(milliseconds: 0)))
    }

    /// Whether the call serves a technique, or the tactic of one, that passes.
    public func matches(_ call: CallTable.Call) throws(RegularExpression.LimitExceeded) -> Bool {
        for version in AttackVersion.allCases {
            for technique in call.techniques(in: version) {
                let texts =
                    alias == .technique
                    ? Self.names(of: technique)
                    : AttackMatrix.of(version).tactics(of: technique).flatMap { [$0.id, $0.name, $0.shortName] }
                for text in texts where !text.isEmpty {
                    if try matcher.matches(text) { return true }
                }
            }
        }
        return false
    }

    private static func names(of technique: Technique) -> [String] {
        let parent = technique.parentID.map { [$0, technique.parentName ?? $0] } ?? []
        return [technique.id, technique.name, technique.fullName] + parent
    }
}
