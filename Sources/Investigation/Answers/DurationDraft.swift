internal import CloudTrail
internal import Events
internal import Robots

/// How long: the attacker's first and last call, and until when the keys worked.
enum DurationDraft {
    static func draft(_ facts: CaseFacts, _ index: EventIndex) -> Draft {
        var draft = Draft(facts.coverage.confidence)
        guard let dwell = facts.dwell else { return draft }
        draft.add(
            "From \(Wording.span(dwell.first, dwell.last)) UTC: \(Wording.length(dwell.length)).",
            [dwell.firstRow, dwell.lastRow])
        let ended = dwell.ended.count
        if !dwell.activeKeys.isEmpty {
            let open =
                "\(dwell.activeKeys.count) of \(Wording.counted(dwell.activeKeys.count + ended, "long-lived key"))"
            let verb = dwell.activeKeys.count == 1 ? "was" : "were"
            let span = Wording.length(dwell.end.milliseconds - dwell.first.milliseconds)
            draft.add(
                facts.coverage.negative(
                    "\(open) \(verb) still active at the end of the trail, \(Wording.moment(dwell.end)): "
                        + "\(span) in which the attacker could act.",
                    else: "Whether the keys still work"), dwell.ended.map(\.row))
        } else if let closed = dwell.closed {
            draft.add("The last of the keys was taken away at \(Wording.moment(closed)).", dwell.ended.map(\.row))
        }
        addIdleness(facts, &draft)
        if facts.coverage.historyDays < 1 {
            draft.add("It may have begun before the trail does.")
            draft.confidence = .low
        }
        return draft
    }

    /// Keys that lay idle, and are suddenly used by one hand, were found shortly before.
    private static func addIdleness(_ facts: CaseFacts, _ draft: inout Draft) {
        let keys = facts.scope.confirmedKeys.filter { $0.idleBefore != .notApplicable }
        guard !keys.isEmpty else { return }
        let idle = keys.filter { $0.idleBefore == .yes }
        let unknown = keys.filter { $0.idleBefore == .unknown }
        if !idle.isEmpty {
            draft.add(
                "Nobody else used \(idle.count) of the \(Wording.counted(keys.count, "key")) in the baseline before: they "
                    + "were probably found recently (inferred).", idle.compactMap(\.attackerRows.first))
        }
        if !unknown.isEmpty {
            draft.add("Of \(Wording.counted(unknown.count, "key")) that is unknown: the trail is too short.")
        }
    }
}
