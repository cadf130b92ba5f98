public import CloudTrail
public import Records

/// How much of the time that an investigation speaks of the trail holds.
public struct Coverage: Hashable, Sendable {
    /// Complete for window and baseline (A); window complete, baseline short (B); gaps in the window (C); a trail stopped,
    /// changed or unreadable within it (D).
    public enum Grade: String, Sendable, Comparable {
        case complete = "A"
        case shortBaseline = "B"
        case gaps = "C"
        case broken = "D"

        public static func < (left: Grade, right: Grade) -> Bool { left.rawValue < right.rawValue }
    }

    public var grade: Grade
    /// Why it is no better; empty for A.
    public var reasons: [String]
    /// The window: from the first sign of the attacker to the last event.
    public var from: EventTime?
    public var to: EventTime?
    /// How many days the trail reaches back before the window.
    public var historyDays: Int
    public var accounts: [String]
    public var regions: [String]
    /// Gaps that touch the baseline or the window.
    public var gaps: [Gap]

    public init(
        grade: Grade, reasons: [String], from: EventTime?, to: EventTime?, historyDays: Int, accounts: [String],
        regions: [String], gaps: [Gap]
    ) {
        self.grade = grade
        self.reasons = reasons
        self.from = from
        self.to = to
        self.historyDays = historyDays
        self.accounts = accounts
        self.regions = regions
        self.gaps = gaps
    }

    /// Whether a negative answer about the window can be given at all.
    public var allowsNegativeAnswers: Bool { grade <= .shortBaseline }
}
