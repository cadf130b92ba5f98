internal import CMemory
internal import Dispatch
internal import Events
internal import Synchronization

/// One load on its way.
final class LoadRun: Sendable {
    private let selection: LoadSelection
    private let limits: LoadLimits
    private let threads: Int
    private let order: @Sendable () -> LoadOrder
    private let meter: LoadMeter
    private let queue = FileQueue()
    private let prefetch: Prefetch
    private let largeTexts = LargeTextQueue()
    private let start = ContinuousClock.now
    /// What the process takes before it loads, in bytes: its code, rules, screens.
    private let bytesBefore = SystemMemory.resident() ?? 0
    private let outcome = Mutex(Outcome())
    /// Of all dictionaries' hashes. Texts come from attackers: it must not be known to them.
    private let seed = UInt64.random(in: .min ... .max)

    private struct Outcome {
        var parts: [LoadPart] = []
        var timings = LoadTimings()
        var stop: LoadStop?
        var isCancelled = false
        /// What the parts of each worker take in memory, in bytes.
        var memory: [Int] = []
    }

    init(
        _ selection: LoadSelection, limits: LoadLimits, threads: Int,
        progress: @escaping @Sendable (LoadProgress) -> Void, order: @escaping @Sendable () -> LoadOrder
    ) {
        self.selection = selection
        self.limits = limits
        self.threads = threads
        self.order = order
        prefetch = Prefetch(queue)
        meter = LoadMeter(progress)
        outcome.withLock { $0.memory = [Int](repeating: 0, count: threads) }
    }

    /// All files found, in order.
    var files: [SourceFile] { queue.files }

    var isCancelled: Bool { outcome.withLock { $0.isCancelled } }

    /// Loads everything.
    ///
    /// - Parameter isGrowing: whether what workers collected is kept, so that more files can be added.
    /// - Returns: the trail, and what more can be added to; nil where that is not wanted, or not everything was read.
    func load(
        _ paths: [SourcePath], generation: (@Sendable (LoadedTrail) -> Void)?, isGrowing: Bool = false
    ) -> (trail: LoadedTrail, growing: GrowingTrail?) {
        let listing = Mutex(SourceListing())
        let walk = DispatchGroup()
        DispatchQueue(label: "huckleberry.walk").async(group: walk) {
            let found = SourceWalk.walk(paths, for: self.selection) { files in
                self.queue.add(files)
                return self.mayGoOn()
            }
            listing.withLock { $0 = found }
            self.outcome.withLock { $0.timings.listing = ContinuousClock.now - self.start }
            self.queue.finishListing()
        }
        let publisher = generation.map { generation in
            GenerationPublisher(workers: threads) { parts in
                self.merge(parts, listing: SourceListing(), stop: nil, isComplete: false)
            } publish: { trail in
                generation(trail)
            }
        }
        let others = DispatchGroup()
        for worker in 1..<max(1, threads) {
            DispatchQueue(label: "huckleberry.worker.\(worker)").async(group: others) { self.work(worker, publisher) }
        }
        work(0, publisher)
        others.wait()
        walk.wait()
        prefetch.finish()
        publisher?.close()
        let reading = ContinuousClock.now - start
        let found = listing.withLock { $0 }
        let (parts, stop) = outcome.withLock { outcome in
            var parts: [LoadPart] = []
            swap(&parts, &outcome.parts)
            // Nothing is missing where the last file was done before anybody noticed.
            let isWhole = !found.isCut && meter.filesDone == queue.found.files
            return (parts, isWhole ? nil : outcome.stop)
        }
        let kept = isGrowing && stop == nil ? parts : []
        var trail = merge(parts, listing: found, stop: stop, isComplete: stop == nil)
        // What workers and the merge have let go lies about in the allocator's pools. Nobody waits until it is given back.
        DispatchQueue.global(qos: .utility).async { malloc_trim(0) }
        trail.timings = outcome.withLock { $0.timings }
        trail.timings.reading = reading
        trail.timings.total = ContinuousClock.now - start
        trail.timings.merging = trail.timings.total - reading
        guard isGrowing, stop == nil else { return (trail, nil) }
        let growing = GrowingTrail(
            kept, files: queue.files, listing: found, trail: trail, selection: selection, limits: limits,
            seed: seed)
        return (trail, growing)
    }

    private func merge(
        _ parts: consuming [LoadPart], listing: SourceListing, stop: LoadStop?, isComplete: Bool
    ) -> LoadedTrail {
        var merge = LoadMerge(
            parts, listing: listing, fileCount: queue.found.files, stop: stop, limits: limits, threads: threads)
        return merge.trail(isComplete: isComplete)
    }

    // MARK: Workers

    /// What one worker has done.
    private struct Shift: ~Copyable {
        /// The worker's.
        let number: Int
        var worker: LoadWorker
        var segments: [SegmentWorker] = []
        var events = 0

        /// What was read so far. Copies share the rows with the worker.
        var parts: [LoadPart] { [worker.result] + segmentParts }
        /// The same of the segments alone.
        var segmentParts: [LoadPart] { segments.filter(\.split.isSuitable).map(\.result) }

        /// What the parts of the segments take in memory, in bytes, nearly.
        var segmentBytes: Int { segments.reduce(0) { $0 + ($1.split.isSuitable ? $1.byteCount : 0) } }
    }

    private func work(_ number: Int, _ publisher: GenerationPublisher?) {
        var shift = Shift(
            number: number,
            worker: LoadWorker(selection, limits: limits, seed: seed, prefetch: prefetch, largeTexts: largeTexts))
        var isFirst = true
        while mayGoOn(), let work = queue.next(isFirst: isFirst) {
            isFirst = false
            switch work {
            case .files(let files, let first):
                for (offset, file) in files.enumerated() {
                    if let split = SplitFile(file, number: first + offset, limits: limits) {
                        queue.add(split)
                    } else {
                        read(file, number: first + offset, &shift, publisher)
                    }
                    guard mayGoOn() else { break }
                }
            case .segment(let split, let segment):
                if shift.segments.last?.split !== split {
                    shift.segments.append(SegmentWorker(split, selection, limits: limits, seed: seed))
                }
                let done = shift.segments[shift.segments.count - 1].read(segment: segment)
                shift.events += done.events
                meter.add(
                    bytes: split.bytes(of: segment), events: done.events, files: done.standing == .done ? 1 : 0, queue)
                if done.standing == .unsuitable { read(split.file, number: split.number, &shift, publisher) }
            }
            watchMemory(number, shift.worker.byteCount + shift.segmentBytes, publisher)
            publisher?.offer(worker: number, events: shift.events) { shift.parts }
        }
        outcome.withLock { outcome in
            outcome.parts += shift.parts
            outcome.timings.work += shift.worker.timings
            for segment in shift.segments { outcome.timings.work += segment.timings }
        }
    }

    private func read(_ file: SourceFile, number: Int, _ shift: inout Shift, _ publisher: GenerationPublisher?) {
        offerBeginning(of: file, number: number, shift, publisher)
        let (workerNumber, before, segments) = (shift.number, shift.events, shift.segmentParts)
        let segmentBytes = shift.segmentBytes
        var counted = 0
        let done = shift.worker.read(file, number: number) { bytes, events, part in
            watchMemory(workerNumber, bytes + segmentBytes, publisher)
            publisher?.offer(worker: workerNumber, events: before + events) { [part()] + segments }
            meter.add(bytes: 0, events: events - counted, files: 0, queue)
            counted = events
            return mayGoOn()
        }
        shift.events += done.events
        meter.add(bytes: file.byteCount, events: done.events - counted, files: done.isToEnd ? 1 : 0, queue)
    }

    /// Shows the first events of a large file, where there is nothing else to be shown yet.
    private func offerBeginning(
        of file: SourceFile, number: Int, _ shift: borrowing Shift, _ publisher: GenerationPublisher?
    ) {
        guard let publisher, publisher.isEmpty,
            let part = FileBeginning.part(of: file, number: number, selection, limits: limits, seed: seed)
        else { return }
        publisher.offer(worker: shift.number, events: part.shard.count) { shift.parts + [part] }
    }

    // MARK: Ending early

    /// Asks whether to go on, and has everybody stop where not.
    private func mayGoOn() -> Bool {
        switch order() {
        case .goOn: break
        case .stop: outcome.withLock { $0.stop = $0.stop ?? .asked }
        case .cancel: outcome.withLock { $0.isCancelled = true }
        }
        let isEnd = outcome.withLock { $0.isCancelled || $0.stop != nil }
        if isEnd { queue.stop() }
        return !isEnd
    }

    /// Notes how many bytes a worker has in memory, and stops the load where all of it, merged, would be too much.
    private func watchMemory(_ number: Int, _ bytes: Int, _ publisher: GenerationPublisher?) {
        guard let limit = limits.memoryBytes else { return }
        // Rows, their order, the largest column and its sorted copy are in memory together for a moment; tables too, and
        // more where many events have one time. What is shown meanwhile is there beside them.
        let copies = publisher == nil ? 3 : 4
        let room = limit - min(bytesBefore, limit / 2)
        outcome.withLock { outcome in
            outcome.memory[number] = bytes
            if outcome.memory.reduce(0, +) * copies > room { outcome.stop = outcome.stop ?? .memory(limit: limit) }
        }
    }
}

/// Adds up what has been done, and reports it now and then.
private final class LoadMeter: Sendable {
    private let report: @Sendable (LoadProgress) -> Void
    private let start = ContinuousClock.now
    private let state = Mutex(State())

    private struct State {
        var progress = LoadProgress(
            filesDone: 0, filesFound: 0, bytesDone: 0, bytesFound: 0, events: 0, elapsed: 0, isListed: false)
        var lastReport = Duration.zero
    }

    /// Between two reports.
    private static let interval = Duration.milliseconds(100)

    init(_ report: @escaping @Sendable (LoadProgress) -> Void) {
        self.report = report
    }

    var filesDone: Int { state.withLock { $0.progress.filesDone } }

    func add(bytes: Int, events: Int, files: Int, _ queue: FileQueue) {
        let progress: LoadProgress? = state.withLock { state in
            // Taken under the lock, so that it never lies before the last report.
            let now = ContinuousClock.now - start
            state.progress.filesDone += files
            state.progress.bytesDone += bytes
            state.progress.events += events
            let isDue = now - state.lastReport >= Self.interval
            let found = queue.found
            guard isDue || (found.isListed && state.progress.filesDone == found.files) else { return nil }
            state.lastReport = now
            state.progress.filesFound = found.files
            state.progress.bytesFound = found.bytes
            state.progress.isListed = found.isListed
            state.progress.elapsed = now / .seconds(1)
            return state.progress
        }
        if let progress { report(progress) }
    }
}
