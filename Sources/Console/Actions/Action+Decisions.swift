internal import CloudTrail
internal import Detections

extension Action {
    static let decisions: [Action] = [
        Action("decide.undo", .decide, "Undo the last decision", keys: ["u"], words: ["undo"]) { state, _ in
            if let step = state.decisions.undo() {
                if let place = step.place, place.view == state.place.request.view {
                    state.place.returning = place.row
                }
                state.decisionsChanged("Undone: \(step.title). ^R does it again.")
            } else {
                state.say(.info, "Nothing has been decided that could be undone.")
            }
            return []
        },
        Action("decide.redo", .decide, "Do again what was undone", keys: ["ctrl-r"], words: ["redo"]) { state, _ in
            if let step = state.decisions.redo() {
                state.decisionsChanged("Done again: \(step.title).")
            } else {
                state.say(.info, "Nothing has been undone.")
            }
            return []
        },
        Action("rules.reload", .decide, "Read the rules again, over the same events", keys: ["R"], words: ["reload"]) {
            state, _ in
            state.reloadRules()
        },
    ]
}

extension State {
    /// A reason as written. Without one nothing is muted.
    mutating func accept(reason: String, for offer: MuteOffer) -> [Effect] {
        guard !reason.allSatisfy(\.isWhitespace) else {
            say(.warn, "A mute needs a reason; Esc leaves it.")
            return []
        }
        overlay = nil
        if reasonHistory.last != reason { reasonHistory.append(reason) }
        return [.date(.mute(offer, reason: reason))]
    }

    /// Adds a decision to those that hold.
    mutating func take(_ decision: Decision, at time: EventTime) {
        switch decision {
        case .mute(let offer, let reason):
            decisions.decide("mute of \u{201C}\(offer.ruleTitle)\u{201D}, \(offer.scope)", at: decisionPlace) {
                decisions in
                decisions.mutes.add(Mute(ruleID: offer.ruleID, value: offer.value, reason: reason, time: time))
            }
            decisionsChanged("Muted for \(offer.scope). u undoes, M shows what is muted.")
        }
    }

    /// The row that the cursor is on.
    var decisionPlace: DecisionPlace? {
        place.selection.key.map { DecisionPlace(view: place.request.view, row: $0) }
    }

    /// Whatever rests on decisions is to be asked again.
    mutating func decisionsChanged(_ words: String) {
        outdate()
        say(.ok, words)
    }

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
