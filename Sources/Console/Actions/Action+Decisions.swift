internal import CloudTrail
internal import Detections

extension Action {
    static let decisions: [Action] = [
        Action("decide.undo", .decide, "Undo the last decision", keys: ["u"], words: ["undo"]) { state, _ in
            state.undo()
            return []
        },
        Action("decide.redo", .decide, "Do again what was undone", keys: ["ctrl-r"], words: ["redo"]) { state, _ in
            state.redo()
            return []
        },
        Action("rules.reload", .decide, "Read the rules again, over the same events", keys: ["R"], words: ["reload"]) {
            state, _ in
            state.reloadRules()
        },
    ]
}

extension State {
    fileprivate mutating func reloadRules() -> [Effect] {
        guard let summary, !isLoading, !summary.isSeekingAlerts else {
            say(.warn, "The rules can be read again once the case is loaded and its alerts are there.")
            return []
        }
        if asked[.rules] != nil { return [] }
        say(.info, "The rules are being read again\u{2026}")
        return [ask(.rules, .reloadRules)]
    }
}
