extension Action {
    static let prompts: [Action] = [
        Action("prompt.accept", .prompt, "Accept", keys: ["Enter"], layer: .prompt) { state, _ in state.acceptPrompt()
        },
        Action("prompt.cancel", .prompt, "Give up, everything as before", keys: ["Esc", "ctrl-c"], layer: .prompt) {
            state, _ in
            state.cancelPrompt()
            return []
        },
        Action("prompt.complete", .prompt, "Complete, again for the next", keys: ["Tab"], layer: .prompt) { state, _ in
            state.complete(by: 1)
        },
        Action("prompt.complete-back", .prompt, "Complete, the one before", keys: ["BackTab"], layer: .prompt) {
            state, _ in
            state.complete(by: -1)
        },
        Action("prompt.up", .prompt, "Older line; in the palette the entry above", keys: ["Up"], layer: .prompt) {
            state, _ in
            state.recall(-1)
        },
        Action("prompt.down", .prompt, "Newer line; in the palette the entry below", keys: ["Down"], layer: .prompt) {
            state, _ in
            state.recall(1)
        },
        Action("prompt.line", .prompt, "Break the line, in a note", keys: ["alt-Enter"], layer: .prompt) { state, _ in
            state.breakLine()
        },
        Action("prompt.editor", .prompt, "Go on in $EDITOR", keys: ["ctrl-o"], layer: .prompt) { state, _ in
            state.editElsewhere()
        },
        Action(
            "prompt.mark", .prompt, "Observed, inferred or unknown, in a note", keys: ["ctrl-t"], layer: .prompt
        ) { state, _ in
            state.turnMark()
        },
        Action(
            "prompt.cite", .prompt, "Refer to the event under the cursor: [E12]", keys: ["ctrl-y"], layer: .prompt
        ) { state, _ in
            state.citeInWords()
        },
        edit("prompt.left", "Left", keys: ["Left", "ctrl-b"]) { $0.move(by: -1) },
        edit("prompt.right", "Right", keys: ["Right", "ctrl-f"]) { $0.move(by: 1) },
        edit("prompt.start", "To the start", keys: ["Home", "ctrl-a"]) { $0.moveToStart() },
        edit("prompt.end", "To the end", keys: ["End", "ctrl-e"]) { $0.moveToEnd() },
        edit("prompt.backspace", "Delete the character before", keys: ["Backspace"]) { $0.deleteBackward() },
        edit("prompt.delete", "Delete the character behind", keys: ["Delete", "ctrl-d"]) { $0.deleteForward() },
        edit("prompt.word", "Delete the word before", keys: ["ctrl-w", "alt-Backspace"]) { $0.deleteWord() },
        edit("prompt.clear", "Delete to the start", keys: ["ctrl-u"]) { $0.deleteToStart() },
        edit("prompt.clear-end", "Delete to the end", keys: ["ctrl-k"]) { $0.deleteToEnd() },
    ]

    private static func edit(
        _ id: String, _ title: String, keys: [String], change: @escaping @Sendable (inout LineEditor) -> Void
    ) -> Action {
        Action(id, .prompt, title, keys: keys, layer: .prompt) { state, _ in state.edit(change) }
    }
}
