import Events
import Ingest
import Query
import Records

/// Questions that only the raw records answer, asked of all of them.
struct SearchRun {
    private let index: EventIndex
    private let reader: RecordReader
    private let threads: Int
    private let runs: Int

    /// Runs of each question, at most: they take seconds.
    private static let mostRuns = 3

    /// Parts of identifiers, which every trail has, and few of its records match.
    private static let questions: [(measure: Measure, filter: String)] = [
        (.substring, "\"-4bad-\""),
        (.literalRegex, "requestID:/-4bad-[89ab]/"),
        (.anyRegex, "requestID:/^[0-9]{8}.[0-9]{4}/"),
    ]

    init(path: String, threads: Int, runs: Int) throws {
        let trail = Trail(try LoadRun.load(path, threads: threads).trail)
        index = trail.index
        reader = trail.records
        self.threads = threads
        self.runs = min(runs, Self.mostRuns)
    }

    func answers() throws -> [Answer] {
        try Self.questions.map { measure, filter in
            let plan = try Plan(try Filter(filter), over: index)
            var found = 0
            let samples = try Stopwatch.seconds(runs: runs) {
                guard let rows = try plan.rows(reading: reader, threads: threads) else { throw BenchError.cancelled }
                found = rows.count
                return found
            }
            if let failure = reader.failures.first { throw BenchError.record(failure.description) }
            return Answer(measure, samples, note: "\(filter), \(found) rows")
        }
    }
}
