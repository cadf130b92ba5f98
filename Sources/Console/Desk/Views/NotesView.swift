internal import Cases
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
        let all = NotebookEntry.all(in: request.decisions)
        let entries = all.filter { if case .section = $0 { false } else { true } }
        let sorted = entries.sorted(request.sort, by: sortKey)
        return Listing(
            columns: [
                Column("time", "DECIDED (UTC)", minimum: 14), Column("kind", "KIND", minimum: 9),
                Column("subject", "ABOUT", minimum: 20, ideal: 40, isFlexible: true, fit: .middle),
                Column("words", "WORDS", minimum: 20, ideal: 60, isFlexible: true),
            ],
            rows: RowList(sorted.map(row) + NotesSection.allCases.map(row)), summary: summary(all), sort: request.sort,
            firstColumn: 3,
            emptyText: "")
    }

    /// The row of a section of the notes, written or not.
    static func key(of section: NotesSection) -> RowKey { RowKey("section \(section.rawValue)") }

    private func row(_ section: NotesSection) -> Row {
        if let written = request.decisions.sections[section] { return row(.section(section, written)) }
        return Row(
            key: Self.key(of: section),
            cells: [
                TableCell(""), TableCell("section"), TableCell(section.title),
                TableCell(StyledText("not written yet", .uiDim)),
            ])
    }

    private func summary(_ entries: [NotebookEntry]) -> StyledText {
        let words = entries.map(\.word)
        let counts = Set(entries.map(\.word)).sorted().map { word in
            let count = words.count { $0 == word }
            return Self.countable.contains(word) ? counted(count, word) : "\(count.grouped) \(word)"
        }
        let filters = request.activeFilters.isEmpty ? "" : " · filters leave nothing out here"
        return StyledText(
            (counts.isEmpty
                ? "none yet · on a row: a note, t tag, Space mark; A note on the case"
                : counts.joined(separator: " · ")) + filters)
    }

    /// Words of entries that have a plural: of `in scope` there is none.
    private static let countable: Set<String> = [
        "mark", "tag", "place", "note", "mute", "responder", "answer", "section", "owner",
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
                TableCell(String(entry.words.inOneLine.prefix(Self.longest)), link: link),
            ],
            time: entry.time, entities: [entity].compactMap { $0 })
    }

    /// Of a note so much stands in the list; the preview and its line of words have all of it.
    private static let longest = 400

    /// What an entry is about, and where Enter leads from it.
    private func subject(_ entry: NotebookEntry) -> (text: String, entity: Entity?, link: Link?) {
        switch entry {
        case .place(_, let kept):
            guard let bookmark = Bookmark(kept) else { return (kept.view, nil, nil) }
            return (Place(bookmark.request).title, nil, .place(bookmark))
        case .mute(let mute):
            let rule = Entity(.rule, mute.ruleID, label: title(of: mute.ruleID))
            let value = mute.value.map { " for \($0.field.rawValue) \(EventIndex.shortName($0.text))" } ?? ""
            return (rule.label + value, rule, rule.link)
        case .answer(let question, _): return (question, nil, .pivot(.questions, nil, alert: nil))
        case .step(let id, _): return (id, nil, .pivot(.response, nil, alert: nil))
        case .mark(let entity), .tag(_, let entity), .evidence(_, let entity):
            return (Self.words(entity), entity, entity.link)
        case .note(let note):
            guard let subject = note.subject else { return ("the case", nil, nil) }
            let others = note.others.isEmpty ? "" : ", \(note.others.count.grouped) more"
            return (Self.words(subject) + others, subject, subject.link)
        case .section(let section, _): return (section.title, nil, nil)
        case .scope(let choice): return (Self.words(choice.subject), choice.subject, choice.subject.link)
        }
    }

    private static func words(_ entity: Entity) -> String { "\(entity.kind.word) \(entity.label)" }

    private func title(of rule: String) -> String {
        let alert = desk.muted.first { $0.alert.rule.id == rule }?.alert ?? desk.alerts.first { $0.rule.id == rule }
        return alert?.rule.title ?? rule
    }

    func preview(of row: RowKey, column: Int) throws(Problem) -> Preview {
        if let section = NotesSection.allCases.first(where: { Self.key(of: $0) == row }),
            request.decisions.sections[section] == nil
        {
            let lines = section.template.split(separator: "\n").map { StyledText(String($0), .uiDim) }
            return Preview(title: StyledText(section.title), note: "e writes it", lines: lines)
        }
        guard let entry = NotebookEntry.entry(of: row, in: request.decisions) else {
            throw Problem("The entry is no longer there.")
        }
        let lines = LineWrap.lines(of: String(entry.words.prefix(4_000)), width: 76).map { StyledText($0) }
        return Preview(
            title: StyledText("\(entry.word) · \(subject(entry).text)"),
            note: StyledText([author(entry), entry.time?.iso8601].compactMap(\.self).joined(separator: " · ")),
            lines: lines)
    }

    private func author(_ entry: NotebookEntry) -> String? {
        let author: String
        switch entry {
        case .note(let note): author = note.author
        case .answer(_, let answer), .section(_, let answer): author = answer.author
        default: return nil
        }
        return author.isEmpty ? nil : author
    }
}
