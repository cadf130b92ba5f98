internal import Events

/// What takes the place of a load where the only path leads to a snapshot.
struct SnapshotLoad {
    let path: SourcePath

    /// Nil where something else is to be loaded.
    init?(_ paths: [SourcePath]) {
        guard paths.count == 1, IndexSnapshot.isSnapshot(paths[0]) else { return nil }
        path = paths[0]
    }

    /// The trail of the snapshot; an empty one, whose report says why, where there is none.
    ///
    /// - Parameter selection: must be that of the snapshot, unless it is none.
    func trail(_ selection: LoadSelection, limits: LoadLimits, threads: Int) -> LoadedTrail {
        let start = ContinuousClock.now
        let outcome = Result { () throws(StoredFileProblem) in
            try IndexSnapshot(path, limits: limits, threads: threads)
        }
        switch outcome {
        case .success(let snapshot):
            guard selection == LoadSelection() || selection == snapshot.origin.selection else {
                return nothing(.otherSelection)
            }
            if let limit = limits.memoryBytes, snapshot.trail.index.byteCount > limit {
                return nothing(.snapshotTooLarge(bytes: snapshot.trail.index.byteCount))
            }
            var trail = snapshot.trail
            trail.timings.total = ContinuousClock.now - start
            return trail
        case .failure(let problem): return nothing(.snapshot(problem))
        }
    }

    private func nothing(_ reason: SourceProblem.Reason) -> LoadedTrail {
        var listing = SourceListing()
        listing.problems = [SourceProblem(path: path.shown, reason: reason)]
        var merge = LoadMerge([], listing: listing, fileCount: 0, stop: nil, limits: LoadLimits(), threads: 1)
        return merge.trail(isComplete: true)
    }
}
