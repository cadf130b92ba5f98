internal import ATTACK
internal import Cases
internal import CloudTrail
internal import Detections
internal import Events
internal import Intelligence
internal import Investigation
internal import Sigma

/// Who or what a subject is, what is thought of it, how much of it there is and with whom it occurs: two to six lines,
/// most important first.
struct CardFacts {
    let desk: TrailDesk
    let request: ViewRequest
    let subject: Entity
    /// All events of the subject, whatever filters leave out.
    let rows: RowSet

    private var index: EventIndex { desk.index }
    /// Alerts that the subject's events are part of, the gravest first.
    private let alerts: [Alert]

    init(_ subject: Entity, _ rows: RowSet, desk: TrailDesk, request: ViewRequest) {
        self.desk = desk
        self.request = request
        self.subject = subject
        self.rows = rows
        let isAlerted = !rows.intersection(desk.alertedRows).isEmpty
        alerts = isAlerted ? desk.alerts.filter { $0.rows.contains(where: rows.contains) } : []
    }

    var lines: [StyledText] {
        var lines = [identity, amount] + company
        if let named = alertLine { lines.insert(named, at: min(3, lines.count)) }
        return lines.map(Self.bounded)
    }

    // MARK: Who, and what is thought of it

    private var identity: StyledText {
        let what = ([subject.kind.word] + description).filter { !$0.isEmpty }.joined(separator: " · ")
        guard let verdict else { return StyledText(what, .uiStrong) }
        let spans = [
            Span(verdict.status, verdict.role), Span(" · "), Span(what, .uiStrong),
            Span(verdict.reasons.map { " · " + $0 }.joined()),
        ]
        return StyledText(spans)
    }

    private var description: [String] {
        let value = subject.value ?? "not there"
        switch subject.kind {
        case .key: return keyDescription(value)
        case .address: return addressDescription(value)
        case .principal: return [value]
        case .alert, .rule, .member: return alertDescription(value)
        case .technique, .tactic: return [value, subject.label].filter { $0 != value } + [desk.attack.label]
        case .field: return [subject.label.shortened]
        default: return [value.shortened]
        }
    }

    private func keyDescription(_ key: String) -> [String] {
        let kind =
            switch AccessKeyKind(accessKeyID: key) {
            case .longTerm: "long-term"
            case .temporary: "temporary"
            case .unknown: ""
            }
        let owner = rows.last.flatMap { index.text(.principal, $0) }.map { "of \(EventIndex.shortName($0).shortened)" }
        return [kind, owner ?? "", "account \(rows.last.flatMap { index.text(.account, $0) } ?? "none")"]
    }

    private func addressDescription(_ address: String) -> [String] {
        let labels = desk.settings.intelligence.labels(of: address)
        return labels.isEmpty
            ? ["no label (--intel FILE names networks and places)"]
            : labels.prefix(4).map { "\($0.text.shortened) (\($0.source.shortened))" }
    }

    private func alertDescription(_ value: String) -> [String] {
        let named =
            subject.kind == .rule
            ? desk.alerts.filter { $0.rule.id == value } : [desk.alert(value)].compactMap { $0 }
        guard let gravest = named.first else { return [subject.label.shortened] }
        return [gravest.rule.level.rawValue, "\(desk.score(of: gravest).text) of 100", gravest.rule.title.shortened]
            + (named.count > 1 ? [counted(named.count, "alert")] : [])
    }

    /// What the scope says of it, and whether anybody else used it.
    private var verdict: (status: String, role: Role, reasons: [String])? {
        guard subject.kind.isScoped || subject.kind == .session, let value = subject.value else { return nil }
        guard desk.knowsAlerts else { return ("looking for alerts", .uiStatusProgress, []) }
        let scope = desk.incident(for: request).scope
        guard let member = scope.standing(of: value) else { return ("not in scope", .uiDim, []) }
        let choice = request.decisions.scope.choice(of: subject).map { "by you: \($0.reason)" }
        return (
            member.status.rawValue, KeysView.role(member.status), idle(scope, value) + [choice ?? member.reason]
        )
    }

    private func idle(_ scope: Scope, _ value: String) -> [String] {
        guard let key = scope.keys.first(where: { $0.accessKeyID == value }) else { return [] }
        let last = key.lastOtherUseBefore.map { "others last used it \(EventIndex.minute($0))" }
        switch key.idleBefore {
        case .yes: return ["idle before" + (last.map { ", \($0)" } ?? "")]
        case .no, .unknown: return [last ?? "nobody else used it"]
        case .notApplicable: return []
        }
    }

    // MARK: How much

    private var amount: StyledText {
        guard let first = rows.first, let last = rows.last else { return "no event is about it" }
        var denied = 0
        var failed = 0
        var writes = 0
        rows.forEach { row in
            let flags = index.flags(row)
            switch flags.outcome {
            case .denied: denied += 1
            case .error: failed += 1
            case .ok: if flags.readWrite == .write { writes += 1 }
            }
        }
        var parts = [counted(rows.count, "event"), "\(denied.grouped) denied"]
        if failed > 0 { parts.append("\(failed.grouped) failed") }
        parts.append(counted(writes, "write"))
        if !alerts.isEmpty { parts.append("in \(counted(alerts.count, "alert"))") }
        let (from, to) = (index.time(first), index.time(last))
        let end = from.date == to.date ? String(to.clock.prefix(5)) : EventIndex.minute(to)
        return StyledText(parts.joined(separator: ", ") + " · \(EventIndex.minute(from)) to \(end)")
    }

    private var alertLine: StyledText? {
        guard !alerts.isEmpty, ![.alert, .member, .rule].contains(subject.kind) else { return nil }
        let named = alerts.prefix(4).map { "\($0.rule.level.letter) \($0.rule.title.shortened)" }
        let more = alerts.count > named.count ? ", +\((alerts.count - named.count).grouped)" : ""
        return StyledText([Span("alerts  ", .uiDim), Span(named.joined(separator: ", ") + more)])
    }

    // MARK: With whom

    /// Fields that say most about a subject of that kind, and what their values are called.
    private var companions: [(field: IndexField, word: String)] {
        let all: [(IndexField, String)] = [
            (.principal, "principal"), (.key, "key"), (.ip, "address"), (.session, "session"), (.name, "call"),
            (.region, "region"),
        ]
        let wanted: [IndexField] =
            switch subject.kind {
            case .key: [.ip, .principal, .name]
            case .address: [.key, .principal, .name]
            case .principal: [.key, .ip, .session, .name]
            case .role: [.session, .key, .ip]
            case .session: [.principal, .key, .ip]
            case .call, .service, .error: [.principal, .ip, .key]
            default: [.principal, .name, .ip]
            }
        return wanted.compactMap { field in all.first { $0.0 == field } }.map { (field: $0.0, word: $0.1) }
    }

    private var company: [StyledText] {
        guard !rows.isEmpty else { return [] }
        return companions.compactMap { companion in
            let table = index.table(companion.field)
            let groups = index.groups(companion.field, in: rows).filter { $0.code != StringTable.missing }
                .sorted { ($1.count, $0.first) < ($0.count, $1.first) }
            guard !groups.isEmpty else { return nil }
            let names = groups.prefix(4).map { group in
                let text = table.text(group.code)
                let name = companion.field == .principal ? EventIndex.shortName(text) : text
                return "\(name.shortened) \(group.count.grouped)"
            }
            let more = groups.count > names.count ? ", +\((groups.count - names.count).grouped)" : ""
            let head = groups.count == 1 ? companion.word : "\(groups.count.grouped) \(companion.word.plural)"
            return StyledText([Span(head + "  ", .uiDim), Span(names.joined(separator: ", ") + more)])
        }
    }

    /// A line of a card is never longer than the widest screen has use for, whatever a log puts into it.
    private static func bounded(_ line: StyledText) -> StyledText {
        StyledText(line.spans.map { Span(String($0.text.prefix(400)), $0.role) })
    }
}

extension String {
    fileprivate var plural: String { hasSuffix("s") ? self + "es" : self + "s" }
}

extension Scope {
    /// What is thought of a key, an address, a principal or a session, and why; nil where it is no member.
    func standing(of value: String) -> (status: ScopeStatus, reason: String)? {
        if let key = keys.first(where: { $0.accessKeyID == value }) { return (key.status, key.reason) }
        if let address = addresses.first(where: { $0.address == value }) { return (address.status, address.reason) }
        if let principal = principals.first(where: { $0.principal == value }) {
            return (principal.status, principal.reason)
        }
        return sessions.first { $0.session == value || $0.accessKeyID == value }.map { session in
            (session.status, "a session of \(EventIndex.shortName(session.principal))")
        }
    }
}
