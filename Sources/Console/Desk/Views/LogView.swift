internal import Cases
internal import CloudTrail
internal import Events
internal import Text

/// Every step of the case: who decided what, and when, with what was taken back.
struct LogView: TrailView {
    let desk: TrailDesk
    let request: ViewRequest

    func listing(isCancelled: @escaping @Sendable () -> Bool) throws(Problem) -> Listing {
        let lines = LogLine.all(in: request.journal)
        let sorted = lines.sorted(request.sort, by: sortKey)
        let undone = lines.count(where: \.isUndone)
        return Listing(
            columns: [
                Column("time", "WHEN (UTC)", minimum: 14), Column("author", "WHO", minimum: 8, ideal: 14),
                Column("what", "WHAT", minimum: 24, ideal: 60, isFlexible: true),
                Column("why", "WHY", minimum: 12, ideal: 40, isFlexible: true),
                Column("state", "STATE", minimum: 6),
            ],
            rows: RowList(sorted.map(row)),
            summary: StyledText(counted(lines.count, "step") + (undone == 0 ? "" : " · \(undone.grouped) taken back")),
            sort: request.sort, firstColumn: 2, emptyText: "Nothing has been decided yet.")
    }

    private func sortKey(_ line: LogLine, _ column: String) -> SortKey? {
        switch column {
        case "time": .time(line.entry.time)
        case "author": .text(line.entry.author)
        case "what": .text(line.what)
        case "why": .text(line.entry.step.reason)
        case "state": .text(line.state)
        default: nil
        }
    }

    private func row(_ line: LogLine) -> Row {
        let step = line.entry.step
        let entity = (step.change.added + step.change.removed).lazy.compactMap(\.subject).first
        let role: Role? = line.isUndone ? .uiDim : nil
        let texts = [
            EventIndex.moment(line.entry.time), line.entry.author, line.what, step.reason.inOneLine, line.state,
        ]
        return Row(
            key: RowKey("step \(line.entry.number)"),
            cells: texts.map { TableCell(StyledText($0, role ?? .uiText), entity: entity, link: entity?.link) },
            time: line.entry.time, entities: [entity].compactMap(\.self))
    }

    func preview(of row: RowKey, column: Int) throws(Problem) -> Preview {
        guard let line = LogLine.all(in: request.journal).first(where: { "step \($0.entry.number)" == row.text }) else {
            throw Problem("The step is no longer there.")
        }
        let step = line.entry.step
        let reason = step.reason.isEmpty ? [] : LineWrap.lines(of: "because: \(step.reason)", width: 76)
        let changes =
            step.change.removed.map { "- \($0.word) \($0.subject?.label ?? "") \($0.words.inOneLine)" }
            + step.change.added.map { "+ \($0.word) \($0.subject?.label ?? "") \($0.words.inOneLine)" }
        let note = [line.entry.author, line.entry.time.iso8601].filter { !$0.isEmpty }.joined(separator: " · ")
        return Preview(
            title: StyledText(line.what), note: StyledText(note),
            lines: (reason + changes.prefix(Self.mostChanges)).map { StyledText($0) })
    }

    private static let mostChanges = 50
}
