internal import Cases
internal import CloudTrail
internal import Detections
internal import Investigation

extension Decision {
    /// What the decision is called when it is undone.
    var title: String {
        switch self {
        case .mute(let offer, _): "mute of \u{201C}\(offer.ruleTitle)\u{201D}, \(offer.scope)"
        case .scope(.accepted, let entity, _): "confirmation of \(entity.label)"
        case .scope(.excluded, let entity, _): "exclusion of \(entity.label)"
        case .scope(.responder, let entity, _): "\(entity.label) as responder"
        case .note(let entities, let text, _, nil):
            "note\(entities.onWords), \u{201C}\(text.inOneLine.shortened)\u{201D}"
        case .note(let entities, let text, _, _):
            (text.isEmpty ? "removal" : "change") + " of a note\(entities.onWords)"
        case .section(let section, let text): (text.isEmpty ? "removal of " : "") + "\u{201C}\(section.title)\u{201D}"
        case .answer(let question, _): "answer to \(question)"
        case .done(_, let action, let isDone): (isDone ? "done: " : "not done: ") + action.shortened
        case .owner(_, let action, _): "owner of \(action.shortened)"
        }
    }

    /// What is said when it is taken, in front of the key that takes it back.
    var confirmation: String {
        switch self {
        case .mute(let offer, _): "Muted for \(offer.scope)."
        case .scope(.accepted, let entity, _): "\(entity.label) is taken into the scope."
        case .scope(.excluded, let entity, _): "\(entity.label) is kept out of the scope."
        case .scope(.responder, let entity, _): "Calls of \(entity.label) are the response."
        case .note(let entities, let text, _, nil):
            entities.count < 2
                ? "Noted: \(text.inOneLine.shortened)."
                : "Noted on \(entities.inWords): \(text.inOneLine.shortened)."
        case .note(_, let text, _, _): text.isEmpty ? "The note is removed." : "The note is changed."
        case .section(let section, let text):
            "\u{201C}\(section.title)\u{201D} is \(text.isEmpty ? "empty again" : "written")."
        case .answer(_, let text):
            text.isEmpty ? "The draft stands." : "Your answer stands, the draft beside it."
        case .done(_, _, let isDone): isDone ? "Marked as done." : "Not done after all."
        case .owner(_, _, let name):
            name.isEmpty ? "Nobody owns the step." : "\(name.shortened) owns the step."
        }
    }

    /// In the words of whoever decides; empty where none are asked for.
    var reason: String {
        switch self {
        case .mute(_, let reason), .scope(_, _, let reason): reason
        case .note, .section, .answer, .done, .owner: ""
        }
    }

    func apply(to decisions: inout Decisions, at time: EventTime, by author: String) {
        switch self {
        case .mute(let offer, let reason):
            decisions.mutes.add(Mute(ruleID: offer.ruleID, value: offer.value, reason: reason, time: time))
        case .scope(let kind, let entity, let reason):
            decisions.scope.take(ScopeChoice(kind, entity, reason: reason, time: time))
        case .note(let entities, let text, let mark, let old):
            let note = Note(
                old?.number ?? decisions.annotations.nextNumber, entities.first, others: Array(entities.dropFirst()),
                text: text, author: author, time: time, mark: mark)
            switch (old, text.isEmpty) {
            case (nil, _): decisions.annotations.add(note)
            case (let old?, true): decisions.annotations.remove(old)
            case (_?, false): decisions.annotations.replace(by: note)
            }
        case .section(let section, let text):
            decisions.sections[section] = text.isEmpty ? nil : EditedAnswer(text: text, author: author, time: time)
        case .answer(let question, let text):
            decisions.answers[question] = text.isEmpty ? nil : EditedAnswer(text: text, author: author, time: time)
        case .done(let id, _, let isDone):
            var choice = decisions.steps[id] ?? StepChoice(time: time)
            choice.isDone = isDone
            choice.time = time
            decisions.steps[id] = choice.isDone || !choice.owner.isEmpty ? choice : nil
        case .owner(let id, _, let name):
            var choice = decisions.steps[id] ?? StepChoice(time: time)
            choice.owner = name
            choice.time = time
            decisions.steps[id] = choice.isDone || !choice.owner.isEmpty ? choice : nil
        }
    }
}
