internal import Cases
internal import Events
internal import Investigation
internal import Text

/// The lines of a debriefing. Prose is wrapped; a line about a key, an address or a principal can be gone on from.
struct DebriefPage {
    private(set) var rows: [Row] = []
    /// Cells of prose.
    private let measure: Int

    /// Cells of the verdict in front.
    private static let head = 9
    /// Beyond this, lines of prose are hard to follow.
    private static let widest = 100

    init(columns: Int) {
        measure = max(20, min(columns - 4, Self.widest))
    }

    mutating func add(_ debrief: Debrief) {
        prose(debrief.score, .uiStrong)
        append("")
        prose(debrief.summary, nil)
        for group in debrief.groups {
            append("")
            append(StyledText(group.title, .uiTitle))
            for line in group.lines { add(line) }
        }
    }

    private mutating func add(_ line: Debrief.Line) {
        let entity = line.subject.map(Self.entity)
        let text = (entity.map { $0.label + ": " } ?? "") + line.text
        for (number, piece) in LineWrap.lines(of: text, width: measure - Self.head).enumerated() {
            let head = Span((number == 0 ? line.verdict.rawValue : "").padding(to: Self.head), .uiDim)
            append(StyledText([head, Span(piece)]), role: Self.role(of: line.verdict), entity: entity)
        }
    }

    private mutating func prose(_ text: String, _ role: Role?) {
        for line in LineWrap.lines(of: text, width: measure) { append(StyledText([Span(line, role)])) }
    }

    private mutating func append(_ text: StyledText, role: Role = .uiText, entity: Entity? = nil) {
        rows.append(
            Row(
                key: RowKey("line \(rows.count)"), cells: [TableCell(text, entity: entity)], role: role,
                entities: [entity].compactMap { $0 }))
    }

    private static func entity(_ subject: Debrief.Subject) -> Entity {
        switch subject {
        case .key(let id): Entity(.key, id)
        case .address(let address): Entity(.address, address)
        case .principal(let name): Entity(.principal, name, label: EventIndex.shortName(name))
        }
    }

    private static func role(of verdict: Debrief.Verdict) -> Role {
        switch verdict {
        case .right: .outcomeOk
        case .near, .innocent: .uiText
        case .missed: .outcomeDenied
        case .wrong: .outcomeError
        }
    }
}
