internal import Cases
internal import Investigation

/// Words of several lines, with their marks and references.
extension State {
    /// The purpose of the words that are being written; nil where none are.
    private var wordPurpose: Purpose? {
        guard case .prompt(let prompt) = overlay, case .words(let purpose) = prompt.kind else { return nil }
        return purpose
    }

    /// Pasted text; only words have line breaks.
    mutating func paste(_ text: String) -> [Effect] {
        let text = wordPurpose == nil ? text.inOneLine : text
        return edit { $0.insert(text) }
    }

    mutating func breakLine() -> [Effect] {
        guard let purpose = wordPurpose, purpose.hasLines else { return [] }
        return edit { $0.insert("\n") }
    }

    /// Takes the next mark of a note's statement.
    mutating func turnMark() -> [Effect] {
        guard case .note? = wordPurpose else {
            say(.info, "Only a note is observed, inferred or unknown.")
            return []
        }
        return edit { $0.replace(with: Mark.turned($0.text)) }
    }

    /// Goes on with the words in the person's editor.
    mutating func editElsewhere() -> [Effect] {
        guard case .prompt(let prompt) = overlay, let purpose = wordPurpose, purpose.hasLines else {
            say(.info, "An editor is for notes, answers and sections.")
            return []
        }
        return [.edit(prompt.editor.text)]
    }

    /// What an editor left takes the place of the words.
    mutating func replaceWords(by text: String) {
        guard wordPurpose != nil else { return }
        _ = edit { $0.replace(with: text) }
    }

    /// Puts the evidence number of the event under the cursor, or of those in the range, into the words.
    mutating func citeInWords() -> [Effect] {
        guard wordPurpose != nil else { return [] }
        let references = references()
        return references.isEmpty ? [] : edit { $0.insert(references) }
    }

    /// More numbers beside each other are a wall.
    private static let mostReferences = 20

    /// `[E3] [E4]` for the events that the cursor is on; an event gets its number with the first reference to it. Empty, and
    /// says so, where there is none.
    mutating func references() -> String {
        let events = place.range.prefix(Self.mostReferences).compactMap { place.row(at: $0)?.entities[.event] }
        guard !events.isEmpty else {
            say(.info, "The cursor is on no event that could be referred to.")
            return ""
        }
        let before = edition
        decisions.keep("number of evidence") { decisions in
            for event in events { decisions.annotations.number(event) }
        }
        if edition != before { outdate() }
        let annotations = decisions.current.annotations
        return events.compactMap { annotations.evidenceNumber(of: $0) }.map { "[E\($0)]" }.joined(separator: " ")
    }
}

extension Purpose {
    /// Whether what is written for it may have several lines.
    var hasLines: Bool {
        switch self {
        case .note, .section, .answer: true
        case .mute, .exclude, .tag, .owner: false
        }
    }
}
