internal import CloudTrail
internal import Detections
internal import Events
internal import Investigation
internal import Text

/// Everything that the analyst wrote and decided, the newest last.
struct NotesView: TrailView {
    let desk: TrailDesk
    let request: ViewRequest

    func listing(isCancelled: @escaping @Sendable () -> Bool) throws(Problem) -> Listing {
        let entries = NotebookEntry.all(in: request.decisions)
        let sorted = entries.sorted(request.sort, by: sortKey)
        return Listing(
            columns: [
                Column("time", "DECIDED (UTC)", minimum: 14), Column("kind", "KIND", minimum: 9),
                Column("subject", "ABOUT", minimum: 20, ideal: 40, isFlexible: true, fit: .middle),
                Column("words", "WORDS", minimum: 20, ideal: 60, isFlexible: true),
            ],
            rows: RowList(sorted.map(row)), summary: summary(entries), sort: request.sort, firstColumn: 3,
            emptyText: "Nothing yet. On a row: a note, t tag, Space mark. m keeps a place.")
    }

    private func summary(_ entries: [NotebookEntry]) -> StyledText {
        let words = entries.map(\.word)
        let counts = Set(entries.map(\.word)).sorted().map { word in
            let count = words.count { $0 == word }
            return Self.countable.contains(word) ? counted(count, word) : "\(count.grouped) \(word)"
        }
        let filters = request.activeFilters.isEmpty ? "" : " · filters leave nothing out here"
        return StyledText((counts.isEmpty ? "none" : counts.joined(separator: " · ")) + filters)
    }

    /// Words of entries that have a plural: of `in scope` there is none.
    private static let countable: Set<String> = [
        "mark", "tag", "place", "note", "mute", "responder", "answer", "owner",
    ]

    private func sortKey(_ entry: NotebookEntry, _ column: String) -> SortKey? {
        switch column {
        case "time": .time(entry.time)
        case "kind": .text(entry.word)
        case "subject": .text(subject(entry).text)
        case "words": .text(entry.words)
        default: nil
        }
    }

    private func row(_ entry: NotebookEntry) -> Row {
        let (text, entity, link) = subject(entry)
        return Row(
            key: entry.key,
            cells: [
                TableCell(EventIndex.moment(entry.time), link: link), TableCell(entry.word, link: link),
                TableCell(text, entity: entity, link: link),
                TableCell(String(entry.words.prefix(Self.longest)), link: link),
            ],
            time: entry.time, entities: [entity].compactMap { $0 })
    }

    /// Of a note so much stands in the list; the preview and its line of words have all of it.
    private static let longest = 400

    /// What an entry is about, and where Enter leads from it.
    private func subject(_ entry: NotebookEntry) -> (text: String, entity: Entity?, link: Link?) {
        switch entry {
        case .place(_, let bookmark):
            return (Place(bookmark.request).title, nil, .place(bookmark))
        case .mute(let mute):
            let rule = Entity(.rule, mute.ruleID, label: title(of: mute.ruleID))
            let value = mute.value.map { " for \($0.field.rawValue) \(EventIndex.shortName($0.text))" } ?? ""
            return (rule.label + value, rule, rule.link)
        case .answer(let question, _): return (question, nil, .pivot(.questions, nil, alert: nil))
        case .step(let id, _): return (id, nil, .pivot(.response, nil, alert: nil))
        case .mark(let entity), .tag(_, let entity): return (Self.words(entity), entity, entity.link)
        case .note(let note):
            let others = note.others.isEmpty ? "" : ", \(note.others.count.grouped) more"
            return (Self.words(note.subject) + others, note.subject, note.subject.link)
        case .scope(let choice): return (Self.words(choice.subject), choice.subject, choice.subject.link)
        }
    }

    private static func words(_ entity: Entity) -> String { "\(entity.kind.word) \(entity.label)" }

    private func title(of rule: String) -> String {
        let alert = desk.muted.first { $0.alert.rule.id == rule }?.alert ?? desk.alerts.first { $0.rule.id == rule }
        return alert?.rule.title ?? rule
    }

    func preview(of row: RowKey, column: Int) throws(Problem) -> Preview {
        guard let entry = NotebookEntry.entry(of: row, in: request.decisions) else {
            throw Problem("The entry is no longer there.")
        }
        let lines = LineWrap.lines(of: String(entry.words.prefix(4_000)), width: 76).map { StyledText($0) }
        return Preview(
            title: StyledText("\(entry.word) · \(subject(entry).text)"),
            note: StyledText(entry.time.map(\.iso8601) ?? ""), lines: lines)
    }
}
