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
    private static let questions: [(measure: Measure, stored: Measure, filter: String)] = [
        (.substring, .storedSubstring, "\"-4bad-\""),
        (.literalRegex, .storedLiteralRegex, "requestID:/-4bad-[89ab]/"),
        (.anyRegex, .storedAnyRegex, "requestID:/^[0-9]{8}.[0-9]{4}/"),
    ]

    init(path: String, threads: Int, runs: Int) throws {
        let trail = Trail(try LoadRun.load(path, threads: threads).trail)
        index = trail.index
        reader = trail.records
        self.threads = threads
        self.runs = min(runs, Self.mostRuns)
    }

    func answers() throws -> [Answer] {
        let fromFiles = try Self.questions.map { try answer($0.measure, $0.filter) }
        let build = reader.buildStore(threads: threads)
        switch build.store {
        case .success(let store):
            let size = Answer(.storeSize, [Double(store.byteCount) / Double(max(1, index.count))], note: "LZ4")
            return fromFiles + (try Self.questions.map { try answer($0.stored, $0.filter) }) + [size]
        case .failure:
            // The rows stay in the table as not measured: memory is short.
            return fromFiles
        }
    }

    private func answer(_ measure: Measure, _ filter: String) throws -> Answer {
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
