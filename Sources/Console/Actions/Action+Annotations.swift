internal import Cases

extension Action {
    static let annotations: [Action] = [
        Action("mark.toggle", .annotate, "Mark, or take the mark off, and down", keys: ["Space"], needsList: true) {
            state, _ in
            state.toggleMarks()
        },
        Action("mark.range", .annotate, "Begin a range of rows, or give it up", keys: ["V"], needsList: true) {
            state, _ in
            state.toggleRange()
            return []
        },
        Action("mark.next", .annotate, "Next marked or noted row", keys: ["}", "alt-Down"], needsList: true) {
            state, _ in
            state.findAnnotated(forward: true)
        },
        Action("mark.previous", .annotate, "Previous marked or noted row", keys: ["{", "alt-Up"], needsList: true) {
            state, _ in
            state.findAnnotated(forward: false)
        },
        Action(
            "note.add", .annotate, "Note on this row; it goes into the incident notes", keys: ["a"], words: ["note"],
            argument: "TEXT", needsList: true
        ) { state, text in
            state.annotate(text, state.noted()) { .note($0, replacing: nil) }
        },
        Action(
            "note.free", .annotate, "Note on the case as a whole", keys: ["A"], words: ["casenote"], argument: "TEXT"
        ) { state, text in
            let purpose = Purpose.note([], replacing: nil)
            if !text.isEmpty { return state.accept(text, for: purpose) }
            state.openPrompt(.words(purpose))
            return []
        },
        Action(
            "tag.add", .annotate, "Tag this row or range; -NAME takes a tag off", keys: ["t"], words: ["tag"],
            argument: "NAME", needsList: true
        ) { state, text in
            state.annotate(text, state.annotated()) { .tag($0) }
        },
        Action("place.keep", .annotate, "Keep this place under a letter", keys: ["m"]) { state, _ in
            state.overlay = .letter(.keepPlace)
            return []
        },
        Action("place.return", .annotate, "Go to the place kept under a letter", keys: ["'"]) { state, _ in
            if state.decisions.current.annotations.places.isEmpty {
                state.say(.info, "No place is kept. \(state.keyName("place.keep")) and a letter keep this one.")
            } else {
                state.overlay = .letter(.goThere)
            }
            return []
        },
    ]
}

extension State {
    /// More rows than this are no selection that somebody looked at.
    private static let mostInRange = 10_000

    /// What marks, tags and notes would be about: the row, the range, or in a map the cell.
    private var subjects: [Entity] {
        guard place.content.listing?.overflow != .scroll else {
            // Beside each other in a line stand things that have nothing to do with one another.
            let row = place.request.view == .alert ? place.currentRow?.subject : nil
            return [place.currentCell?.entity ?? row].compactMap { $0 }
        }
        return place.range.prefix(Self.mostInRange).compactMap { place.row(at: $0)?.subject }
    }

    /// The same, or nothing and why.
    fileprivate mutating func annotated() -> [Entity] {
        guard place.range.count <= Self.mostInRange else {
            say(.warn, "At most \(Self.mostInRange.grouped) rows at once; this range has \(place.range.count.grouped).")
            return []
        }
        let found = subjects
        if found.isEmpty { say(.info, "This line stands for nothing that could be marked.") }
        return found
    }

    /// What a note is about: of a range every event, those of closed bursts too.
    fileprivate mutating func noted() -> [Entity] {
        guard place.selection.rangeStart != nil, let rows = place.content.listing?.rows else { return annotated() }
        let count = rows.eventCount(in: place.range) ?? 0
        guard count <= Self.mostInRange else {
            say(.warn, "At most \(Self.mostInRange.grouped) events in a note; this range has \(count.grouped).")
            return []
        }
        return annotated().isEmpty ? [] : place.range.flatMap { rows.subjects(at: $0) }
    }

    fileprivate mutating func toggleMarks() -> [Effect] {
        let subjects = annotated()
        guard !subjects.isEmpty else { return [] }
        let annotations = decisions.current.annotations
        let isMarking = !subjects.allSatisfy(annotations.isMarked)
        let what = subjects.inWords
        decide(
            isMarking ? "mark on \(what)" : "removal of the mark on \(what)",
            isMarking
                ? "Marked: \(what); \(keyName("mark.next")) finds marks, is:marked filters."
                : "The mark on \(what) is off."
        ) { decisions in
            for subject in subjects { decisions.annotations.setMark(isMarking, on: subject) }
        }
        if place.selection.rangeStart != nil {
            place.endRange()
            return []
        }
        return moveRow(by: 1)
    }

    fileprivate mutating func toggleRange() {
        if place.selection.rangeStart != nil {
            place.endRange()
        } else if let key = place.selection.key {
            place.selection.rangeStart = place.selection.row
            place.selection.rangeKey = key
            say(
                .info,
                "A range begins here: move, then \(keyName("mark.toggle")) marks, \(keyName("note.add")) notes, "
                    + "\(keyName("tag.add")) tags, \(keyName("mark.range")) gives it up.")
        }
    }

    fileprivate mutating func annotate(
        _ text: String, _ subjects: [Entity], _ purpose: ([Entity]) -> Purpose
    ) -> [Effect] {
        guard !subjects.isEmpty else { return [] }
        if !text.isEmpty { return accept(text, for: purpose(subjects)) }
        openPrompt(.words(purpose(subjects)))
        return []
    }

    /// Sets a tag, or takes it off where it begins with a hyphen.
    mutating func tag(_ entities: [Entity], with words: String) {
        let isRemoving = words.hasPrefix("-")
        let name = words.drop { $0 == "-" }.split(whereSeparator: \.isWhitespace).joined(separator: "-")
        guard !name.isEmpty else {
            say(.warn, "A tag needs a name.")
            return
        }
        let what = entities.inWords
        decide(
            isRemoving ? "removal of the tag \(name.shortened)" : "tag \(name.shortened) on \(what)",
            isRemoving ? "The tag \(name.shortened) is off." : "Tagged \(name.shortened): \(what). tag:NAME filters."
        ) { decisions in
            for entity in entities { decisions.annotations.setTag(name, !isRemoving, on: entity) }
        }
        place.endRange()
    }

    fileprivate mutating func findAnnotated(forward: Bool) -> [Effect] {
        let subjects = decisions.current.annotations.subjects
        guard !subjects.isEmpty else {
            say(
                .info,
                "Nothing is marked yet. \(keyName("mark.toggle")) marks, \(keyName("note.add")) notes, \(keyName("tag.add")) tags."
            )
            return []
        }
        return find(.subjects(subjects), forward: forward)
    }

    /// Keeps this place under a letter, or goes to one.
    mutating func take(_ letter: Character, for use: LetterUse) -> [Effect] {
        overlay = nil
        switch use {
        case .keepPlace:
            let bookmark = place.bookmark
            let before = edition
            decisions.keep("place kept under \(letter)") { $0.annotations.places[letter] = bookmark.kept }
            if edition != before { outdate() }
            say(.ok, "\(keyName("place.return")) \(letter) comes back here.")
        case .goThere:
            guard let bookmark = decisions.current.annotations.places[letter].flatMap({ Bookmark($0) }) else {
                say(.info, "No place is kept under \(String(letter).shortened).")
                return []
            }
            visit(bookmark)
        }
        return []
    }

    /// Goes to a place that was kept, and there to its row.
    mutating func visit(_ bookmark: Bookmark) {
        if bookmark.request == place.request, let row = bookmark.row {
            place.returning = row
            place.relist()
            return
        }
        var next = Place(bookmark.request)
        next.returning = bookmark.row
        next.isUntouched = false
        go(to: next)
    }
}
