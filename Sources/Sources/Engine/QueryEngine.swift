public import Athena

/// What answers queries over the table of CloudTrail's events.
public protocol QueryEngine: Sendable {
    /// Runs a query and writes its rows into a file, as CSV with a header.
    ///
    /// - Parameter path: of the file; one that is there is replaced.
    func run(_ query: EventQuery, into path: String) async throws(AWSFailure) -> QueryReceipt
}

/// What a query took.
public struct QueryReceipt: Hashable, Sendable {
    /// By which the engine knows it.
    public var id: String
    /// Bytes that the engine read, which is what it charges for.
    public var scannedBytes: Int64

    public init(id: String, scannedBytes: Int64) {
        self.id = id
        self.scannedBytes = scannedBytes
    }
}
