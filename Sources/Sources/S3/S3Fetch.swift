internal import CloudTrail

/// Brings the files of a trail from S3 to a folder: only what is missing, each checked.
public struct S3Fetch: Sendable {
    public var aws: AWSCommandLine
    public var location: S3Location
    public var selection: FetchSelection
    public var folder: FetchFolder
    /// Whether CloudTrail's digests are brought too.
    public var includesDigests: Bool
    /// So many runs of the CLI at a time. Each copies with ten threads of its own.
    public var width: Int
    /// Whether the bytes of files that are here are read again, also where size and time are as they were.
    public var rehashes: Bool

    public init(
        aws: AWSCommandLine, location: S3Location, selection: FetchSelection, folder: FetchFolder,
        includesDigests: Bool = false, width: Int = 4, rehashes: Bool = false
    ) {
        self.aws = aws
        self.location = location
        self.selection = selection
        self.folder = folder
        self.includesDigests = includesDigests
        self.width = width
        self.rehashes = rehashes
    }

    /// How often what did not arrive is asked for again.
    private static let rounds = 3

    var lister: S3Lister {
        S3Lister(
            aws: aws, location: location, selection: selection,
            kinds: ["CloudTrail"] + (includesDigests ? ["CloudTrail-Digest"] : []), width: width)
    }

    /// Brings what is missing.
    ///
    /// When the task is cancelled the CLI is ended, what had arrived is kept, and the summary says so; the next run goes on
    /// from there.
    ///
    /// - Parameter progress: called from any thread.
    /// - Throws: where nothing can be found out, or nothing can be written.
    public func run(
        progress: @escaping @Sendable (FetchProgress) -> Void = { _ in }
    ) async throws(FetchFailure) -> S3Summary {
        let (lock, store) = try ready()
        defer { withExtendedLifetime(lock) {} }
        let listing: Listing
        do throws(AWSFailure) {
            listing = try await list(progress)
        } catch {
            throw .aws(error)
        }
        do throws(FetchProblem) {
            return try await bring(listing, to: store, progress)
        } catch {
            throw .local(error)
        }
    }

    private func ready() throws(FetchFailure) -> (FetchLock, S3Store) {
        do throws(FetchProblem) {
            try folder.prepare()
            return (try FetchLock(folder), try S3Store(folder: folder, bucket: location.bucket))
        } catch {
            throw .local(error)
        }
    }

    private func bring(
        _ listing: Listing, to store: S3Store, _ progress: @escaping @Sendable (FetchProgress) -> Void
    ) async throws(FetchProblem) -> S3Summary {
        var summary = S3Summary(listed: listing.count, markers: listing.markers)
        var missing: [S3Placed] = []
        let all = S3Placed.place(listing.objects, bucket: location.bucket)
        for placed in all {
            switch await store.standing(of: placed, rehashes: rehashes) {
            case .here:
                summary.here += 1
                continue
            case .missing: break
            case .changed: summary.changedHere.append(placed.path)
            case .replaced: summary.replaced.append(placed.path)
            }
            if placed.object.isArchived {
                await store.lose(placed, "it is archived (\(placed.object.storage ?? "")): restore it first")
            } else {
                missing.append(placed)
            }
        }
        let failure = try await copy(missing, among: all, to: store, progress)
        try await store.finish()
        summary.isCancelled = failure?.kind == .cancelled || Task.isCancelled
        if !summary.isCancelled { folder.discard(folder.incoming) }
        summary.fetched = await store.settledCount
        summary.bytes = await store.bytes
        summary.checks = await store.checks
        summary.losses = await store.named
        summary.failure = failure
        return summary
    }

    /// Copies what is missing, and again what did not arrive.
    ///
    /// - Returns: why it ended early.
    private func copy(
        _ objects: [S3Placed], among all: [S3Placed], to store: S3Store,
        _ progress: @escaping @Sendable (FetchProgress) -> Void
    ) async throws(FetchProblem) -> AWSFailure? {
        let total = objects.count
        let copy = S3Copy(aws: aws, bucket: location.bucket, folder: folder, store: store) {
            progress(
                FetchProgress(phase: .fetching, done: await store.settledCount, total: total, bytes: await store.bytes))
        }
        // What a run that was ended left behind, whole.
        try await S3Taking(copy: copy, batch: S3Batch(folder: "", patterns: nil, objects: objects)).takeIn(isOver: true)
        var failure: AWSFailure?
        for round in 1...Self.rounds {
            var missing: [S3Placed] = []
            for placed in objects where await !store.isSettled(placed) { missing.append(placed) }
            guard !missing.isEmpty else { return nil }
            if failure?.kind == .throttled, await !aws.retry.wait(after: round) { break }
            do throws(Stop) {
                let ends = try await inParallel(S3Batch.batches(of: missing, among: all), width: width) {
                    batch throws(Stop) in
                    try await run(batch, copy)
                }
                failure = ends.lazy.compactMap(\.self).first
            } catch {
                switch error {
                case .problem(let problem): throw problem
                case .final(let failure): return failure
                }
            }
        }
        return failure
    }

    private enum Stop: Error {
        case problem(FetchProblem)
        case final(AWSFailure)
    }

    private func run(_ batch: S3Batch, _ copy: S3Copy) async throws(Stop) -> AWSFailure? {
        let failure: AWSFailure?
        do throws(FetchProblem) {
            failure = try await copy.run(batch)
        } catch {
            throw .problem(error)
        }
        guard let failure else { return nil }
        // Where the first calls are denied, all are.
        let isDenied = if case .accessDenied = failure.kind { await copy.store.settledCount == 0 } else { false }
        guard !failure.isFinal, !isDenied else { throw .final(failure) }
        return failure
    }

    private struct Listing {
        var objects: [S3Object]
        var count: Int
        var markers: Int
    }

    private func list(_ progress: @escaping @Sendable (FetchProgress) -> Void) async throws(AWSFailure) -> Listing {
        let lister = lister
        let stretches = try await lister.stretches()
        let count = Counter()
        let found = try await inParallel(stretches, width: width) { stretch throws(AWSFailure) in
            try await lister.objects(in: stretch) { more in
                progress(FetchProgress(phase: .listing, done: count.add(more)))
            }
        }
        var objects = found.flatMap(\.self).sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        // Stretches do not overlap; a bucket that changes while it is listed may name a key twice.
        var last: String?
        objects.removeAll { object in
            defer { last = object.key }
            return object.key == last
        }
        let wanted = objects.filter { !$0.isFolderMarker }
        return Listing(objects: wanted, count: objects.count, markers: objects.count - wanted.count)
    }
}
