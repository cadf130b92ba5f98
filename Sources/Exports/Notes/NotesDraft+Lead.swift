internal import CloudTrail
internal import Detections
internal import Events
internal import Investigation
internal import Sigma

/// What raised the alarm, what else was raised, and what was not looked at.
extension NotesDraft {
    /// More alerts than these are counted.
    private static let mostAlerts = 100

    mutating func leadAlert() {
        open("Lead alert, and why it is suspicious", "alert")
        guard let alert = found.lead else {
            let raised = exported.alerts.count
            say(
                raised == 0
                    ? "No alert was raised over this trail."
                    : "\(found.start) \(counted: raised, "alert") \(words: raised == 1 ? "was" : "were") raised.",
                .inferred, [])
            others(than: nil)
            return mutes()
        }
        let text: NotesText =
            "\(strong: alert.rule.title), level \(words: alert.rule.level.rawValue), score \(alert.score) of 100."
        say(text, .observed, alert.leadRow.map { [$0] } ?? [])
        if !alert.rule.explanation.isEmpty { explain("What the rule says: \(alert.rule.explanation)") }
        if let row = alert.leadRow { call(row) }
        if let onset = scope.onset {
            say(
                "The incident begins at \(time: onset.time): \(onset.reason).", .inferred,
                Array(scope.attackerRows.prefix(1)))
        } else {
            say("\(found.start)", .inferred, [])
        }
        explain("Why it is suspicious:")
        var table = NotesTable(.init("Points", .number), .init("Reason"))
        for reason in alert.reasons {
            let cells: [NotesText] = ["\(reason.points)", "\(reason.text)"]
            let text: NotesText = "\(counted: reason.points, "point"): \(reason.text)"
            // More than three beside each other are told by the first and the last.
            let numbers =
                reason.events > 3
                ? evidence.numbers(spanning: reason.evidence) : evidence.numbers(of: reason.evidence)
            table.add(cells, claim(text, .observed, numbers: numbers, events: reason.events))
        }
        add(table)
        others(than: alert)
        mutes()
    }

    private mutating func call(_ row: Int) {
        let flags = index.flags(row)
        let type = index.text(.eventType, row) == "AwsConsoleSignIn" ? "a sign-in" : "an API call, not a sign-in"
        say(
            """
            At \(time: index.time(row)) the principal \(code: index.text(.principal, row)) made \
            \(code: index.text(.name, row)) with the key \(code: index.text(.key, row)) from \
            \(address: index.text(.ip, row)): \(words: type), client \(words: flags.client.word), MFA \
            \(words: flags.mfa.phrase).
            """, .observed, [row])
    }

    private mutating func others(than lead: Alert?) {
        let others = exported.alerts.filter { $0.id != lead?.id }
        guard !others.isEmpty else { return }
        explain(lead == nil ? "Alerts:" : "Other alerts:")
        var table = NotesTable(
            .init("Level", .whole), .init("Score", .number), .init("Rule"), .init("Events", .number),
            .init("First", .whole), .init("Last", .whole))
        for other in others.prefix(Self.mostAlerts) {
            let cells: [NotesText] = [
                "\(words: other.rule.level.rawValue)", "\(other.score)", "\(other.rule.title)", count(of: other),
                "\(time: other.first)", "\(time: other.last)",
            ]
            table.add(cells, claim(table, cells, .observed, other.rows))
        }
        add(table)
        if others.count > Self.mostAlerts {
            let rest = others.count - Self.mostAlerts
            explain(
                """
                \(counted: rest, "more alert") \(words: rest == 1 ? "is" : "are") not listed here: \
                \(counted: others.count, "alert") in all, the gravest first.
                """)
        }
    }

    /// How many events an alert is about. A finding counts for itself, and the trail may have more of them or fewer.
    private func count(of alert: Alert) -> NotesText {
        alert.rule.kind == .guardduty && alert.count != alert.rows.count
            ? "\(alert.count) by its own count, \(alert.rows.count) in the trail" : "\(alert.count)"
    }

    /// What was decided not to be read, so that it can be weighed again.
    private mutating func mutes() {
        guard !exported.muted.isEmpty else { return }
        explain("Muted alerts, which nobody has to read, with the reasons:")
        var table = NotesTable(
            .init("Level", .whole), .init("Rule"), .init("Events", .number), .init("Muted for"), .init("Reason"),
            .init("Decided", .whole))
        for part in exported.muted {
            let value = part.mute.value.map { "\(words: $0.field.rawValue) \($0.text)" as NotesText }
            table.add([
                "\(words: part.alert.rule.level.rawValue)", "\(part.alert.rule.title)", count(of: part.alert),
                value ?? "every match", "\(part.mute.reason)", "\(time: part.mute.time)",
            ])
        }
        add(table)
    }
}

extension MFA {
    fileprivate var phrase: String {
        switch self {
        case .yes: "used"
        case .no: "not used"
        case .unrecorded: "not recorded"
        }
    }
}
