internal import Cases

extension Action {
    static let response: [Action] = [
        Action(
            "response.done", .decide, "The step is done, or is not", keys: ["d"], layer: .view(.response), hint: "done",
            needsList: true
        ) { state, _ in state.toggleDone() },
        Action(
            "response.verify", .decide, "The events that verify the step, or which would", keys: ["v"],
            layer: .view(.response), hint: "verify", needsList: true
        ) { state, _ in
            state.showProof()
            return []
        },
        Action(
            "response.owner", .decide, "Who sees to the step", keys: ["o"], layer: .view(.response), hint: "owner",
            needsList: true
        ) { state, _ in
            state.askForOwner()
            return []
        },
        Action(
            "response.script", .decide, "The commands as a script, to be read: it is never run", keys: ["s"],
            layer: .view(.response), hint: "script", words: ["script"]
        ) { state, _ in
            state.go(to: state.neighbour(.script, wanted: state.place.currentRow?.entities[.step]))
            return []
        },
    ]
}

extension State {
    /// The step of the line under the cursor, or why there is none.
    private mutating func step() -> Entity? {
        if refusesRange() { return nil }
        let step = place.currentRow?.entities[.step]
        if step?.value == nil { say(.info, "This line is no step: go to one with j or k.") }
        return step
    }

    fileprivate mutating func toggleDone() -> [Effect] {
        guard let step = step(), let id = step.value else { return [] }
        let isDone = decisions.current.steps[id]?.isDone ?? false
        return [.date(.done(id, action: step.label, !isDone))]
    }

    fileprivate mutating func askForOwner() {
        guard let step = step(), let id = step.value else { return }
        openPrompt(.words(.owner(id, action: step.label)), text: decisions.current.steps[id]?.owner ?? "")
    }

    /// Opens the step at what verifies it.
    fileprivate mutating func showProof() {
        guard let step = step() else { return }
        if place.request.subject?.kind == .step, place.request.subject?.value == step.value {
            place.returning = StepPage.proof
            place.relist()
            return
        }
        var next = neighbour(.response, subject: step)
        next.returning = StepPage.proof
        next.isUntouched = false
        go(to: next)
    }
}
