internal import Dispatch
internal import Events
internal import JSON
internal import Patterns
internal import Records
internal import Sigma
internal import Synchronization

/// Rules over a trail: which rows each matches.
///
/// The index decides what it can, rule by rule. For what is left, records are read once for all rules together.
struct RuleRun {
    /// By the rules' numbers; empty where a rule failed.
    private(set) var matches: [RowSet] = []
    /// By number.
    private(set) var failures: [Int: RuleFailure] = [:]
    private let trail: Trail
    private let trees: [RowTree<RuleTest>]
    private let slots: FieldSlots

    /// - Parameter detections: what the rules ask for.
    init(_ detections: [Detection], over trail: Trail, threads: Int, isCancelled: @Sendable () -> Bool = { false }) {
        self.trail = trail
        var compiler = RuleCompiler(trail.index)
        var trees: [RowTree<RuleTest>] = []
        for (number, detection) in detections.enumerated() {
            do throws(RuleFailure) {
                trees.append(try compiler.tree(detection))
            } catch {
                failures[number] = error
                trees.append(.rows(.none(of: trail.index.count)))
            }
        }
        self.trees = trees
        slots = compiler.slots
        let bounds = Crew(threads: threads).map(trees.count) { [trees] in
            RowBounds(trees[$0], rowCount: trail.index.count)
        }
        matches = bounds.map(\.lower)
        read(bounds.map(\.undecided), threads: threads, isCancelled)
    }

    // MARK: Records

    private mutating func read(_ undecided: [RowSet], threads: Int, _ isCancelled: @Sendable () -> Bool) {
        let wanted = WantedRows(undecided, universe: trail.index.count)
        guard !wanted.rows.isEmpty else { return }
        let parts = trail.records.bySource(wanted.rows)
        let work = RuleWork(partCount: parts.count)
        let (records, trees, slots) = (trail.records, trees, slots)
        DispatchQueue.concurrentPerform(iterations: min(max(1, threads), parts.count)) { _ in
            var reader = RuleReader(trees, RecordFields(slots))
            let search = records.search()
            while let number = work.next(), !isCancelled() {
                search.read(parts[number]) { row, text, tape in
                    reader.read(row, wanted, tape, of: text)
                } whole: { row, record in
                    reader.read(row, wanted, record)
                }
            }
            work.finish(reader)
        }
        work.results.withLock { results in
            failures.merge(results.failures) { old, _ in old }
            for (number, rows) in results.rows {
                matches[number] = matches[number].union(
                    RowSet(sorted: rows.sorted(), universe: trail.index.count))
            }
        }
        for number in failures.keys { matches[number] = .none(of: trail.index.count) }
    }
}

/// Which rules want the record of which row.
private struct WantedRows {
    /// All rows that any rule wants.
    let rows: RowSet
    /// Rules that want very many rows.
    private let wide: [(rule: Int, rows: RowSet)]
    /// For each row that another rule wants, where its rules begin in `rules`.
    private let starts: [UInt32: Range<Int>]
    private let rules: [Int]

    init(_ undecided: [RowSet], universe: Int) {
        var wide: [(rule: Int, rows: RowSet)] = []
        var pairs: [(row: UInt32, rule: Int)] = []
        var union = RowSet.none(of: universe)
        for (rule, rows) in undecided.enumerated() where !rows.isEmpty {
            union = union.union(rows)
            if rows.count > Self.mostPairs || pairs.count > 64 * Self.mostPairs {
                wide.append((rule, rows))
            } else {
                pairs += rows.rows.map { ($0, rule) }
            }
        }
        pairs.sort { ($0.row, $0.rule) < ($1.row, $1.rule) }
        var starts: [UInt32: Range<Int>] = [:]
        var start = 0
        for end in pairs.indices.map({ $0 + 1 }) where end == pairs.count || pairs[end].row != pairs[start].row {
            starts[pairs[start].row] = start..<end
            start = end
        }
        self.wide = wide
        self.starts = starts
        rules = pairs.map(\.rule)
        rows = union
    }

    /// A rule that wants more rows than this is asked for each row whether it does.
    private static let mostPairs = 4_096

    /// The rules that want a row.
    func rules(of row: Int) -> [Int] {
        let few = starts[UInt32(row)].map { Array(rules[$0]) } ?? []
        return few + wide.lazy.filter { $0.rows.contains(row) }.map(\.rule)
    }
}

/// Puts records to the rules that want them. One thread owns it.
private struct RuleReader {
    private let trees: [RowTree<RuleTest>]
    private var fields: RecordFields
    private var tape = JSONTape()
    private(set) var rows: [Int: [UInt32]] = [:]
    private(set) var failures: [Int: RuleFailure] = [:]

    init(_ trees: [RowTree<RuleTest>], _ fields: RecordFields) {
        self.trees = trees
        self.fields = fields
    }

    mutating func read(_ row: Int, _ wanted: WantedRows, _ tape: JSONTape, of text: Span<UInt8>) {
        fields.begin()
        for rule in wanted.rules(of: row) where failures[rule] == nil {
            let tree = trees[rule]
            do throws(RegularExpression.LimitExceeded) {
                let isMatch = try tree.matches(row) { test throws(RegularExpression.LimitExceeded) in
                    try test.matches(&fields, tape, of: text)
                }
                if isMatch { rows[rule, default: []].append(UInt32(row)) }
            } catch {
                failures[rule] = .tooCostly
            }
        }
    }

    /// The same for a record that did not travel as CloudTrail wrote it.
    mutating func read(_ row: Int, _ wanted: WantedRows, _ record: Record) {
        let bytes = JSONWriter().bytes(record.json)
        var own = JSONTape()
        swap(&own, &tape)
        defer { swap(&own, &tape) }
        guard (try? own.read(bytes.span, at: 0)) != nil else { return }
        read(row, wanted, own, of: bytes.span)
    }
}

/// What the threads of one run share.
private final class RuleWork: Sendable {
    private let nextPart = Atomic<Int>(0)
    private let partCount: Int
    let results = Mutex<(rows: [Int: [UInt32]], failures: [Int: RuleFailure])>(([:], [:]))

    init(partCount: Int) {
        self.partCount = partCount
    }

    /// The number of the next part; nil when all are taken.
    func next() -> Int? {
        let number = nextPart.wrappingAdd(1, ordering: .relaxed).oldValue
        return number < partCount ? number : nil
    }

    func finish(_ reader: RuleReader) {
        results.withLock { results in
            results.rows.merge(reader.rows) { $0 + $1 }
            results.failures.merge(reader.failures) { old, _ in old }
        }
    }
}
