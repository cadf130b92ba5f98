/// Bounds that keep hostile or broken input from taking the machine.
public struct LoadLimits: Sendable, Equatable {
    /// The largest record, in bytes. CloudTrail's own are at most 256 KiB, with extended ones 1 MiB.
    public var recordBytes = 16 << 20
    /// What sources may expand to.
    public var reading = ReadLimits()

    /// From this size on a plain file with a record in each line is read by all workers, in segments of so many bytes:
    /// little enough to stay near the processor until the events in them are found.
    public var splitBytes = 64 << 20
    public var segmentBytes = 512 << 10
    /// Longer texts are scanned in windows of so many bytes: beside them a scan takes up to four times as much.
    public var windowBytes = 16 << 20
    /// A window that proves damaged is halved, to no less than so many bytes: no more is taken apart at a time.
    public var damagedWindowBytes = 64 << 10
    /// What a load may take in memory, in bytes, before it stops with what it has; nil for no bound.
    public var memoryBytes: Int?

    public init() {}

    /// The same as they are for so many workers, who share the memory.
    ///
    /// Of a bound, one half is left to what is loaded. It is there up to three times for a moment when it is merged, by
    /// which time all texts are gone. Of the other half one large text may take half, and the workers share the rest: what
    /// they copied of a file, its text, and what the scan of a window takes. Each part has a size below which nothing
    /// could be read: a bound of less than 64 MiB is not kept.
    func shared(among workers: Int) -> LoadLimits {
        var limits = self
        guard let memoryBytes else {
            limits.reading.ownTextBytes = min(
                reading.ownTextBytes, max(ReadLimits.smallestText, reading.textBytes / workers * 2))
            return limits
        }
        let share = memoryBytes / 4 / workers
        limits.reading.bound(text: memoryBytes / 4, ownText: share / 2, copied: share / 4)
        limits.windowBytes = min(windowBytes, max(Self.smallestWindow, share / 16))
        return limits
    }

    /// Some dozens of records, in bytes: with less there would be more asking than reading.
    private static let smallestWindow = 64 << 10
}
