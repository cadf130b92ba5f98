public import Cases
public import Investigation

/// What a line of words is written for.
public enum Purpose: Hashable, Sendable {
    case mute(MuteOffer)
    /// Why a key, an address or a principal is kept out of the scope.
    case exclude(Entity)
    /// A note, new or in the place of another.
    case note([Entity], replacing: Note?)
    /// A section of the notes.
    case section(NotesSection)
    case tag([Entity])
    case answer(id: String, question: String)
    case owner(ResponseStep.ID, action: String)

    /// What to say where nothing is written; nil where that means something.
    var emptyWarning: String? {
        switch self {
        case .mute: "A mute needs a reason; Esc leaves it."
        case .exclude: "What is kept out needs a reason; Esc leaves it."
        case .note(_, replacing: nil): "A note needs words; Esc leaves it."
        case .tag: "A tag needs a name; Esc leaves it."
        case .note, .section, .answer, .owner: nil
        }
    }

    /// What Enter does, for the end of the line.
    var hint: String {
        switch self {
        case .mute: "Enter mutes"
        case .exclude: "Enter keeps it out"
        case .note(_, replacing: nil): "Enter keeps the note"
        case .note: "Enter changes it, empty removes it"
        case .section: "Enter keeps it, empty takes it out"
        case .tag: "Enter tags, -NAME takes off"
        case .answer: "Enter keeps it, empty takes the draft"
        case .owner: "Enter names them, empty nobody"
        }
    }

    /// What stands in front of the line.
    var label: String {
        switch self {
        case .mute(let offer): "mute \(offer.scope.shortened), because: "
        case .exclude(let entity): "keep out \(entity.label.shortened), because: "
        case .note(let entities, _): "note\(entities.onWords): "
        case .section(let section): "\(section.title): "
        case .tag(let entities): "tag \(entities.inWords): "
        case .answer(let id, _): "\(id): "
        case .owner: "owner: "
        }
    }

    /// Lines that were written for the same end come back with Up.
    var kind: String {
        switch self {
        case .mute, .exclude: "reason"
        case .note: "note"
        case .section: "section"
        case .tag: "tag"
        case .answer: "answer"
        case .owner: "owner"
        }
    }
}

extension [Entity] {
    /// What they are called together: the one by its name, several by their number.
    var inWords: String {
        if count == 1 { return self[0].label.shortened }
        return counted(count, allSatisfy { $0.kind == .event } ? "event" : "row")
    }

    /// ` on svc-backup`; nothing where they are none.
    var onWords: String { isEmpty ? "" : " on \(inWords)" }
}
