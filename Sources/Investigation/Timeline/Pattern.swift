public import Records
public import Robots

/// Something that attackers do in the same way again and again, found in the calls of an incident.
public struct Pattern: Hashable, Sendable {
    public enum Kind: String, Sendable, CaseIterable {
        /// The same look-ups by several keys.
        case sweep
        /// The first key that got from look-ups and denials to a change.
        case pivotKey
        /// Many rules of many security groups opened in minutes.
        case openingBurst
        /// One permission for each group: a script.
        case toolSignature
        /// A key pair, and what was launched after it.
        case keyPairLaunch
        /// Somebody probably had a shell: what follows is not in CloudTrail.
        case shellAccess
    }

    public var kind: Kind
    /// A sentence or more. Texts of the log in it are as the log has them: neutralise it before it is shown.
    public var text: String
    public var mark: Mark
    public var confidence: Confidence
    /// In time order, at least one; the call that says most leads for `pivotKey`.
    public var rows: [Int]

    public init(kind: Kind, text: String, mark: Mark, confidence: Confidence, rows: [Int]) {
        self.kind = kind
        self.text = text
        self.mark = mark
        self.confidence = confidence
        self.rows = rows
    }
}

extension Pattern {
    /// The patterns of an incident, by first call, then in the order of the kinds.
    public static func all(of scope: Scope, in trail: Trail, options: PhaseOptions = PhaseOptions()) -> [Pattern] {
        let calls = AttackerCalls(scope.attackerRows, in: trail.index)
        let openings = Opening.all(calls, in: trail)
        let keyPairs = KeyPairUse.all(calls, in: trail, options: options)
        let found =
            [sweep(scope, in: trail.index, options), pivotKey(scope, in: trail.index)].compactMap { $0 }
            + bursts(openings, calls, options) + signatures(openings, in: trail.index, options)
            + launches(keyPairs, calls, in: trail) + shells(keyPairs, calls, in: trail)
        let ranks = Dictionary(uniqueKeysWithValues: Kind.allCases.enumerated().map { ($1, $0) })
        return found.sorted {
            ($0.rows[0], ranks[$0.kind] ?? 0, $0.text) < ($1.rows[0], ranks[$1.kind] ?? 0, $1.text)
        }
    }
}
