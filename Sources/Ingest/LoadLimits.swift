/// Bounds that keep hostile or broken input from taking the machine.
public struct LoadLimits: Sendable, Equatable {
    /// The largest record, in bytes. CloudTrail's own are at most 256 KiB, with extended ones 1 MiB.
    public var recordBytes = 16 << 20
    /// The largest decoded text of one source, in bytes.
    public var textBytes = 16 << 30
    /// The most that one compressed byte may stand for beyond the first megabytes. Deflate reaches 1,032.
    public var compressionRatio = 500

    public init() {}
}
