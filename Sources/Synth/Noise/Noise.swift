import CloudTrail
import FoundationEssentials

/// Load: mixed traffic of 90 days without any incident.
///
/// Every file follows from the seed and its number alone. So files are made in any order by as many workers as there are
/// processors, memory holds one file for each of them, and the bytes are the same all the same.
struct Noise {
    private let options: TrailOptions

    init(_ options: TrailOptions) {
        self.options = options
    }

    func write() async throws(SynthError) -> TrailSummary {
        try options.prepare(minimum: 1)
        let plan = NoisePlan(events: options.events)
        let world = NoiseWorld(seed: options.seed)
        let path = options.path
        let workers = max(1, min(ProcessInfo.processInfo.activeProcessorCount, plan.files))
        let result = await withTaskGroup(of: Result<TrailSummary, SynthError>.self) { group in
            for worker in 0..<workers {
                group.addTask {
                    Result { () throws(SynthError) in
                        var writer = TrailWriter(root: path, level: 4)
                        for file in stride(from: worker, to: plan.files, by: workers) where !Task.isCancelled {
                            try NoiseFile(file, plan: plan, world: world).write(with: &writer)
                        }
                        return writer.summary
                    }
                }
            }
            var total = TrailSummary()
            var failure: SynthError?
            for await part in group {
                switch part {
                case .success(let summary): total.merge(summary)
                case .failure(let error):
                    failure = failure ?? error
                    group.cancelAll()
                }
            }
            return failure.map(Result.failure) ?? .success(total)
        }
        return try result.get()
    }
}

/// How many events go into which file.
struct NoisePlan: Sendable {
    let events: Int
    let files: Int

    /// On average; a file has between a quarter and seven quarters of it, as real ones differ.
    static let eventsPerFile = 120
    static let start = EventTime(2024, 1, 1)
    static let days = 90

    init(events: Int) {
        self.events = events
        files = (events + Self.eventsPerFile - 1) / Self.eventsPerFile
    }

    /// Neighbours share 240 events unequally; what is left over is in the last file.
    func size(of file: Int) -> Int {
        let pair = file / 2
        guard (pair + 1) * 2 * Self.eventsPerFile <= events else {
            return min(Self.eventsPerFile, events - file * Self.eventsPerFile)
        }
        var random = SplitMix64(seed: 0, stream: "file size", pair)
        let shift = random.below(Self.eventsPerFile * 3 / 4)
        return file.isMultiple(of: 2) ? Self.eventsPerFile + shift : Self.eventsPerFile - shift
    }

    /// The seconds after ``start`` in which the events of a file lie: its even share of the 90 days, five minutes at
    /// least.
    func window(of file: Int) -> ClosedRange<Int> {
        let length = Self.days * 86_400
        let begin = length / files * file + length % files * file / files
        return begin...min(length - 1, begin + max(300, length / files) - 1)
    }
}
