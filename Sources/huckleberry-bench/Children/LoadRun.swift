import CMemory
import Events
import Ingest

/// One load in a fresh process.
struct LoadRun: Codable, Sendable {
    /// Wall time.
    var seconds: Double
    var events: Int
    var duplicates: Int
    var rejected: Int
    /// Bytes that came to be resident by the load, its result held.
    var residentBytes: Int
    /// The most at any time during the load.
    var peakBytes: Int
    var indexBytes: Int
    /// As the load itself measured; 0 for what it does not.
    var phases: Phases

    /// Seconds; `work` of all workers together.
    struct Phases: Codable, Sendable {
        var listing: Double
        var reading: Double
        var merging: Double
        var workRead: Double
        var workHash: Double
        var workDecode: Double
        var workScan: Double

        init(_ timings: LoadTimings) {
            listing = timings.listing.seconds
            reading = timings.reading.seconds
            merging = timings.merging.seconds
            workRead = timings.work.read.seconds
            workHash = timings.work.hash.seconds
            workDecode = timings.work.decode.seconds
            workScan = timings.work.scan.seconds
        }
    }

    init(path: String, threads: Int) throws {
        let before = try ProcessMemory.current()
        let (trail, time) = try Self.load(path, threads: threads)
        // The loader gives back what it does not need any more while its result is used already: here nobody else does.
        malloc_trim(0)
        let after = try ProcessMemory.current()
        seconds = time.seconds
        events = trail.index.count
        duplicates = trail.report.duplicates
        rejected = trail.report.rejected
        residentBytes = after.resident - before.resident
        peakBytes = after.peak - before.resident
        indexBytes = trail.index.byteCount
        phases = Phases(trail.timings)
    }

    static func load(_ path: String, threads: Int) throws -> (trail: LoadedTrail, time: Duration) {
        let clock = ContinuousClock()
        let start = clock.now
        guard let trail = Loader([path], threads: threads).load() else { throw BenchError.cancelled }
        let time = clock.now - start
        guard trail.index.count > 0 else { throw BenchError.noEvents(path: path) }
        return (trail, time)
    }
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
