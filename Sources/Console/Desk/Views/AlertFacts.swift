internal import Cases
internal import CloudTrail
internal import Detections
internal import Events
internal import Investigation
internal import JSON
internal import OrderedCollections

/// What a responder asks of an alert before opening it: what, from where, with what, and how unusual that is. All of it
/// is said of the event that leads the alert.
struct AlertFacts {
    /// One answer, under a word of at most five letters.
    struct Fact {
        var head: String
        var text: String
        /// What the answer is about, to go on from.
        var entity: Entity?
    }

    let desk: TrailDesk
    /// Whose decisions hold.
    let request: ViewRequest
    let alert: Alert
    /// The event.
    let row: Int

    private var index: EventIndex { desk.index }

    /// The incident that the alert is part of; an empty one where it is about somebody else.
    private var scope: Scope {
        var own = ViewRequest(.alert, alert: alert.id)
        own.decisions = request.decisions
        let found = desk.incident(for: own).scope
        let rows = Set(alert.rows)
        return found.attackerRows.contains(where: rows.contains) ? found : .empty
    }

    /// The call or sign-in itself, where and in which account.
    func call() throws(Problem) -> StyledText {
        let event = EventPreview(desk: desk, row: row)
        return event.what(try event.read())
    }

    /// That the facts are of one event, where there are more: `1 of 112 events`.
    var share: String? {
        alert.count > 1 ? "1 of \(alert.count.grouped) events" : nil
    }

    /// Who took part, where it is more than one: `farid.azimi and 4 more`.
    var principals: Fact? {
        guard let company, let own = index.text(.principal, row) else { return nil }
        return Fact(head: "who", text: "\(EventIndex.shortName(own)) and \(company.text)")
    }

    /// Who else took part; nil where the event's principal is alone.
    var company: Fact? {
        let own = index.text(.principal, row)
        let others = alert.principals.filter { $0 != own }
        guard !others.isEmpty else { return nil }
        let names = others.prefix(Self.mostNames).map(EventIndex.shortName).joined(separator: ", ")
        let more = others.count > Self.mostNames ? ", \u{2026}" : ""
        return Fact(head: "and", text: "\(others.count.grouped) more: \(names)\(more)")
    }

    private static let mostNames = 8

    /// From where, with what, and by which key.
    var origin: [Fact] {
        let context = CallContext(of: row, in: index, options: DetectionOptions())
        return [address(context), client(context), key]
    }

    /// What the caller and the attacker do otherwise.
    var surroundings: [Fact] { [roles, usual, calls].compactMap { $0 } }

    /// Why the rule matched, in short.
    var matches: [Fact] {
        var facts: [Fact] = []
        if let explanation = desk.detectors.detectors.explanation(of: row, in: alert, of: desk.trail) {
            facts.append(Fact(head: "match", text: explanation.words))
        }
        if let correlation = alert.correlation { facts.append(Fact(head: "group", text: correlation.words)) }
        return facts
    }

    private func address(_ context: CallContext) -> Fact {
        var parts: [String] = []
        if let novelty = context.addressNovelty { parts.append(Self.words(novelty, of: "the principal")) }
        if let novelty = context.addressInAccount {
            let words = Self.words(novelty, of: "the account")
            // Of a history that is too short for either both say the same.
            if words != parts.last { parts.append(words) }
        }
        if context.keysOfAddress > 1 { parts.append("used \(context.keysOfAddress.grouped) keys") }
        let text = ([index.text(.ip, row) ?? "no address"] + parts).joined(separator: " · ")
        return Fact(head: "from", text: text, entity: index.entity(.address, .ip, row))
    }

    private func client(_ context: CallContext) -> Fact {
        let mfa = EventPreview.words(context.mfa)
        let client = "client \(context.client.word), \(Self.words(context.clientNovelty, of: "the principal"))"
        let usual = context.sameCalls
        let hand =
            context.isByHandWhereCodeIsUsual
            ? " · ! by hand, where code made \(usual.byCode) of \(usual.count) before" : ""
        return Fact(head: "with", text: "\(mfa) · \(client)\(hand)")
    }

    static func words(_ novelty: Novelty, of whom: String) -> String {
        switch novelty {
        case .new: "! new to \(whom)"
        case .rare(let last): "~ rare for \(whom), last \(last.monthAndDay)"
        case .usual: "= usual for \(whom)"
        case .insufficientHistory(let days): "? \(days) d of history are too short to judge"
        }
    }

    /// Role sessions that the principal asked for: none assumed limits the scope.
    private var roles: Fact {
        let names = [
            "AssumeRole", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity", "GetSessionToken", "GetFederationToken",
        ]
        let attacker = desk.rowSet(scope.attackerRows)
        let own = attacker.isEmpty ? index.rows(.principal, code: index.code(.principal, row)) : attacker
        let tried = names.map { index.rows(.name, equal: $0).intersection(own).rows }.joined()
        let granted = tried.count { index.flags(Int($0)).outcome == .ok }
        let whose = attacker.isEmpty ? "by this principal" : "by the attacker"
        if tried.isEmpty { return Fact(head: "roles", text: "none asked for \(whose)") }
        return Fact(
            head: "roles",
            text:
                "\(granted == 0 ? "none" : "\(granted)") assumed \(whose): \(tried.count) tried, \(tried.count - granted) refused"
        )
    }

    private var usual: Fact {
        let options = DetectionOptions()
        let history = History(of: row, in: index, options: options)
        let own = history.rows(of: index.rows(.principal, code: index.code(.principal, row)))
        guard own.count > 0 else {
            return Fact(
                head: "usual", text: "nothing: the principal made no call in the \(options.baselineDays) d before")
        }
        let table = index.table(.service)
        let services = index.groups(.service, in: own).map { (count: $0.count, name: table.text($0.code)) }
            .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
        let shares = services.prefix(4).map {
            "\(EventIndex.shortService($0.name)) \($0.count * 100 / own.count) %"
        }
        return Fact(
            head: "usual",
            text:
                "\(shares.joined(separator: ", ")) of \(counted(own.count, "call")) in \(options.baselineDays) d before"
        )
    }

    /// What the attacker called, most first.
    private var calls: Fact? {
        let rows = desk.rowSet(scope.attackerRows.isEmpty ? alert.rows : scope.attackerRows)
        let groups = index.groups(.name, in: rows).sorted { ($1.count, $0.first) < ($0.count, $1.first) }
        let names = groups.prefix(5).map { "\($0.count) \(index.table(.name).text($0.code))" }
        let more = groups.count > 5 ? " and \(groups.count - 5) more" : ""
        return names.isEmpty ? nil : Fact(head: "calls", text: names.joined(separator: ", ") + more)
    }

    /// The key, and how it stands in what follows from the alert.
    private var key: Fact {
        let entity = index.entity(.key, .key, row)
        guard let id = entity.value else { return Fact(head: "key", text: "none") }
        guard let key = scope.keys.first(where: { $0.accessKeyID == id }), key.status == .confirmed else {
            return Fact(head: "key", text: id, entity: entity)
        }
        let last = key.lastOtherUseBefore.map { "others' last use \(EventIndex.minute($0))" }
        let share = "1 of \(scope.confirmedKeys.count.grouped) in scope"
        let text = [id, share, last ?? "no other use"].joined(separator: " · ")
        return Fact(head: "key", text: text, entity: entity)
    }
}

extension FieldMatch {
    /// `eventName CreateAccessKey`.
    fileprivate var words: String { "\(name) \(value ?? "not there")" }

    /// The field without its modifiers.
    var name: String { String(field.prefix { $0 != "|" }) }
}

extension CorrelationMatch {
    /// `5 values of eventName within 10 m · userIdentity.arn svc-backup`.
    var words: String {
        let fields = group.map { "\($0.field) \($0.value)" }
        return ([measured] + fields).joined(separator: " · ")
    }

    /// `12 events within 10 m, before 4 were muted`.
    var measured: String {
        let muted = mutedCount == 0 ? "" : ", before \(mutedCount.grouped) \(mutedCount == 1 ? "was" : "were") muted"
        return "\(figure) within \(EventTime.words(forLength: timespan))\(muted)"
    }
}

extension Explanation {
    /// The selections that fit, and by what, on one line.
    var words: String {
        selections.prefix(8).map { selection in
            // One value may fit several patterns of a field.
            selection.name + ": " + OrderedSet(selection.fields.map(\.words)).prefix(8).joined(separator: ", ")
        }.joined(separator: " · ")
    }
}
