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
        case .note(let entities, let text, nil): "note on \(entities.inWords), \u{201C}\(text.shortened)\u{201D}"
        case .note(let entities, let text, _):
            (text.isEmpty ? "removal" : "change") + " of a note on \(entities.inWords)"
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
        case .note(let entities, let text, nil):
            entities.count == 1 ? "Noted: \(text.shortened)." : "Noted on \(entities.inWords): \(text.shortened)."
        case .note(_, let text, _): text.isEmpty ? "The note is removed." : "The note is changed."
        case .answer(_, let text):
            text.isEmpty ? "The draft stands." : "Your answer stands, the draft beside it."
        case .done(_, _, let isDone): isDone ? "Marked as done." : "Not done after all."
        case .owner(_, _, let name):
            name.isEmpty ? "Nobody owns the step." : "\(name.shortened) owns the step."
        }
    }

    func apply(to decisions: inout Decisions, at time: EventTime) {
        switch self {
        case .mute(let offer, let reason):
            decisions.mutes.add(Mute(ruleID: offer.ruleID, value: offer.value, reason: reason, time: time))
        case .scope(let kind, let entity, let reason):
            decisions.scope.take(ScopeChoice(kind, entity, reason: reason, time: time))
        case .note(let entities, let text, let old):
            guard let subject = entities.first else { return }
            let note = Note(subject, others: Array(entities.dropFirst()), text: text, time: time)
            switch (old, text.isEmpty) {
            case (nil, _): decisions.annotations.add(note)
            case (let old?, true): decisions.annotations.remove(old)
            case (let old?, false): decisions.annotations.replace(old, by: note)
            }
        case .answer(let question, let text):
            decisions.answers[question] = text.isEmpty ? nil : EditedAnswer(text: text, time: time)
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
