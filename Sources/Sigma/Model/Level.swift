/// How grave a rule's author thinks a match is, in Sigma's words.
public enum Level: String, CaseIterable, Comparable, Sendable {
    case informational, low, medium, high, critical

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    public static func < (left: Level, right: Level) -> Bool { left.rank < right.rank }

    /// One letter for a narrow column: C H M L I.
    public var letter: String { String(rawValue.prefix(1)).uppercased() }

    /// What the level alone adds to an alert's score.
    public var points: Int { [0, 10, 20, 30, 40][rank] }
}
