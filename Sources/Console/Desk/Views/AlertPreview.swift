internal import Detections
internal import Events

/// An alert at a glance: the facts of its lead, then what its score is made of.
struct AlertPreview {
    let desk: TrailDesk
    let request: ViewRequest
    let alert: Alert
    /// The decision that mutes it.
    let mute: Mute?

    func preview() throws(Problem) -> Preview {
        var lines = mute.map { [Self.line("muted", $0.words(desk.index))] } ?? []
        if let row = alert.leadRow {
            let facts = AlertFacts(desk: desk, request: request, alert: alert, row: row)
            let share = facts.share.map { "\($0): " } ?? ""
            lines.append(StyledText(share, .uiDim) + (try facts.call()))
            let all = [facts.principals].compactMap { $0 } + facts.origin + facts.matches + facts.surroundings
            lines += all.map { Self.line($0.head, $0.text) }
        } else {
            lines += findingLines
        }
        if mute == nil {
            lines += desk.mutedParts(of: alert).map { part in
                Self.line("muted", "\(counted(part.alert.count, "event")), \(part.mute.words(desk.index))")
            }
        }
        return Preview(
            title: StyledText(alert.rule.title), note: StyledText("\(desk.score(of: alert).text) of 100"),
            lines: lines + reasons, ways: Preview.Ways(line: lines.count, actions: Self.ways))
    }

    /// A finding whose calls are not in the trail.
    private var findingLines: [StyledText] {
        let who = [alert.principals.first, alert.accessKeys.first, alert.addresses.first].compactMap { $0 }
        return [
            StyledText(alert.rule.explanation), StyledText(who.joined(separator: " · ")),
            alert.standing == .sample ? nil : StyledText("Its calls are not in the trail.", .uiDim),
        ].compactMap { $0 }
    }

    private static let ways = [
        Preview.Way("open", "robots and why"), Preview.Way("go.principal", "timeline"), Preview.Way("go.key", "keys"),
        Preview.Way("go.address", "addresses"), Preview.Way("alerts.mute", "mute"), Preview.Way("save.notes", "notes"),
    ]

    private var reasons: [StyledText] {
        desk.scored(alert).reasons.map { reason in
            StyledText([Span("+\(reason.points)".padding(to: 6), .uiStrong), Span(reason.text)])
        } + (desk.score(of: alert).isFinal ? [] : [Self.line("+", "what robots add, who are still to be asked")])
    }

    private static func line(_ head: String, _ text: String) -> StyledText {
        StyledText([Span(head.padding(to: 6), .uiDim), Span(text)])
    }
}

extension TrailDesk {
    /// What mutes took out of an alert that is still to be read.
    func mutedParts(of alert: Alert) -> [MutedAlert] {
        muted.filter { $0.alert.id == alert.id && !$0.isWhole }
    }
}

extension Mute {
    /// What is muted, why, and since when.
    func words(_ index: EventIndex) -> String {
        let scope =
            value.map { value in
                let name = value.field == .principal ? EventIndex.shortName(value.text) : value.text
                return "\(value.field.rawValue) \(name)"
            } ?? "every match"
        return "\(scope): \(reason) (\(EventIndex.minute(time)))"
    }
}

extension String {
    /// With spaces behind it up to a width.
    func padding(to width: Int) -> String {
        self + String(repeating: " ", count: Swift.max(1, width - count))
    }
}
