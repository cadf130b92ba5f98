internal import Cases
internal import CloudTrail
internal import Events
internal import Investigation

/// A step of the response with what the analyst says of it.
struct ResponseItem {
    let step: ResponseStep
    let choice: StepChoice?

    /// The steps of an investigation. Events have the last word: what they verify stands as verified, whatever the analyst
    /// says.
    static func all(of found: Investigation, _ choices: [ResponseStep.ID: StepChoice]) -> [ResponseItem] {
        found.response.map { step in
            let choice = choices[step.id]
            var step = step
            if step.state == .proposed, choice?.isDone == true { step.state = .done }
            return ResponseItem(step: step, choice: choice)
        }
    }

    var entity: Entity { Entity(.step, step.id, label: step.action.shortened) }

    var owner: String { choice?.owner ?? "" }

    /// In a word. What was taken back is open again, until somebody says that it is done.
    var stateWord: String {
        step.state == .proposed && !step.takenBackBy.isEmpty ? "taken back" : step.state.rawValue
    }

    var role: Role {
        switch step.state {
        case .verified: .outcomeOk
        case .done: .uiDim
        case .proposed: step.takenBackBy.isEmpty ? .uiText : .sevHigh
        }
    }

    /// In a sentence.
    var stateSentence: String {
        let said = choice.map { $0.isDone ? "you say done, \($0.time.date) \($0.time.clock)" : "" } ?? ""
        switch step.state {
        case .verified: return "verified by events" + (said.isEmpty ? "" : "; \(said)")
        case .done: return said + "; no event shows it yet"
        case .proposed:
            return step.takenBackBy.isEmpty ? "proposed" : "taken back after it was done: it has to be done again"
        }
    }

    /// Which later events would verify the step; why none can, where none can.
    var awaited: String {
        let calls = step.commands.filter { !$0.isReading }.map(\.callName)
        let names = calls.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        guard !names.isEmpty else { return "It only looks: no event can verify it. d says that it is done." }
        return "A later \(names.joined(separator: ", ")) that succeeds, about \(step.target), in newer logs than these."
    }
}
