internal import Cases
internal import CloudTrail
internal import Events
internal import Text

/// The lines of a page about the case: prose wrapped to the screen, with events that can be gone on to.
struct CasePage {
    private(set) var rows: [Row] = []
    private let index: EventIndex
    private let toggled: Set<RowKey>
    /// Cells of the text behind the words in front.
    private let measure: Int
    /// What the lines that follow are about; their keys begin with its value.
    private var subject: Entity?
    private var section = "page"
    private var number = 0
    private var draft: String?

    /// Cells of the words in front of a text.
    static let head = 12
    /// Longer lines are hard to read, however wide the screen is.
    private static let widest = 140
    /// What a log has may be of any length; a page may not.
    private static let longest = 16_000
    /// Events that are listed under a statement: at first, and at most.
    private static let glance = 3
    private static let most = 36

    /// - Parameters:
    ///   - columns: cells across the screen.
    ///   - toggled: lists of events that are open.
    init(columns: Int, toggled: Set<RowKey>, _ index: EventIndex) {
        self.index = index
        self.toggled = toggled
        measure = Self.measure(columns)
    }

    private static func measure(_ columns: Int) -> Int { max(16, min(columns, widest) - TableLayout.gutter - head) }

    // MARK: Parts

    /// Begins what is about something else: notes and marks on its lines, and edits, are about that.
    mutating func begin(_ name: String, about subject: Entity? = nil, draft: String? = nil) {
        section = name
        number = 0
        self.subject = subject
        self.draft = draft
    }

    mutating func heading(_ title: String, _ note: String = "") {
        if !rows.isEmpty { append("") }
        // The whole width is the heading's own.
        let width = measure + Self.head
        for line in LineWrap.lines(of: Neutral.text(title), width: width) { append(StyledText(line, .uiTitle)) }
        if !note.isEmpty { add("", note, .uiDim) }
    }

    /// A text, wrapped, under a word in front of its first line.
    mutating func add(
        _ head: String, _ text: String, _ role: Role? = nil, entity: Entity? = nil, link: Link? = nil
    ) {
        // A line break in a name of the log must not begin a line that looks like the page's own.
        let shown = Neutral.text(String(text.prefix(Self.longest)))
        lines(head, LineWrap.lines(of: shown, width: measure), role, entity, link)
        if text.count > Self.longest { lines("", ["\u{2026} cut here"], .uiDim) }
    }

    /// A text to be copied: broken where the screen ends, and nowhere changed.
    mutating func add(verbatim text: String) {
        for (number, line) in LineWrap.cuts(of: text, width: measure + Self.head).enumerated() {
            append(StyledText(line))
            // The screen's line ends here, not the text's.
            if number > 0 { rows[rows.count - 1].sign = Self.goesOn }
        }
    }

    /// Stands in front of a line that goes on from the one above.
    static let goesOn: Unicode.Scalar = "│"

    private mutating func lines(
        _ head: String, _ lines: [String], _ role: Role?, _ entity: Entity? = nil, _ link: Link? = nil
    ) {
        for (number, line) in lines.enumerated() {
            append(text(number == 0 ? head : "", line, role), entity: entity, link: link)
        }
    }

    private func text(_ head: String, _ line: String, _ role: Role? = nil) -> StyledText {
        StyledText([Span(head.padding(to: Self.head), .uiDim), Span(line, role)])
    }

    // MARK: Events

    /// A statement, wrapped, from which Enter leads to its event or to the timeline of its events.
    mutating func add(_ head: String, _ text: String, resting rows: [Int], _ statement: Statement, label: String) {
        let count = rows.count > 1 ? " [\(counted(rows.count, "event"))]" : ""
        add(head, text + count, link: link(to: rows, statement, label: label))
    }

    /// Where Enter leads from what rests on events.
    func link(to rows: [Int], _ statement: Statement, label: String) -> Link? {
        Link.evidence(rows, statement, label: label, index)
    }

    /// Events as numbered lines: a few, all that a page may have when the list is opened, and the rest in the timeline.
    mutating func add(events rows: [Int], _ head: String, _ statement: Statement, label: String) {
        let more = RowKey("\(section) \(head) more")
        let isOpen = toggled.contains(more) || rows.count <= Self.glance + 1
        let shown = rows.prefix(isOpen ? Self.most : Self.glance)
        for (number, row) in shown.enumerated() {
            let words = "\(number + 1)".leftPadding(to: 2) + "  " + Self.words(row, index)
            append(
                text(number == 0 ? head : "", words), link: .pivot(.record, index.entity(event: row), alert: nil),
                entities: Self.entities(row, index))
        }
        if !isOpen {
            let rest = "\(counted(rows.count - shown.count, "more event")): Enter lists"
            append(text("", "    " + rest, .uiDim), link: .fold, key: more, traits: .folded)
        } else if rows.count > Self.glance + 1 {
            let omitted = rows.count - shown.count
            let words =
                omitted == 0 ? "all \(rows.count) in the timeline" : "and \(omitted.grouped) more in the timeline"
            append(
                text("", "    " + words, .uiDim), link: .pivot(.timeline, statement.entity(label), alert: nil),
                key: more)
        }
    }

    /// `05-06 08:49:17 CreateKeyPair svc-backup from 198.51.100.23, denied`.
    static func words(_ row: Int, _ index: EventIndex) -> String {
        let outcome = index.flags(row).outcome
        return "\(index.moment(row)) \(index.text(.name, row) ?? "?") "
            + "\(index.entity(.principal, .principal, row).label) from \(index.text(.ip, row) ?? "nowhere")"
            + (outcome == .ok ? "" : ", \(outcome.word)")
    }

    static func entities(_ row: Int, _ index: EventIndex) -> [Entity] {
        [
            index.entity(event: row), index.entity(.principal, .principal, row), index.entity(.key, .key, row),
            index.entity(.address, .ip, row), index.entity(.call, .name, row),
        ]
    }

    // MARK: Lines

    private mutating func append(
        _ text: StyledText, entity: Entity? = nil, link: Link? = nil, key: RowKey? = nil, traits: RowTraits = [],
        entities: [Entity] = []
    ) {
        var row = Row(
            key: key ?? RowKey("\(section) \(number)"), cells: [TableCell(text, entity: entity, link: link)],
            traits: traits, entities: entities + [subject, entity].compactMap { $0 })
        row.draft = draft
        rows.append(row)
        number += 1
    }
}

extension Link {
    /// To the record of one event, or to the timeline of several.
    static func evidence(_ rows: [Int], _ statement: Statement, label: String, _ index: EventIndex) -> Link? {
        guard let first = rows.first else { return nil }
        return rows.count == 1
            ? .pivot(.record, index.entity(event: first), alert: nil)
            : .pivot(.timeline, statement.entity(label), alert: nil)
    }
}

extension String {
    fileprivate func leftPadding(to width: Int) -> String {
        String(repeating: " ", count: max(0, width - count)) + self
    }
}
