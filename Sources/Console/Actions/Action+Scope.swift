internal import Cases
internal import Investigation

extension Action {
    /// In the views that list who is in scope by single keys, everywhere by word.
    static let scope: [Action] =
        [
            Action(
                "scope.confirm", .decide, "Take this key, address or principal into the scope", keys: [],
                words: ["confirm"], needsList: true
            ) { state, _ in state.confirm() },
            Action(
                "scope.exclude", .decide, "Keep this key, address or principal out of the scope", keys: [],
                words: ["exclude"], argument: "REASON", needsList: true
            ) { state, text in state.exclude(because: text) },
            Action(
                "scope.responder", .decide, "This principal is a responder, not the attacker", keys: [],
                words: ["responder"], needsList: true
            ) { state, _ in state.setResponder() },
        ]
        + [ViewKind.keys, .addresses, .lineage].flatMap { view in
            [
                Action(
                    "\(view.rawValue).confirm", .decide, "Take into the scope; again: as found", keys: ["c"],
                    layer: .view(view), hint: "confirm", needsList: true
                ) { state, _ in state.confirm() },
                Action(
                    "\(view.rawValue).exclude", .decide, "Keep out of the scope; again: as found", keys: ["x"],
                    layer: .view(view), hint: "exclude", needsList: true
                ) { state, _ in state.exclude(because: "") },
                Action(
                    "\(view.rawValue).responder", .decide, "The principal's calls are the response", keys: ["r"],
                    layer: .view(view), needsList: true
                ) { state, _ in state.setResponder() },
            ]
        }
}

extension State {
    /// What a decision of the scope would be about: the cell, where it holds such a value, else the row.
    private var scopeSubject: Entity? {
        let row = place.currentRow
        let candidates = [place.currentCell?.entity, row?.subject, row?.entities[.key], row?.entities[.principal]]
        return candidates.compactMap { $0 }.first { $0.kind.isScoped && $0.value != nil }
    }

    private mutating func subjectOfScope() -> Entity? {
        if refusesRange() { return nil }
        let subject = scopeSubject
        if subject == nil { say(.info, "The scope holds keys, addresses and principals; this line names none.") }
        return subject
    }

    fileprivate mutating func confirm() -> [Effect] {
        guard let subject = subjectOfScope(), !takeBack(.accepted, subject) else { return [] }
        return [.date(.scope(.accepted, subject, reason: "confirmed by the analyst"))]
    }

    fileprivate mutating func exclude(because reason: String) -> [Effect] {
        guard let subject = subjectOfScope(), !takeBack(.excluded, subject) else { return [] }
        if !reason.isEmpty { return accept(reason, for: .exclude(subject)) }
        openPrompt(.words(.exclude(subject)))
        return []
    }

    fileprivate mutating func setResponder() -> [Effect] {
        if refusesRange() { return [] }
        guard let subject = place.currentRow?.entities[.principal], subject.value != nil else {
            say(.info, "This line names no principal.")
            return []
        }
        if takeBack(.responder, subject) { return [] }
        return [.date(.scope(.responder, subject, reason: "calls of the response"))]
    }

    /// Whether a value had been decided on in this way: then it is again as the closure has it.
    private mutating func takeBack(_ kind: ScopeDecision.Kind, _ subject: Entity) -> Bool {
        guard decisions.current.scope.choice(of: subject)?.kind == kind else { return false }
        let label = subject.label
        decide("judgement of \(label) as found", "\(label) is again as it was found.") {
            $0.scope.remove(subject)
        }
        return true
    }
}
