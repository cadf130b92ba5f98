internal import Cases

extension Action {
    static let answers: [Action] = [
        Action(
            "questions.edit", .decide, "Answer in your own words; the draft stays beside", keys: ["e"],
            layer: .view(.questions), hint: "edit", needsList: true
        ) { state, _ in
            state.editAnswer()
            return []
        }
    ]
}

extension State {
    fileprivate mutating func editAnswer() {
        guard let row = place.currentRow, let question = row.entities[.question], let id = question.value else {
            say(.info, "This line belongs to none of the four questions.")
            return
        }
        openPrompt(.words(.answer(id: id, question: question.label)), text: row.draft ?? "")
    }
}
