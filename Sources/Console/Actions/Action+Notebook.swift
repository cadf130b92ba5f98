extension Action {
    /// In the notes: what is written there can be changed and taken back there.
    static let notebook: [Action] = [
        Action(
            "notes.edit", .annotate, "Change the words of this entry", keys: ["e"], layer: .view(.notes), hint: "edit",
            needsList: true
        ) { state, _ in
            state.reviseEntry()
            return []
        },
        Action(
            "notes.remove", .annotate, "Take this entry back", keys: ["d", "Delete"], layer: .view(.notes),
            hint: "remove", needsList: true
        ) { state, _ in
            state.removeEntry()
            return []
        },
    ]
}

extension State {
    private mutating func currentEntry() -> NotebookEntry? {
        let entry = NotebookEntry.entry(of: place.selection.key, in: decisions.current)
        if entry == nil { say(.info, "Nothing of yours stands here.") }
        return entry
    }

    fileprivate mutating func reviseEntry() {
        guard let entry = currentEntry() else { return }
        if let revision = entry.revision {
            openPrompt(.words(revision.purpose), text: revision.text)
        } else {
            say(.info, "A \(entry.word) has no words to change; d takes it back.")
        }
    }

    fileprivate mutating func removeEntry() {
        guard let entry = currentEntry() else { return }
        let about = entry.subject.map { " on \($0.label.shortened)" } ?? ""
        decide("removal of \(entry.word)\(about)", "The \(entry.word)\(about) is gone.") {
            entry.remove(from: &$0)
        }
    }
}
