internal import Cases
internal import CloudTrail
internal import Events
internal import Investigation
internal import Records
internal import Robots

/// The notes as they are written, section by section: claims and evidence get their numbers as they come.
struct NotesDraft {
    let exported: ExportedCase
    private(set) var sections: [NotesDocument.Section] = []
    private(set) var claims: [Claim] = []
    var evidence: EvidenceList
    /// References in texts of the analyst's that lead nowhere, as they are written there.
    private(set) var lostReferences: [String] = []

    var found: Investigation { exported.investigation }
    var analyst: AnalystRecord { exported.analyst }
    var trail: Trail { exported.trail }
    var index: EventIndex { exported.trail.index }
    var scope: Scope { exported.investigation.scope }

    init(_ exported: ExportedCase) {
        self.exported = exported
        evidence = EvidenceList(exported.analyst.evidence)
    }

    // MARK: Sections

    /// Begins a section; what is added goes there.
    mutating func open(_ title: String, _ anchor: String, level: Int = 2, startsPage: Bool = false) {
        sections.append(
            NotesDocument.Section(anchor: anchor, title: title, level: level, startsPage: startsPage, blocks: []))
    }

    /// Sections that are to stand behind others.
    mutating func detached(_ write: (inout NotesDraft) -> Void) -> [NotesDocument.Section] {
        let count = sections.count
        write(&self)
        let written = Array(sections[count...])
        sections.removeSubrange(count...)
        return written
    }

    mutating func append(_ written: [NotesDocument.Section]) { sections += written }

    mutating func add(_ block: NotesDocument.Block) { sections[sections.count - 1].blocks.append(block) }

    /// An explanation, which claims nothing of the incident.
    mutating func explain(_ text: NotesText) { add(.paragraph(.init(text))) }

    /// A table with the evidence of its lines, unless it has none.
    mutating func add(_ table: NotesTable) {
        if !table.isEmpty { add(.table(table.citing())) }
    }

    // MARK: Claims

    /// A claim with its number. What no record shows is not observed.
    mutating func claim(
        _ text: NotesText, _ mark: Mark, numbers: [Int], events: Int, confidence: Confidence? = nil,
        author: String? = nil
    ) -> Claim {
        let claim = Claim(
            id: "C\(claims.count + 1)", section: sections.last?.anchor ?? "", text: text.plain,
            mark: mark == .observed && numbers.isEmpty ? .inferred : mark, confidence: confidence, evidence: numbers,
            events: events, author: author)
        claims.append(claim)
        return claim
    }

    /// - Parameter count: how many events it rests on, where the rows are some of them.
    mutating func claim(
        _ text: NotesText, _ mark: Mark, _ rows: [Int], of count: Int? = nil, confidence: Confidence? = nil
    ) -> Claim {
        let rows = rows.onceEach()
        let events = max(count ?? 0, rows.count)
        // Beside a number of all, what stands between the first and the last says nothing.
        let numbers = events > rows.count ? evidence.numbers(spanning: rows) : evidence.numbers(of: rows)
        return claim(text, mark, numbers: numbers, events: events, confidence: confidence)
    }

    /// The claim of a table's line, which its cells make: of several rows the first and the last are named.
    mutating func claim(
        _ table: NotesTable, _ cells: [NotesText], _ mark: Mark, _ rows: [Int]
    ) -> Claim {
        claim(
            NotesTable.statement(table.columns, cells), mark, numbers: evidence.numbers(spanning: rows),
            events: rows.count)
    }

    /// A statement that claims something.
    mutating func statement(
        _ text: NotesText, _ mark: Mark, _ rows: [Int], of count: Int? = nil, confidence: Confidence? = nil
    ) -> NotesDocument.Statement {
        .init(text, claim(text, mark, rows, of: count, confidence: confidence))
    }

    /// A paragraph that claims something.
    mutating func say(_ text: NotesText, _ mark: Mark, _ rows: [Int], confidence: Confidence? = nil) {
        add(.paragraph(statement(text, mark, rows, confidence: confidence)))
    }

    // MARK: The analyst

    /// What an analyst wrote, as blocks, and as a claim.
    ///
    /// - Parameter rows: the events that it is about, beside those that the text refers to.
    mutating func addAnalyst(
        _ text: String, author: String, time: EventTime, mark: Mark? = nil, about subject: NotesText? = nil,
        rows: [Int] = []
    ) {
        let read = AnalystText(text, evidence: analyst.evidence)
        lostReferences += read.lostReferences
        let numbers = (evidence.numbers(of: rows) + read.references.map { evidence.number($0) }).onceEach()
        let own = claim(
            NotesText([.foreign(text)]), mark ?? .inferred, numbers: numbers, events: numbers.count,
            author: author.isEmpty ? "the analyst" : author)
        let name: NotesText = author.isEmpty ? "The analyst" : "\(author)"
        var byline: NotesText = "\(name), \(time: time)"
        if let subject { byline += " about \(subject)" }
        if let mark { byline += ", \(mark: mark)" }
        if !own.references.isEmpty { byline += " \(own.references)" }
        add(.analyst(byline: byline, blocks: read.blocks))
    }

    /// The words that an analyst wrote for a section.
    ///
    /// - Returns: whether there are any.
    mutating func addAnalyst(_ section: NotesSection) -> Bool {
        guard let own = analyst.sections[section] else { return false }
        addAnalyst(own.text, author: own.author, time: own.time)
        return true
    }
}

extension [Int] {
    /// Each number once, where it first stands.
    func onceEach() -> [Int] {
        var seen: Set<Int> = []
        return filter { seen.insert($0).inserted }
    }
}
