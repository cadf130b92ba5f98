public import Athena

/// How much queries will read: the size of the files in the parts that they name.
public struct ScanEstimate: Hashable, Sendable {
    /// Of one pass over the files.
    public var bytes: Int64
    public var files: Int

    /// Lists the files. Nothing in them is read.
    ///
    /// - Complexity: a call for a thousand files and more.
    public init(
        of window: EventWindow, at location: S3Location, asking aws: AWSCommandLine
    ) async throws(AWSFailure) {
        let selection = FetchSelection(
            from: window.from, to: window.to, accounts: window.accounts, regions: window.regions)
        let lister = S3Lister(aws: aws, location: location, selection: selection, kinds: ["CloudTrail"], width: 4)
        bytes = 0
        files = 0
        for stretch in try await lister.stretches() {
            for object in try await lister.objects(in: stretch, found: { _ in }) {
                bytes += Int64(object.size)
                files += 1
            }
        }
    }

    /// What queries will read altogether.
    public func bytes(for queries: [EventQuery]) -> Int64 {
        queries.reduce(0) { $0 + Int64($1.passes) * bytes }
    }
}
