internal import Cases
internal import CloudTrail
internal import Detections
internal import Investigation

extension State {
    /// Words as written: what is decided with them only lacks its moment.
    mutating func accept(_ text: String, for purpose: Purpose) -> [Effect] {
        let words = String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        if words.isEmpty, let warning = purpose.emptyWarning {
            say(.warn, warning)
            return []
        }
        overlay = nil
        if !words.isEmpty, wordHistory[purpose.kind]?.last != words {
            wordHistory[purpose.kind, default: []].append(words)
        }
        switch purpose {
        case .mute(let offer): return [.date(.mute(offer, reason: words))]
        case .exclude(let entity): return [.date(.scope(.excluded, entity, reason: words))]
        case .note(let entities, let old):
            place.endRange()
            let (mark, words) = Mark.read(words)
            if words.isEmpty, old == nil {
                say(.warn, "A note needs words; Esc leaves it.")
                return []
            }
            return [.date(.note(entities, text: words, mark: mark, replacing: old))]
        case .section(let section): return [.date(.section(section, text: words))]
        case .answer(let id, _): return [.date(.answer(question: id, text: words))]
        case .owner(let id, let action): return [.date(.owner(id, action: action, name: words))]
        case .tag(let entities):
            tag(entities, with: words)
            return []
        }
    }

    /// Adds a decision to those that hold.
    mutating func take(_ decision: Decision, at time: EventTime) {
        let author = analyst
        decide(decision.title, decision.confirmation, because: decision.reason) {
            decision.apply(to: &$0, at: time, by: author)
        }
    }

    /// Takes a step, says so and how it is taken back, and has whatever rests on it asked again.
    mutating func decide(
        _ title: String, _ words: String, because reason: String = "", _ change: (inout Decisions) -> Void
    ) {
        let before = edition
        guard decisions.decide(title, because: reason, at: decisionPlace, change) else { return }
        if edition != before { outdate() }
        say(.ok, "\(words) \(keyName("decide.undo")) undoes.")
    }

    /// Whether a range is on, which a decision about one row would pass over. Says so.
    mutating func refusesRange() -> Bool {
        guard place.selection.rangeStart != nil else { return false }
        say(
            .info,
            "A range is for marks, tags and notes; this is about one row. \(keyName("mark.range")) gives the range up.")
        return true
    }

    /// The row that the cursor is on.
    private var decisionPlace: DecisionPlace? {
        place.selection.key.map { DecisionPlace(view: place.request.view, row: $0) }
    }

    mutating func undo() {
        let before = edition
        guard let step = decisions.undo() else {
            say(.info, "Nothing has been decided that could be undone.")
            return
        }
        if let row = step.place?.row, step.place?.view == place.request.view { place.returning = row }
        if case .filters(let before, let after) = step.change { refilter(from: after, to: before) }
        if edition != before { outdate() }
        say(.ok, "Undone: \(step.title.withStop) \(keyName("decide.redo")) does it again.")
    }

    mutating func redo() {
        let before = edition
        guard let step = decisions.redo() else {
            say(.info, "Nothing has been undone.")
            return
        }
        if case .filters(let before, let after) = step.change { refilter(from: before, to: after) }
        if edition != before { outdate() }
        say(.ok, "Done again: \(step.title.withStop)")
    }

    /// Puts other filters in force: here, where this is the place that has those of before, else in a place of its own.
    /// The cursor is on its row again either way.
    private mutating func refilter(from before: Bookmark, to after: Bookmark) {
        guard place.request == before.request else { return visit(after) }
        place.request = after.request
        place.returning = after.row
        place.isUntouched = false
        place.relist()
    }

    /// Keeps what filters were before this place got others, for undo.
    mutating func noteFilters(since before: Bookmark) {
        let (old, new) = (before.request.filters, place.request.filters)
        let title =
            new.count > old.count
            ? "filter \(new.last?.text.shortened ?? "")" : "change of \(counted(max(old.count, 1), "filter"))"
        decisions.filtered(title, from: before, to: place.bookmark)
    }
}
