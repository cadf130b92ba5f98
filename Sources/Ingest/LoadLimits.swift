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
    /// What index and buffers may take in memory, in bytes, before loading stops with what it has; nil for no bound.
    public var memoryBytes: Int?

    public init() {}
}
