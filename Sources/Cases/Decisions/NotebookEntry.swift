public import CloudTrail
public import Detections
public import Investigation

/// One thing that the analyst wrote or decided. All of them together are the ``Decisions``; a case file keeps each by
/// itself.
public enum NotebookEntry: Hashable, Sendable {
    case mark(Entity)
    case tag(String, Entity)
    case place(Character, KeptPlace)
    case note(Note)
    case mute(Mute)
    case scope(ScopeChoice)
    case answer(question: String, EditedAnswer)
    case section(NotesSection, EditedAnswer)
    case step(ResponseStep.ID, StepChoice)
    /// An event's number among the evidence, from 1.
    case evidence(Int, Entity)

    /// All there is: first what has no time (marks, tags, places, numbers), then by time, the newest last.
    public static func all(in decisions: Decisions) -> [NotebookEntry] {
        let annotations = decisions.annotations
        let timeless: [NotebookEntry] =
            annotations.marks.map { .mark($0) }
            + annotations.tags.flatMap { tagged in tagged.tags.map { .tag($0, tagged.entity) } }
            + annotations.places.sorted { $0.key < $1.key }.map { .place($0.key, $0.value) }
            + annotations.evidence.enumerated().map { .evidence($0.offset + 1, $0.element) }
        let dated: [NotebookEntry] =
            annotations.notes.map { .note($0) } + decisions.mutes.mutes.map { .mute($0) }
            + decisions.scope.choices.map { .scope($0) }
            + decisions.answers.sorted { $0.key < $1.key }.map { .answer(question: $0.key, $0.value) }
            + NotesSection.allCases.compactMap { section in decisions.sections[section].map { .section(section, $0) } }
            + decisions.steps.sorted { $0.key < $1.key }.map { .step($0.key, $0.value) }
        let ordered = dated.enumerated().sorted { left, right in
            (left.element.time?.milliseconds ?? .min, left.offset)
                < (right.element.time?.milliseconds ?? .min, right.offset)
        }
        return timeless + ordered.map(\.element)
    }

    /// What names it among all entries of a case.
    public var identity: String {
        switch self {
        case .mark(let entity): "mark \(entity.kind.rawValue) \(entity.value ?? "")"
        case .tag(let name, let entity): "tag \(name) \(entity.kind.rawValue) \(entity.value ?? "")"
        case .place(let letter, _): "place \(letter)"
        case .note(let note): "note \(note.number)"
        case .mute(let mute): "mute \(mute.ruleID) \(mute.value?.field.rawValue ?? "") \(mute.value?.text ?? "")"
        case .scope(let choice): "scope \(choice.subject.value ?? "")"
        case .answer(let question, _): "answer \(question)"
        case .section(let section, _): "section \(section.rawValue)"
        case .step(let id, _): "step \(id)"
        case .evidence(let number, _): "evidence \(number)"
        }
    }

    /// When it was written or decided, where that is kept.
    public var time: EventTime? {
        switch self {
        case .mark, .tag, .place, .evidence: nil
        case .note(let note): note.time
        case .mute(let mute): mute.time
        case .scope(let choice): choice.time
        case .answer(_, let answer), .section(_, let answer): answer.time
        case .step(_, let choice): choice.time
        }
    }

    /// What it is about, where that is a value.
    public var subject: Entity? {
        switch self {
        case .mark(let entity), .tag(_, let entity), .evidence(_, let entity): entity
        case .note(let note): note.subject
        case .scope(let choice): choice.subject
        case .place, .mute, .answer, .section, .step: nil
        }
    }

    /// Puts it among the decisions; one with the same identity gives way to it.
    public func set(in decisions: inout Decisions) {
        switch self {
        case .mark(let entity): decisions.annotations.setMark(true, on: entity)
        case .tag(let name, let entity): decisions.annotations.setTag(name, true, on: entity)
        case .place(let letter, let place): decisions.annotations.places[letter] = place
        case .note(let note):
            if decisions.annotations.notes.contains(where: { $0.number == note.number }) {
                decisions.annotations.replace(by: note)
            } else {
                decisions.annotations.add(note)
            }
        case .mute(let mute): decisions.mutes.add(mute)
        case .scope(let choice): decisions.scope.take(choice)
        case .answer(let question, let answer): decisions.answers[question] = answer
        case .section(let section, let answer): decisions.sections[section] = answer
        case .step(let id, let choice): decisions.steps[id] = choice
        case .evidence(_, let event): decisions.annotations.number(event)
        }
    }

    /// Takes it back. A number of evidence stays: what was written refers to it.
    public func remove(from decisions: inout Decisions) {
        switch self {
        case .mark(let entity): decisions.annotations.setMark(false, on: entity)
        case .tag(let name, let entity): decisions.annotations.setTag(name, false, on: entity)
        case .place(let letter, _): decisions.annotations.places[letter] = nil
        case .note(let note): decisions.annotations.remove(note)
        case .mute(let mute): decisions.mutes.remove(mute)
        case .scope(let choice): decisions.scope.remove(choice.subject)
        case .answer(let question, _): decisions.answers[question] = nil
        case .section(let section, _): decisions.sections[section] = nil
        case .step(let id, _): decisions.steps[id] = nil
        case .evidence: break
        }
    }
}
