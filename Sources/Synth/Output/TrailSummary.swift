public import CloudTrail

/// What was written.
public struct TrailSummary: Equatable, Sendable {
    /// Log files and finding exports together.
    public internal(set) var files = 0
    /// CloudTrail events, findings not included.
    public internal(set) var events = 0
    /// Findings of GuardDuty.
    public internal(set) var findings = 0
    /// Compressed bytes in all files.
    public internal(set) var bytes = 0
    /// The time of the earliest event; nil when none was written.
    public internal(set) var first: EventTime?
    /// The time of the latest event.
    public internal(set) var last: EventTime?

    mutating func note(_ time: EventTime) {
        events += 1
        first = min(first ?? time, time)
        last = max(last ?? time, time)
    }

    /// Adds what another writer wrote.
    mutating func merge(_ other: TrailSummary) {
        files += other.files
        events += other.events
        findings += other.findings
        bytes += other.bytes
        if let time = other.first { first = min(first ?? time, time) }
        if let time = other.last { last = max(last ?? time, time) }
    }
}
