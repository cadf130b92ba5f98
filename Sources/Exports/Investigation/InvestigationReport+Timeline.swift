internal import CloudTrail
internal import Events
internal import Investigation
internal import JSON
internal import Records

extension InvestigationReport {
    /// More lines than anybody reads in a report: the others are counted.
    private static let mostLines = 200
    /// So many calls of a burst are looked at for what they were aimed at.
    private static let mostTargets = 500

    /// The attacker's calls in the order of time: bursts as one line, with the silences between them and what the trail
    /// lacks.
    var timeline: Report.Section {
        let trail = found.trail
        let timeline = Timeline(of: found.scope, in: trail, gaps: trail.gaps)
        guard !timeline.entries.isEmpty else { return Report.Section("Timeline", []) }
        let shown = timeline.entries.prefix(Self.mostLines)
        let targets = targets(of: shown, timeline)
        let rows = shown.map { entry in
            switch entry {
            case .calls(let calls): line(of: calls, timeline, targets[calls.places.lowerBound] ?? "")
            case .silence(let from, let to):
                [time(from), "no call", "until \(time(to))", "", "", ""]
            case .gap(let gap):
                [time(gap.from), "the trail lacks", "until \(time(gap.to)): \(gap.reason)", "", "", ""]
            }
        }
        let rest = timeline.entries.count - shown.count
        return Report.Section(
            "Timeline",
            [.table(headings: ["time", "call", "target", "by", "from", "outcome"], rows: rows)]
                + (rest > 0 ? [.paragraph("\(rest) more lines are not shown here.")] : []))
    }

    private func line(of calls: Timeline.Calls, _ timeline: Timeline, _ target: String) -> [String] {
        let row = timeline.rows[calls.places.lowerBound]
        let count = calls.count > 1 ? " x\(calls.count)" : ""
        let outcomes = [(calls.ok, "ok"), (calls.denied, "denied"), (calls.failed, "failed")].filter { $0.0 > 0 }
        return [
            time(calls.first), (index.text(.name, row) ?? "-") + count, target.isEmpty ? "-" : target,
            index.text(.key, row) ?? index.text(.principal, row) ?? "-", index.text(.ip, row) ?? "-",
            outcomes.count == 1 ? outcomes[0].1 : outcomes.map { "\($0.0) \($0.1)" }.joined(separator: ", "),
        ]
    }

    /// What the calls of each line were aimed at, by where the line begins.
    private func targets(of entries: some Sequence<Timeline.Entry>, _ timeline: Timeline) -> [Int: String] {
        var records: [Int: JSONValue] = [:]
        var lines: [(start: Int, rows: ArraySlice<Int>, isWhole: Bool)] = []
        for case .calls(let calls) in entries {
            let rows = timeline.rows(of: calls).prefix(Self.mostTargets)
            lines.append((calls.places.lowerBound, rows, rows.count == calls.count))
        }
        found.trail.records.forEach(lines.flatMap { Array($0.rows) }) { row, record in records[row] = record.json }
        return Dictionary(
            uniqueKeysWithValues: lines.map { line in
                let target = CallTarget.summary(of: line.rows.compactMap { records[$0] })
                return (line.start, target + (line.isWhole ? "" : ", of the first \(Self.mostTargets)"))
            })
    }
}
