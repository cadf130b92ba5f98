internal import Events
internal import JSON
internal import Patterns
internal import Records
internal import Sigma

/// Rules over a trail: which rows each matches.
///
/// The index decides what it can, rule by rule. For what is left, records are read once for all rules together.
struct RuleRun {
    /// By the rules' numbers.
    private(set) var matches: [RowSet] = []
    /// By number, of rules that gave no answer, or on some values and records none.
    private(set) var failures: [Int: RuleFailure] = [:]
    private let trail: Trail
    private let trees: [RowTree<RuleTest>]
    private let slots: FieldSlots

    /// - Parameters:
    ///   - detections: what the rules ask for.
    ///   - isCancelled: asked before each rule and each source; what was not looked at does not match then.
    init(_ detections: [Detection], over trail: Trail, threads: Int, isCancelled: @Sendable () -> Bool) {
        self.trail = trail
        var compiler = RuleCompiler(trail.index)
        var trees: [RowTree<RuleTest>] = []
        var costly: [Int] = []
        for (number, detection) in detections.enumerated() where !isCancelled() {
            do throws(RuleFailure) {
                trees.append(try compiler.tree(detection))
                costly.append(compiler.costly)
            } catch {
                failures[number] = error
                costly.append(0)
                trees.append(.rows(.none(of: trail.index.count)))
            }
        }
        self.trees = trees
        slots = compiler.slots
        let bounds = Crew(threads: threads).map(trees.count) { [trees] in
            RowBounds(trees[$0], rowCount: trail.index.count)
        }
        matches = bounds.map(\.lower)
        let undecided = zip(trees, bounds).map { tree, bounds in
            // No record helps where all tests that are left are known to take too long.
            tree.allTests(\.isTooCostly) ? RowSet.none(of: trail.index.count) : bounds.undecided
        }
        let late = read(undecided, threads: threads, isCancelled)
        for (number, count) in zip(costly, late).map(+).enumerated() where count > 0 {
            failures[number] = .tooCostly(count)
        }
    }

    // MARK: Records

    /// - Returns: by rule, on how many records a regular expression took too many steps.
    private mutating func read(
        _ undecided: [RowSet], threads: Int, _ isCancelled: @Sendable () -> Bool
    ) -> [Int] {
        let wanted = WantedRows(undecided, universe: trail.index.count)
        var costly = [Int](repeating: 0, count: trees.count)
        guard !wanted.rows.isEmpty else { return costly }
        let sieve = sieve(wanted)
        let pass = RecordPass(
            rows: wanted.rows, records: trail.records, threads: threads, sieve: sieve, others: wanted.others)
        let readers = pass.run(RuleReader(trees, RecordFields(slots)), isCancelled: isCancelled) {
            $0.read($1, wanted, $2, of: $3)
        }
        for number in trees.indices {
            costly[number] = readers.reduce(0) { $0 + $1.costly[number] }
            // Of a rule that was given up it hangs on the threads what was asked until then.
            guard costly[number] <= RuleFailure.mostCostly else { continue }
            let found = readers.flatMap { $0.rows[number] }
            guard !found.isEmpty else { continue }
            matches[number] = matches[number].union(RowSet(sorted: found.sorted(), universe: trail.index.count))
        }
        return costly
    }
}

extension RuleRun {
    /// Tells which of the records that rules want by the hundred thousand may match at all; nil where that cannot be told
    /// of every such rule.
    private func sieve(_ wanted: WantedRows) -> TextSieve? {
        var clues: [TextClue] = []
        for (rule, rows) in wanted.sifted {
            guard let own = trees[rule].clues(among: rows, { $0.clues(slots) }) else { return nil }
            clues += own
        }
        return clues.count <= TextSieve.mostClues ? TextSieve(anyOf: clues) : nil
    }
}

/// Puts records to the rules that want them. One thread owns it.
private struct RuleReader: Sendable {
    private let trees: [RowTree<RuleTest>]
    private var fields: RecordFields
    /// By rule, the rows that match.
    private(set) var rows: [[UInt32]]
    /// By rule, on how many records a regular expression took too many steps.
    private(set) var costly: [Int]

    init(_ trees: [RowTree<RuleTest>], _ fields: RecordFields) {
        self.trees = trees
        self.fields = fields
        rows = trees.map { _ in [] }
        costly = trees.map { _ in 0 }
    }

    mutating func read(_ row: Int, _ wanted: WantedRows, _ tape: JSONTape, of text: Span<UInt8>) {
        fields.begin()
        wanted.forEachRule(of: row) { rule in
            guard costly[rule] <= RuleFailure.mostCostly else { return }
            do throws(RuleTest.Undecided) {
                let isMatch = try trees[rule].matches(row) { test throws(RuleTest.Undecided) in
                    try test.matches(&fields, tape, of: text)
                }
                if isMatch { rows[rule].append(UInt32(row)) }
            } catch {
                // What the index found is counted already.
                if error == .tooCostly { costly[rule] += 1 }
            }
        }
    }
}
