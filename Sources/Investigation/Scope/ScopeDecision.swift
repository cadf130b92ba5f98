/// What the analyst decided of a scope, and what it changed.
public struct ScopeDecision: Hashable, Sendable {
    public enum Kind: String, Sendable, Codable {
        case accepted, excluded
        /// Its calls are the response.
        case responder
    }

    public var kind: Kind
    /// A key, an address or a principal.
    public var value: String
    /// Keys and addresses that are confirmed with the decision alone, ascending.
    public var gained: [String]
    /// Keys and addresses that would be confirmed without it, ascending.
    public var lost: [String]
    /// By how many the attacker's calls are more, or less, with it.
    public var calls: Int

    init(_ kind: Kind, _ value: String, with: Scope, without: Scope) {
        self.kind = kind
        self.value = value
        let (now, before) = (Self.confirmed(with), Self.confirmed(without))
        gained = now.subtracting(before).sorted()
        lost = before.subtracting(now).sorted()
        calls = with.attackerRows.count - without.attackerRows.count
    }

    private static func confirmed(_ scope: Scope) -> Set<String> {
        Set(scope.confirmedKeys.map(\.accessKeyID) + scope.confirmedAddresses.map(\.address))
    }
}

extension ScopeDecision {
    /// The decisions that options hold, each against the scope that is reached without it; by kind, then by value.
    ///
    /// - Parameter reach: the scope with some options; nil where it was given up.
    static func all(
        of options: ScopeOptions, with scope: Scope, reach: (ScopeOptions) -> Scope?
    ) -> [ScopeDecision]? {
        let sets: [(Kind, WritableKeyPath<ScopeOptions, Set<String>>)] = [
            (.accepted, \.accepted), (.excluded, \.excluded), (.responder, \.responders),
        ]
        var found: [ScopeDecision] = []
        for (kind, values) in sets {
            for value in options[keyPath: values].sorted() {
                var others = options
                others[keyPath: values].remove(value)
                guard let without = reach(others) else { return nil }
                found.append(ScopeDecision(kind, value, with: scope, without: without))
            }
        }
        return found
    }
}
