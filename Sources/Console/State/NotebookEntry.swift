internal import CloudTrail
public import Detections
public import Investigation

/// One thing that the analyst wrote or decided.
public enum NotebookEntry: Hashable, Sendable {
    case mark(Entity)
    case tag(String, Entity)
    case place(Character, Bookmark)
    case note(Note)
    case mute(Mute)
    case scope(ScopeChoice)
    case answer(question: String, EditedAnswer)
    case step(ResponseStep.ID, StepChoice)

    /// All there is: first what has no time (marks, tags, places), then by time, the newest last.
    public static func all(in decisions: Decisions) -> [NotebookEntry] {
        let annotations = decisions.annotations
        let timeless: [NotebookEntry] =
            annotations.marks.map { .mark($0) }
            + annotations.tags.flatMap { tagged in tagged.tags.map { .tag($0, tagged.entity) } }
            + annotations.bookmarks.sorted { $0.key < $1.key }.map { .place($0.key, $0.value) }
        let dated: [NotebookEntry] =
            annotations.notes.map { .note($0) } + decisions.mutes.mutes.map { .mute($0) }
            + decisions.scope.choices.map { .scope($0) }
            + decisions.answers.sorted { $0.key < $1.key }.map { .answer(question: $0.key, $0.value) }
            + decisions.steps.sorted { $0.key < $1.key }.map { .step($0.key, $0.value) }
        let ordered = dated.enumerated().sorted { left, right in
            (left.element.time?.milliseconds ?? .min, left.offset)
                < (right.element.time?.milliseconds ?? .min, right.offset)
        }
        return timeless + ordered.map(\.element)
    }

    /// The entry that a row of the notes stands for, as long as it is there.
    static func entry(of key: RowKey?, in decisions: Decisions) -> NotebookEntry? {
        key.flatMap { key in all(in: decisions).first { $0.key == key } }
    }

    /// What names it among all entries.
    var key: RowKey {
        switch self {
        case .mark(let entity): RowKey("mark \(entity.kind.rawValue) \(entity.value ?? "")")
        case .tag(let name, let entity): RowKey("tag \(name) \(entity.kind.rawValue) \(entity.value ?? "")")
        case .place(let letter, _): RowKey("place \(letter)")
        case .note(let note):
            RowKey(
                "note \(note.time.milliseconds) \(note.subject.kind.rawValue) \(note.subject.value ?? "") \(note.text)")
        case .mute(let mute):
            RowKey("mute \(mute.ruleID) \(mute.value?.field.rawValue ?? "") \(mute.value?.text ?? "")")
        case .scope(let choice): RowKey("scope \(choice.subject.value ?? "")")
        case .answer(let question, _): RowKey("answer \(question)")
        case .step(let id, _): RowKey("step \(id)")
        }
    }

    /// When it was written or decided, where that is kept.
    var time: EventTime? {
        switch self {
        case .mark, .tag, .place: nil
        case .note(let note): note.time
        case .mute(let mute): mute.time
        case .scope(let choice): choice.time
        case .answer(_, let answer): answer.time
        case .step(_, let choice): choice.time
        }
    }

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
        case .step(_, let choice): choice.isDone ? "done" : "owner"
        }
    }

    /// What the analyst said.
    var words: String {
        switch self {
        case .mark: ""
        case .tag(let name, _): name
        case .place(let letter, _): "' \(letter) goes there"
        case .note(let note): note.text
        case .mute(let mute): mute.reason
        case .scope(let choice): choice.reason
        case .answer(_, let answer): answer.text
        case .step(_, let choice): choice.owner.isEmpty ? "" : "owner \(choice.owner)"
        }
    }

    /// What it is about, where that is a value.
    var subject: Entity? {
        switch self {
        case .mark(let entity), .tag(_, let entity): entity
        case .note(let note): note.subject
        case .scope(let choice): choice.subject
        case .place, .mute, .answer, .step: nil
        }
    }

    /// What is written to change it, and how it reads now; nil where nothing is.
    var revision: (purpose: Purpose, text: String)? {
        switch self {
        case .note(let note): (.note(note.subjects, replacing: note), note.text)
        case .answer(let question, let answer): (.answer(id: question, question: question), answer.text)
        case .scope(let choice) where choice.kind == .excluded: (.exclude(choice.subject), choice.reason)
        case .step(let id, let choice): (.owner(id, action: id), choice.owner)
        case .mark, .tag, .place, .mute, .scope: nil
        }
    }

    /// Takes it back.
    func remove(from decisions: inout Decisions) {
        switch self {
        case .mark(let entity): decisions.annotations.setMark(false, on: entity)
        case .tag(let name, let entity): decisions.annotations.setTag(name, false, on: entity)
        case .place(let letter, _): decisions.annotations.bookmarks[letter] = nil
        case .note(let note): decisions.annotations.remove(note)
        case .mute(let mute): decisions.mutes.remove(mute)
        case .scope(let choice): decisions.scope.remove(choice.subject)
        case .answer(let question, _): decisions.answers[question] = nil
        case .step(let id, _): decisions.steps[id] = nil
        }
    }
}
