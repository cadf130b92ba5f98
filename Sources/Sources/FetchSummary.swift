/// What came of a fetch that asks region by region.
public struct FetchSummary: Hashable, Sendable {
    /// Regions that were asked.
    public var regions: [String] = []
    /// Events, or findings, that were brought.
    public var fetched = 0
    /// Of them, those that lay here already, with the same content.
    public var same = 0
    /// Parts of the time that were complete already and were not asked for again.
    public var partsHere = 0
    /// What a person should know of what was asked for.
    public var notes: [String] = []
    /// What could not be fetched, each with the reason.
    public var losses: [FetchLoss] = []
    /// Why the fetch ended early.
    public var failure: AWSFailure?
    public var isCancelled = false

    public init() {}

    /// Adds what came of another region.
    mutating func add(_ other: FetchSummary) {
        regions += other.regions
        fetched += other.fetched
        same += other.same
        partsHere += other.partsHere
        notes += other.notes
        losses += other.losses
        failure = failure ?? other.failure
        isCancelled = isCancelled || other.isCancelled
    }
}
