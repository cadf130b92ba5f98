/// What came of a fetch from S3.
public struct S3Summary: Hashable, Sendable {
    /// Objects that were found and are wanted.
    public var listed: Int
    /// Of them, folders that the S3 console makes, which hold nothing.
    public var markers: Int
    /// Of them, those that lay here already, with the bytes that were fetched.
    public var here = 0
    public var fetched = 0
    /// Bytes of what was fetched.
    public var bytes = 0
    /// How what was fetched was checked.
    public var checks: [S3Check: Int] = [:]
    /// Files that had been changed or cut since they were fetched, and were fetched again.
    public var changedHere: [String] = []
    /// Files whose objects were written anew since they were fetched, and were fetched again.
    public var replaced: [String] = []
    /// What could not be fetched, each with the reason.
    public var losses: [FetchLoss] = []
    /// Why the fetch ended early.
    public var failure: AWSFailure?
    public var isCancelled = false

    /// What is still missing because the fetch ended early.
    public var missing: Int { max(0, listed - markers - here - fetched - losses.count) }

    init(listed: Int, markers: Int) {
        self.listed = listed
        self.markers = markers
    }
}
