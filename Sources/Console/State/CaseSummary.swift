public import CloudTrail

/// What is open, for the crumb line.
public struct CaseSummary: Hashable, Sendable {
    /// What the person named: a file, a folder.
    public var name: String
    /// `48,212 events`, `4 accounts`, `48 d`, most important first.
    public var facts: [String]
    /// Whether this is the sample that comes with the program, and must be marked as such.
    public var isSample: Bool
    /// Grows with every index that replaces another; what was answered over an older one is asked again.
    public var generation: Int
    /// How much of what was asked for is there to answer from.
    public var extent: Extent
    /// Whether alerts, and what follows from them, are still being looked for in this generation.
    public var isSeekingAlerts: Bool
    /// Alerts that were not there in the generation before, where the case is followed.
    public var newAlerts = 0
    /// How many events there are.
    public var events: Int
    /// What the reader should know before trusting an answer: `3 files were not read`. Empty when there is nothing.
    public var warnings: [String]
    /// When the first event was, which `start` goes by; nil where there is none.
    public var first: EventTime?
    /// When the last event was, which `yesterday` goes by; nil where there is none.
    public var last: EventTime?

    public init(
        name: String, facts: [String], isSample: Bool = false, generation: Int = 1, extent: Extent = .whole,
        isSeekingAlerts: Bool = false, events: Int = 0, warnings: [String] = [], first: EventTime? = nil,
        last: EventTime? = nil
    ) {
        self.name = name
        self.facts = facts
        self.isSample = isSample
        self.generation = generation
        self.extent = extent
        self.isSeekingAlerts = isSeekingAlerts
        self.events = events
        self.warnings = warnings
        self.first = first
        self.last = last
    }
}

/// How much of a case there is to answer from.
public enum Extent: Hashable, Sendable {
    /// Everything that was asked for.
    case whole
    /// Loading goes on: answers cover what has been loaded so far.
    case growing
    /// Loading ended before everything was read, and will not go on.
    case part(LoadedPart)
}
