/// Bounds that keep hostile or broken input from taking the machine.
public struct LoadLimits: Sendable, Equatable {
    /// The largest record, in bytes. CloudTrail's own are at most 256 KiB, with extended ones 1 MiB.
    public var recordBytes = 16 << 20
    /// What sources may expand to.
    public var reading = ReadLimits()

    public init() {}
}
