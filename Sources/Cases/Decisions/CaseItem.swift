internal import CloudTrail
internal import Detections
internal import Investigation

/// An entry of the notebook as a case file holds it: one flat object of JSON, which a person can read with `sqlite3`.
struct CaseItem: Codable {
    var kind: Kind
    var name: String?
    var number: Int?
    var subject: Entity?
    var others: [Entity]?
    var text: String?
    var author: String?
    var time: EventTime?
    var mark: Mark?
    var place: KeptPlace?
    var mute: Mute?
    var choice: ScopeDecision.Kind?
    var isDone: Bool?

    enum Kind: String, Codable {
        case mark, tag, place, note, mute, scope, answer, section, step, evidence
    }

    init(_ entry: NotebookEntry) {
        kind = entry.kind
        subject = entry.subject
        time = entry.time
        switch entry {
        case .mark: break
        case .tag(let name, _): self.name = name
        case .place(let letter, let place):
            name = String(letter)
            self.place = place
        case .note(let note):
            number = note.number
            others = note.others.isEmpty ? nil : note.others
            text = note.text
            author = note.author
            mark = note.mark
        case .mute(let mute): self.mute = mute
        case .scope(let choice):
            self.choice = choice.kind
            text = choice.reason
        case .answer(let question, let answer):
            name = question
            text = answer.text
            author = answer.author
        case .section(let section, let answer):
            name = section.rawValue
            text = answer.text
            author = answer.author
        case .step(let id, let choice):
            name = id
            text = choice.owner
            isDone = choice.isDone
        case .evidence(let number, _): self.number = number
        }
    }

    /// The entry; nil where something is missing that its kind needs.
    var entry: NotebookEntry? {
        switch kind {
        case .mark: return subject.map { .mark($0) }
        case .tag:
            guard let name, let subject else { return nil }
            return .tag(name, subject)
        case .place:
            guard let letter = name?.first, let place else { return nil }
            return .place(letter, place)
        case .note:
            guard let number, let text, let time else { return nil }
            return .note(
                Note(
                    number, subject, others: others ?? [], text: text, author: author ?? "", time: time, mark: mark))
        case .mute: return mute.map { .mute($0) }
        case .scope:
            guard let choice, let subject, let time else { return nil }
            return .scope(ScopeChoice(choice, subject, reason: text ?? "", time: time))
        case .answer:
            guard let name, let answer else { return nil }
            return .answer(question: name, answer)
        case .section:
            guard let section = name.flatMap(NotesSection.init), let answer else { return nil }
            return .section(section, answer)
        case .step:
            guard let name, let time else { return nil }
            return .step(name, StepChoice(isDone: isDone ?? false, owner: text ?? "", time: time))
        case .evidence:
            guard let number, let subject else { return nil }
            return .evidence(number, subject)
        }
    }

    private var answer: EditedAnswer? {
        guard let text, let time else { return nil }
        return EditedAnswer(text: text, author: author ?? "", time: time)
    }
}

extension NotebookEntry {
    fileprivate var kind: CaseItem.Kind {
        switch self {
        case .mark: .mark
        case .tag: .tag
        case .place: .place
        case .note: .note
        case .mute: .mute
        case .scope: .scope
        case .answer: .answer
        case .section: .section
        case .step: .step
        case .evidence: .evidence
        }
    }
}
