internal import CloudTrail
internal import Detections
internal import Events
internal import Investigation
internal import JSON

/// What a responder asks of an alert before opening it: what, from where, with what, and how unusual that is.
struct AlertPreview {
    let desk: TrailDesk
    let alert: Alert

    private var index: EventIndex { desk.index }

    func preview() throws(Problem) -> Preview {
        let lines = try alert.leadRow.map { row throws(Problem) in try self.lines(row) } ?? findingLines
        return Preview(
            title: StyledText(alert.rule.title), note: StyledText("\(alert.score) of 100"),
            lines: lines + [next] + reasons)
    }

    private func lines(_ row: Int) throws(Problem) -> [StyledText] {
        let event = EventPreview(desk: desk, row: row)
        let context = CallContext(of: row, in: index, options: DetectionOptions())
        return [
            event.what(try event.read()), address(row, context), client(context), roles(row), usual(row), calls,
            idle(row),
        ].compactMap { $0 }
    }

    /// A finding whose calls are not in the trail.
    private var findingLines: [StyledText] {
        let who = [alert.principals.first, alert.accessKeys.first, alert.addresses.first].compactMap { $0 }
        return [
            StyledText(alert.rule.explanation), StyledText(who.joined(separator: " · ")),
            alert.standing == .sample ? nil : StyledText("Its calls are not in the trail.", .uiDim),
        ].compactMap { $0 }
    }

    private func line(_ head: String, _ text: String) -> StyledText {
        StyledText([Span(head.padding(to: 6), .uiDim), Span(text)])
    }

    private func address(_ row: Int, _ context: CallContext) -> StyledText {
        var parts: [String] = []
        if let novelty = context.addressNovelty { parts.append(Self.words(novelty, of: "the principal")) }
        if let novelty = context.addressInAccount { parts.append(Self.words(novelty, of: "the account")) }
        if context.keysOfAddress > 1 { parts.append("used \(context.keysOfAddress) keys") }
        return line("from", ([index.text(.ip, row) ?? "no address"] + parts).joined(separator: " · "))
    }

    private func client(_ context: CallContext) -> StyledText {
        let mfa = EventPreview.words(context.mfa)
        let client = "client \(context.client.word), \(Self.words(context.clientNovelty, of: "the principal"))"
        let usual = context.sameCalls
        let hand =
            context.isByHandWhereCodeIsUsual
            ? " · ! by hand, where code made \(usual.byCode) of \(usual.count) before" : ""
        return line("with", "\(mfa) · \(client)\(hand)")
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
    private func roles(_ row: Int) -> StyledText {
        let names = [
            "AssumeRole", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity", "GetSessionToken", "GetFederationToken",
        ]
        let scope = desk.incident(for: ViewRequest(.alerts, alert: alert.id)).scope
        let attacker = desk.rowSet(scope.attackerRows)
        let own = attacker.isEmpty ? index.rows(.principal, code: index.code(.principal, row)) : attacker
        let tried = names.map { index.rows(.name, equal: $0).intersection(own).rows }.joined()
        let granted = tried.count { index.flags(Int($0)).outcome == .ok }
        let whose = attacker.isEmpty ? "by this principal" : "by the attacker"
        if tried.isEmpty { return line("roles", "none asked for \(whose)") }
        return line(
            "roles",
            "\(granted == 0 ? "none" : "\(granted)") assumed \(whose): \(tried.count) tried, \(tried.count - granted) refused"
        )
    }

    private func usual(_ row: Int) -> StyledText? {
        let options = DetectionOptions()
        let history = History(of: row, in: index, options: options)
        let own = history.rows(of: index.rows(.principal, code: index.code(.principal, row)))
        guard own.count > 0 else {
            return line("usual", "nothing: the principal made no call in the \(options.baselineDays) d before")
        }
        let table = index.table(.service)
        let services = index.groups(.service, in: own).map { (count: $0.count, name: table.text($0.code)) }
            .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
        let shares = services.prefix(4).map {
            "\(EventIndex.shortService($0.name)) \($0.count * 100 / own.count) %"
        }
        return line(
            "usual",
            "\(shares.joined(separator: ", ")) of \(counted(own.count, "call")) in \(options.baselineDays) d before")
    }

    /// What the attacker called, most first.
    private var calls: StyledText? {
        let scope = desk.incident(for: ViewRequest(.alerts, alert: alert.id)).scope
        let rows = desk.rowSet(scope.attackerRows.isEmpty ? alert.rows : scope.attackerRows)
        let groups = index.groups(.name, in: rows).sorted { ($1.count, $0.first) < ($0.count, $1.first) }
        let names = groups.prefix(5).map { "\($0.count) \(index.table(.name).text($0.code))" }
        let more = groups.count > 5 ? " and \(groups.count - 5) more" : ""
        return names.isEmpty ? nil : line("calls", names.joined(separator: ", ") + more)
    }

    private func idle(_ row: Int) -> StyledText? {
        let scope = desk.incident(for: ViewRequest(.alerts, alert: alert.id)).scope
        guard let key = scope.keys.first(where: { $0.accessKeyID == index.text(.key, row) }), key.status == .confirmed
        else { return nil }
        let last =
            key.lastOtherUseBefore.map { "last used by others \(EventIndex.minute($0))" } ?? "never used by others"
        let addresses = scope.confirmedAddresses.count
        let origin = addresses == 1 ? "1 address" : "\(addresses) addresses"
        return line("scope", "\(counted(scope.confirmedKeys.count, "key")) from \(origin) · this key: \(last)")
    }

    private var next: StyledText {
        line("next", "Enter timeline · g k keys · g i addresses · g m tactics · ^S notes")
    }

    private var reasons: [StyledText] {
        alert.reasons.map { reason in
            StyledText([Span("+\(reason.points)".padding(to: 6), .uiStrong), Span(reason.text)])
        }
    }
}

extension String {
    /// With spaces behind it up to a width.
    fileprivate func padding(to width: Int) -> String {
        self + String(repeating: " ", count: Swift.max(1, width - count))
    }
}
