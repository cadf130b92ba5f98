import CloudTrail
import Events
import Ingest
import Query
import Records

/// The questions that the index answers, asked of a loaded trail.
struct QueryRun {
    private let index: EventIndex
    private let reader: RecordReader
    private let everything: RowSet

    /// The number of rows that a pivot should walk.
    static let pivotRows = 10_000
    private static let runs = 51

    init(path: String, threads: Int) throws {
        let trail = Trail(try LoadRun.load(path, threads: threads).trail)
        index = trail.index
        reader = trail.records
        everything = .all(of: index.count)
    }

    func answers() throws -> [Answer] {
        // Records first: nothing has been read again yet.
        var answers = [try rawRecord()]
        if let pivot = keyPivot() { answers.append(pivot) }
        return answers + (try twoWayFilters()) + [groupBy(), histogram()]
    }

    // MARK: Pivot

    private func keyPivot() -> Answer? {
        let table = index.table(.key)
        let keys = index.groups(.key, in: everything).compactMap { group in
            table[group.code].map { ValueCount(value: $0, count: group.count) }
        }
        guard let key = keys.nearest(to: Self.pivotRows) else { return nil }
        let samples = Stopwatch.microseconds(runs: 201) {
            var sum: Int64 = 0
            index.rows(.key, equal: key.value).forEach { sum &+= index.times[$0] }
            return Int(truncatingIfNeeded: sum)
        }
        return Answer(.keyPivot, samples, note: "\(Unit.grouped(Double(key.count))) rows of \(key.value)")
    }

    // MARK: Filters

    /// Every pair of indexed fields, each with its commonest value.
    private func twoWayFilters() throws -> [Answer] {
        let conditions = IndexedCondition.commonest(in: index)
        var pairs: [(filter: String, median: Double)] = []
        for (number, first) in conditions.enumerated() {
            for second in conditions.dropFirst(number + 1) {
                let filter = Filter(.allOf([first, second])).text
                pairs.append((filter, try time(filter, runs: 5).median ?? 0))
            }
        }
        guard let worst = pairs.max(by: { $0.median < $1.median }) else { return [] }
        return [
            Answer(.twoWayFilter, try time(worst.filter, runs: Self.runs), note: worst.filter),
            Answer(.twoWayFilterMiddle, pairs.map(\.median), note: "\(pairs.count) pairs of fields"),
        ]
    }

    /// From the text to the rows.
    private func time(_ filter: String, runs: Int) throws -> [Double] {
        try Stopwatch.microseconds(runs: runs) {
            let plan = try Plan(try Filter(filter), over: index)
            guard plan.undecided.isEmpty else { throw BenchError.undecided(filter: filter) }
            return plan.certain.count
        }
    }

    // MARK: Groups

    private func groupBy() -> Answer {
        let fields: [(name: String, field: IndexField)] = [
            ("principal", .principal), ("name", .name), ("ip", .ip), ("agent", .agent),
        ]
        let answers = fields.map { name, field in
            let samples = Stopwatch.microseconds(runs: Self.runs) { index.groups(field, in: everything).count }
            return Answer(.groupBy, samples, note: "by \(name), \(index.table(field).count) values")
        }
        return answers.max { ($0.samples.median ?? 0) < ($1.samples.median ?? 0) } ?? Answer(.groupBy, [])
    }

    private func histogram() -> Answer {
        let samples = Stopwatch.microseconds(runs: Self.runs) {
            index.histogram(of: everything, bucket: EventTime.hour).count
        }
        return Answer(.histogram, samples)
    }

    // MARK: Records

    /// Random rows, each of another source, so that every one means decoding its source again.
    private func rawRecord() throws -> Answer {
        var random = RandomRows(seed: 1)
        var seen: Set<Int> = []
        let rows = (0..<2_000).map { _ in random.next(below: index.count) }
            .filter { seen.insert(index.location($0).source).inserted }.prefix(201)
        let clock = ContinuousClock()
        let samples = try rows.map { row in
            let start = clock.now
            do throws(RecordError) {
                Stopwatch.keep(try reader.record(row).bytes.count)
            } catch {
                throw BenchError.record(error.description)
            }
            return (clock.now - start).seconds * 1e6
        }
        return Answer(.rawRecord, samples, note: "\(rows.count) random rows, each of another file")
    }
}
