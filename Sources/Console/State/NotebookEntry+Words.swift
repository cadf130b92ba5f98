internal import Cases
internal import Detections
internal import Investigation

/// What the console calls an entry of the notebook, and how it is changed.
extension NotebookEntry {
    /// The entry that a row of the notes stands for, as long as it is there.
    static func entry(of key: RowKey?, in decisions: Decisions) -> NotebookEntry? {
        key.flatMap { key in all(in: decisions).first { $0.key == key } }
    }

    /// The row that stands for it.
    var key: RowKey { RowKey(identity) }

    /// Its kind in a word.
    var word: String {
        switch self {
        case .mark: "mark"
        case .tag: "tag"
        case .place: "place"
        case .note: "note"
        case .mute: "mute"
        case .scope(let choice):
            switch choice.kind {
            case .accepted: "in scope"
            case .excluded: "kept out"
            case .responder: "responder"
            }
        case .answer: "answer"
        case .section: "section"
        case .evidence(let number, _): "E\(number)"
        case .step(_, let choice): choice.isDone ? "done" : "owner"
        }
    }

    /// What the analyst said.
    var words: String {
        switch self {
        case .mark, .evidence: ""
        case .tag(let name, _): name
        case .place(let letter, _): "' \(letter) goes there"
        case .note(let note): Mark.written(note.mark, note.text)
        case .mute(let mute): mute.reason
        case .scope(let choice): choice.reason
        case .answer(_, let answer), .section(_, let answer): answer.text
        case .step(_, let choice): choice.owner.isEmpty ? "" : "owner \(choice.owner)"
        }
    }

    /// What is written to change it, and how it reads now; nil where nothing is.
    var revision: (purpose: Purpose, text: String)? {
        switch self {
        case .note(let note): (.note(note.subjects, replacing: note), Mark.written(note.mark, note.text))
        case .section(let section, let answer): (.section(section), answer.text)
        case .answer(let question, let answer): (.answer(id: question, question: question), answer.text)
        case .scope(let choice) where choice.kind == .excluded: (.exclude(choice.subject), choice.reason)
        case .step(let id, let choice): (.owner(id, action: id), choice.owner)
        case .mark, .tag, .place, .mute, .scope, .evidence: nil
        }
    }
}
