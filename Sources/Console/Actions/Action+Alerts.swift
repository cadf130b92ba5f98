internal import Cases
internal import Detections

extension Action {
    static let alerts: [Action] = [
        Action(
            "alerts.group", .filter, "Alerts by rule, or by principal", keys: ["b"], layer: .view(.alerts), hint: "by",
            words: ["by"], argument: "RULE|PRINCIPAL",
            values: { state in
                AlertGrouping.allCases.map {
                    ArgumentValue($0.rawValue, isCurrent: $0 == state.place.request.grouping)
                }
            }, when: { $0.place.content.listing != nil }
        ) { state, text in
            state.group(by: text)
            return []
        },
        Action(
            "alerts.muted", .filter, "Muted alerts, too, or not", keys: ["M"], layer: .view(.alerts), words: ["muted"]
        ) { state, _ in
            // Principals have no muted rows: whoever asks for them there wants the alerts.
            let isByRule = state.place.request.grouping == .rule
            state.place.request.showsMuted = !isByRule || !state.place.request.showsMuted
            state.place.request.grouping = .rule
            state.place.relist()
            return []
        },
        mute("alerts.mute", in: .alerts, words: ["mute"]),
        mute("alert.mute", in: .alert, words: []),
    ]

    private static func mute(_ id: String, in view: ViewKind, words: [String]) -> Action {
        Action(
            id, .decide, "Mute the rule, all of it or for a value; unmute", keys: ["x"],
            layer: .view(view), hint: "mute", words: words, needsList: true,
            when: { $0.place.currentRow?.entities[.rule] != nil }
        ) { state, _ in
            state.mute()
            return []
        }
    }
}

extension State {
    fileprivate mutating func group(by name: String) {
        let all = AlertGrouping.allCases
        let current = all.firstIndex(of: place.request.grouping) ?? 0
        let next = name.isEmpty ? all[(current + 1) % all.count] : AlertGrouping(rawValue: name.lowercased())
        guard let next else {
            say(.warn, "Alerts are grouped by one of: \(all.map(\.rawValue).joined(separator: ", ")).")
            return
        }
        guard next != place.request.grouping else { return }
        place.request.grouping = next
        place.request.sort = nil
        place.relist()
    }

    /// Asks what of the row is to be muted, beginning with what the cursor is on. What is muted already is unmuted.
    fileprivate mutating func mute() {
        guard !refusesRange(), let row = place.currentRow else { return }
        if let mute = row.mute {
            decide(
                "reading \(row.entities[.rule]?.label ?? mute.ruleID) again", "It is read again."
            ) { $0.mutes.remove(mute) }
            return
        }
        let offers = MuteOffer.offers(of: row)
        if offers.isEmpty {
            say(
                .info,
                "A mute is about a rule. \(keyName("open")) shows the alerts of this row, \(keyName("alerts.group")) groups by rule."
            )
            return
        }
        let focused = place.currentCell?.entity
        let cursor = offers.firstIndex { offer in
            offer.value.map { $0.field.kind == focused?.kind && $0.text == focused?.value } ?? false
        }
        overlay = .mutes(offers, cursor: cursor ?? 0)
    }
}
