internal import Cases
internal import CloudTrail
internal import Detections
internal import Events
internal import Query
internal import Robots
internal import Sigma
internal import Text

/// The lines of an alert in full. Prose is wrapped; a line that is about something can be gone on from.
struct AlertPage {
    /// One line, and what can be gone on to from it.
    struct Line {
        var text: StyledText
        var entity: Entity?
        var link: Link?
        var mute: Mute?
    }

    private(set) var lines: [Line] = []
    private let id: String
    private let alert: Alert
    private let index: EventIndex
    private let mute: Mute?
    /// Cells of the text behind the words in front.
    private let measure: Int

    /// Cells of the words in front.
    private static let head = 13
    /// Longer lines are hard to read.
    private static let longestMeasure = 100
    private static let shortestMeasure = 20
    /// What a rule says of itself may be of any length; a page may not.
    private static let longest = 8_000
    private static let most = 100

    /// - Parameters:
    ///   - id: of the alert, or of the part of it that is muted.
    ///   - mute: what mutes it.
    ///   - width: cells of a line.
    init(id: String, alert: Alert, _ index: EventIndex, mute: Mute?, width: Int) {
        self.id = id
        self.alert = alert
        self.index = index
        self.mute = mute
        measure = min(max(width - Self.head, Self.shortestMeasure), Self.longestMeasure)
    }

    // MARK: Parts

    private var whole: Entity { Entity(.alert, id, label: alert.rule.title) }

    mutating func addHead() {
        let span = alert.first.iso8601 + (alert.last == alert.first ? "" : " to \(alert.last.iso8601)")
        add("events", "\(alert.count.grouped), \(span)", link: .pivot(.timeline, whole, alert: id))
        if let mute { add("muted", mute.words(index)) }
    }

    /// What was taken out of the alert.
    mutating func addMutes(_ parts: [MutedAlert]) {
        for part in parts {
            let subject = Entity(.alert, part.id, label: alert.rule.title)
            add(
                "muted", "\(counted(part.alert.count, "event")), \(part.mute.words(index))",
                link: .pivot(.timeline, subject, alert: id), mute: part.mute)
        }
    }

    /// - Parameters:
    ///   - share: how much of the alert it is; nil where it is all of it.
    ///   - company: who else took part.
    mutating func addLead(
        _ row: Int, _ call: String, share: String?, company: AlertFacts.Fact?, _ facts: [AlertFacts.Fact]
    ) {
        section("The event that leads" + (share.map { ", \($0)" } ?? ""))
        let event = index.entity(event: row)
        add("what", call, link: .pivot(.record, event, alert: id))
        add("when", index.time(row).iso8601)
        let principal = index.entity(.principal, .principal, row)
        add("who", principal.value ?? "none", entity: principal)
        if let company { add(company.head, company.text, link: .pivot(.timeline, whole, alert: id)) }
        for fact in facts { add(fact.head, fact.text, entity: fact.entity) }
    }

    /// What robots answer, findings first.
    ///
    /// - Parameter left: how many robots are still to be asked.
    mutating func add(_ answers: [RobotAnswer], left: Int) {
        let count = { (verdict: RobotAnswer.Verdict) in answers.count { $0.verdict == verdict } }
        let tally = "\(counted(count(.finding), "finding")), \(count(.clear)) clear, \(count(.unknown)) unknown"
        section("Robots: \(tally)" + (left > 0 ? ", \(left) to ask\u{2026}" : ""))
        for verdict in [RobotAnswer.Verdict.finding, .unknown, .clear] {
            for answer in answers where answer.verdict == verdict { add(answer) }
        }
    }

    private mutating func add(_ answer: RobotAnswer) {
        let rows = answer.evidence.filter { $0 >= 0 && $0 < index.count }
        let events = Entity(.answer, "\(answer.robot) \(id)", label: answer.question)
        let link: Link? =
            rows.count == 1
            ? .pivot(.record, index.entity(event: rows[0]), alert: id)
            : rows.isEmpty ? nil : .pivot(.timeline, events, alert: id)
        let sign = answer.verdict.sign
        add("\(sign) \(answer.verdict.rawValue)", answer.question, answer.verdict.role, link: link)
        let sure = answer.verdict == .unknown ? "" : " (\(answer.confidence.rawValue))"
        add("", answer.answer + sure, link: link)
    }

    /// - Parameter reasons: those of the alert, and those that robots gave.
    mutating func add(_ reasons: [ScoreReason], score: Int) {
        section("Why \(score) of 100")
        for reason in reasons.prefix(Self.most) {
            let row = reason.evidence.first { $0 >= 0 && $0 < index.count }
            add("+\(reason.points)", reason.text, link: row.map { .pivot(.record, index.entity(event: $0), alert: id) })
        }
        omit(reasons.count)
    }

    mutating func add(_ explanation: Explanation) {
        section("How the rule matched that event")
        for selection in explanation.selections.prefix(Self.most) {
            add("by", selection.name, .uiStrong)
            for field in selection.fields.prefix(Self.most) { add(field) }
            omit(selection.fields.count)
        }
        omit(explanation.selections.count)
    }

    private mutating func add(_ match: FieldMatch) {
        let name = match.name
        let entity = match.value.flatMap { value in
            Query.Field(name) == nil ? nil : Entity(.field, value, label: "\(name): \(value)", field: name)
        }
        add("field", match.field)
        add("is", match.value ?? "not there", entity: entity)
        if match.wanted != match.value { add("wanted", match.wanted) }
    }

    mutating func add(_ correlation: CorrelationMatch) {
        section("What holds the events together")
        add("figure", correlation.measured)
        for field in correlation.group.prefix(Self.most) { add("same", "\(field.field): \(field.value)") }
        for (number, member) in correlation.members.prefix(Self.most).enumerated() {
            let subject = Entity(.member, "\(number) \(id)", label: member.title)
            add(
                counted(member.rows.count, "event"), member.title, link: .pivot(.timeline, subject, alert: id))
        }
        omit(correlation.members.count)
    }

    mutating func addRule() {
        let rule = alert.rule
        section("The rule")
        add("means", rule.explanation)
        if let author = rule.author { add("author", author) }
        list("false pos.", rule.falsePositives)
        list("reference", rule.references)
        if !rule.tags.isEmpty { add("tags", rule.tags.joined(separator: ", ")) }
        add("id", rule.id)
        add(rule.path == nil ? "source" : "file", rule.path ?? rule.kind.words)
    }

    // MARK: Lines

    private mutating func section(_ title: String) {
        if !lines.isEmpty { append(StyledText("")) }
        append(StyledText(title, .uiTitle))
    }

    private mutating func list(_ head: String, _ texts: [String]) {
        for text in texts.prefix(Self.most) { add(head, text) }
        omit(texts.count)
    }

    /// Says how many there are beyond what a page shows.
    private mutating func omit(_ count: Int) {
        if count > Self.most { add("", "and \((count - Self.most).grouped) more", .uiDim) }
    }

    private mutating func add(
        _ head: String, _ text: String, _ role: Role? = nil, entity: Entity? = nil, link: Link? = nil,
        mute: Mute? = nil
    ) {
        let shown = String(text.prefix(Self.longest))
        var lines = LineWrap.lines(of: shown, width: measure)
        while lines.count > 1, lines.last?.isEmpty == true { lines.removeLast() }
        if shown.count < text.count { lines.append("\u{2026} cut here") }
        for (number, line) in lines.enumerated() {
            let words = number == 0 ? head : ""
            let text = StyledText([Span(words.padding(to: Self.head), .uiDim), Span(line, role)])
            append(text, entity: number == 0 ? entity : nil, link: number == 0 ? link : nil, mute: mute)
        }
    }

    private mutating func append(
        _ text: StyledText, entity: Entity? = nil, link: Link? = nil, mute: Mute? = nil
    ) {
        lines.append(Line(text: text, entity: entity, link: link, mute: mute ?? self.mute))
    }
}

extension Rule.Kind {
    /// Where a rule comes from that is in no file.
    fileprivate var words: String {
        switch self {
        case .builtin: "built in"
        case .sigma, .correlation: "a rule without a file"
        case .guardduty: "GuardDuty"
        }
    }
}

extension RobotAnswer.Verdict {
    /// One sign in front of the answer, so that colour is not the only carrier.
    fileprivate var sign: String {
        switch self {
        case .finding: "!"
        case .clear: "="
        case .unknown: "?"
        }
    }

    fileprivate var role: Role {
        switch self {
        case .finding: .uiStrong
        case .clear, .unknown: .uiDim
        }
    }
}
