internal import Cases

/// What is known of what was pivoted on, above its timeline: what the desk says, and what the analyst wrote of it.
struct SubjectCard {
    private let known: [StyledText]
    private let own: StyledText?

    init(_ state: State) {
        known = state.place.content.listing?.card ?? []
        own = known.isEmpty ? nil : Self.own(state.place.request.subject, state.decisions.current.annotations)
    }

    /// All there is to say. What the analyst wrote comes last and is shown first.
    var lines: [StyledText] { known + [own].compactMap { $0 } }

    /// Lines that a screen of so many rows has room for.
    static func room(rows: Int) -> Int {
        switch rows {
        case ..<18: 0
        case ..<24: 2
        case ..<30: 3
        case ..<40: 4
        default: 6
        }
    }

    func draw(on screen: inout Screen, in region: Region) {
        guard region.rows > 0 else { return }
        let shown = known.prefix(region.rows - (own == nil ? 0 : 1)) + [own].compactMap { $0 }
        for (offset, line) in shown.prefix(region.rows).enumerated() {
            screen.write(
                line, at: Point(column: TableLayout.gutter, row: region.top + offset),
                width: region.columns - TableLayout.gutter - 1)
        }
    }

    /// Marks, tags and notes on the subject, the newest note first.
    private static func own(_ subject: Entity?, _ annotations: Annotations) -> StyledText? {
        let tags = annotations.tags(of: subject)
        let notes = annotations.notes(of: subject)
        var parts = annotations.isMarked(subject) ? ["marked"] : []
        if !tags.isEmpty { parts.append("tags " + tags.prefix(8).map(\.shortened).joined(separator: ", ")) }
        if let newest = notes.last {
            let count = notes.count > 1 ? "\(notes.count.grouped) notes, newest: " : ""
            parts.append(count + String(newest.text.prefix(400)))
        }
        guard !parts.isEmpty else { return nil }
        return StyledText([Span("yours  ", .uiDim), Span(parts.joined(separator: " · "), .markNote)])
    }
}
