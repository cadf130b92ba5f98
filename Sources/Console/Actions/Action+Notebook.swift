internal import Cases

extension Action {
    /// In the notes: what is written there can be changed and taken back there.
    static let notebook: [Action] = [
        Action(
            "notes.section", .annotate, "Write a section of the incident notes", keys: [], words: ["section"],
            argument: "NAME"
        ) { state, text in
            state.openSection(text)
            return []
        },
        Action("view.log", .views, "Log: who decided what, and when", keys: ["L"], words: ["log"]) { state, _ in
            let next = Place(ViewRequest(.log))
            if next.request != state.place.request { state.go(to: next) }
            return []
        },
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
    /// Opens a section by its name: as it is written, or as it is to be.
    fileprivate mutating func openSection(_ name: String) {
        let word = name.lowercased()
        let found = NotesSection.allCases.first { section in
            section.rawValue.lowercased() == word || (!word.isEmpty && section.title.lowercased().hasPrefix(word))
        }
        guard let found else {
            let names = NotesSection.allCases.map(\.rawValue).joined(separator: ", ")
            say(.warn, "The sections are \(names).")
            return
        }
        openPrompt(.words(.section(found)), text: decisions.current.sections[found]?.text ?? found.template)
    }

    private mutating func currentEntry() -> NotebookEntry? {
        let entry = NotebookEntry.entry(of: place.selection.key, in: decisions.current)
        if entry == nil { say(.info, "Nothing of yours stands here.") }
        return entry
    }

    fileprivate mutating func reviseEntry() {
        if let section = NotesSection.allCases.first(where: { place.selection.key == NotesView.key(of: $0) }) {
            return openSection(section.rawValue)
        }
        guard let entry = currentEntry() else { return }
        if let revision = entry.revision {
            openPrompt(.words(revision.purpose), text: revision.text)
        } else {
            say(.info, "A \(entry.word) has no words to change; d takes it back.")
        }
    }

    fileprivate mutating func removeEntry() {
        guard let entry = currentEntry() else { return }
        if case .evidence = entry {
            say(.info, "A number of evidence stays: what was written refers to it.")
            return
        }
        let about = entry.subject.map { " on \($0.label.shortened)" } ?? ""
        decide("removal of \(entry.word)\(about)", "The \(entry.word)\(about) is gone.") {
            entry.remove(from: &$0)
        }
    }
}
