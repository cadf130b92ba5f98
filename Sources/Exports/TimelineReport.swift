internal import CloudTrail
internal import Events
public import Investigation
internal import JSON
public import Records

/// A timeline for a person: a line for each call or burst of calls, with what it was aimed at, and lines for silences and
/// for what the trail lacks.
public struct TimelineReport {
    private let timeline: Timeline
    private let trail: Trail
    private var index: EventIndex { trail.index }

    public init(_ timeline: Timeline, in trail: Trail) {
        self.timeline = timeline
        self.trail = trail
    }

    /// For a terminal.
    ///
    /// - Complexity: reads the record of each call, of a long burst the first ones.
    public var text: String { ReportText(lines: [table(lines(of: timeline.entries[...]))]).text }

    /// The first lines, and how many others there are.
    func section(_ title: String, lines most: Int) -> Report.Section {
        let rest = timeline.entries.count - most
        return Report.Section(
            title,
            timeline.entries.isEmpty
                ? []
                : [table(lines(of: timeline.entries.prefix(most)))]
                    + (rest > 0 ? [.paragraph("\(rest) more lines are not shown here.")] : []))
    }

    private func table(_ rows: [[String]]) -> Report.Block {
        .table(headings: ["time", "call", "target", "by", "from", "outcome"], rows: rows)
    }

    /// Records are read for so many lines at a time.
    private static let batch = 200
    /// So many calls of a burst are looked at for what they were aimed at.
    private static let mostTargets = 500

    private func lines(of entries: ArraySlice<Timeline.Entry>) -> [[String]] {
        stride(from: entries.startIndex, to: entries.endIndex, by: Self.batch).flatMap { start in
            let batch = entries[start..<min(start + Self.batch, entries.endIndex)]
            let targets = targets(of: batch)
            return batch.map { entry in
                switch entry {
                case .calls(let calls): line(of: calls, targets[calls.places.lowerBound] ?? "")
                case .silence(let from, let to):
                    [from.iso8601, "no call", "until \(to.iso8601)", "", "", ""]
                case .gap(let gap):
                    [gap.from.iso8601, "the trail lacks", "until \(gap.to.iso8601): \(gap.reason)", "", "", ""]
                }
            }
        }
    }

    private func line(of calls: Timeline.Calls, _ target: String) -> [String] {
        let row = timeline.rows[calls.places.lowerBound]
        let count = calls.count > 1 ? " x\(calls.count)" : ""
        let outcomes = [
            (calls.ok, "ok"), (calls.repeated, "repeated"), (calls.denied, "denied"), (calls.failed, "failed"),
        ].filter { $0.0 > 0 }
        return [
            calls.first.iso8601, (index.text(.name, row) ?? "-") + count, target.isEmpty ? "-" : target,
            index.text(.key, row) ?? index.text(.principal, row) ?? "-", index.text(.ip, row) ?? "-",
            outcomes.count == 1 ? outcomes[0].1 : outcomes.map { "\($0.0) \($0.1)" }.joined(separator: ", "),
        ]
    }

    /// What the calls of each line were aimed at, by where the line begins.
    private func targets(of entries: ArraySlice<Timeline.Entry>) -> [Int: String] {
        var records: [Int: JSONValue] = [:]
        var lines: [(start: Int, rows: ArraySlice<Int>, isWhole: Bool)] = []
        for case .calls(let calls) in entries {
            let rows = timeline.rows(of: calls).prefix(Self.mostTargets)
            lines.append((calls.places.lowerBound, rows, rows.count == calls.count))
        }
        trail.records.forEach(lines.flatMap { Array($0.rows) }) { row, record in records[row] = record.json }
        return Dictionary(
            uniqueKeysWithValues: lines.map { line in
                let target = CallTarget.summary(of: line.rows.compactMap { records[$0] })
                return (line.start, target + (line.isWhole ? "" : ", of the first \(Self.mostTargets)"))
            })
    }
}
