extension Action {
    static let travel: [Action] = [
        Action("back.close", .back, "Close what lies on top, else back", keys: ["Esc"]) { state, _ in
            if state.place.selection.rangeStart != nil {
                state.place.endRange()
                state.say(.info, "The range is given up.")
            } else if !state.goBack() {
                state.say(.info, "This is where you started. \(state.keyName("close")) leaves.")
            }
            return []
        },
        Action("back", .back, "Back, with everything as it was", keys: ["Backspace", "[", "alt-Left"]) { state, _ in
            if !state.goBack() { state.say(.info, "This is where you started.") }
            return []
        },
        Action("forward", .back, "Forward again", keys: ["]", "alt-Right"]) { state, _ in
            if !state.goForward() { state.say(.info, "There is nothing in front of you.") }
            return []
        },
        Action("history", .back, "Places been to", keys: ["H", "`", "g b"], words: ["history"]) { state, _ in
            state.overlay = .history(cursor: state.back.count)
            return []
        },
    ]
}
