internal import ATTACK
internal import CloudTrail
internal import Detections
internal import Events
internal import Intelligence
public import Investigation
internal import Records
internal import Robots
internal import Sigma

/// What an investigation found, in the order in which an analyst reads it: for a terminal, or as Markdown.
public struct InvestigationReport {
    let found: Investigation
    var index: EventIndex { found.trail.index }

    public init(_ investigation: Investigation) {
        found = investigation
    }

    /// For a terminal.
    public var text: String { ReportText(report).text }

    public var markdown: String { ReportMarkdown(report).text }

    private var report: Report {
        Report(
            title: "Investigation",
            sections: [
                alert, answers, keys, addresses, others, phases, timeline, patterns, matrix, openedRules, changes,
                techniques, lineage, robots, hypotheses, response, resilience, blindSpots, coverage,
            ])
    }

    // MARK: Words

    func time(_ time: EventTime?) -> String { time?.iso8601 ?? "-" }

    func minute(_ time: EventTime?) -> String { time.map { String($0.iso8601.prefix(19)) } ?? "-" }

    /// Event IDs of the first rows and of the last, and how many there are: `[a b ... z, 318 events]`.
    ///
    /// - Parameter count: how many there are, where the rows are some of them.
    func evidence(_ rows: [Int], of count: Int? = nil) -> String {
        let named = rows.compactMap { index.eventIDs[$0] }
        let count = max(count ?? 0, named.count)
        guard count > 3, named.count > 1, count > named.count || named.count > 3, let last = named.last else {
            return named.isEmpty ? "" : " [" + named.joined(separator: " ") + "]"
        }
        return " [\(named.dropLast().prefix(2).joined(separator: " ")) ... \(last), \(count) events]"
    }

    // MARK: Parts

    private var alert: Report.Section {
        guard let lead = found.lead else {
            return Report.Section(
                "Start",
                [
                    .paragraph(found.alerts.isEmpty ? "No alert was raised over this trail." : found.start),
                    .paragraph("Coverage \(found.coverage.told)."),
                ])
        }
        var blocks: [Report.Block] = [
            .paragraph("\(lead.rule.title): level \(lead.rule.level.rawValue), score \(lead.score) of 100.")
        ]
        if let row = lead.leadRow {
            let flags = index.flags(row)
            let isSignIn = index.text(.eventType, row) == "AwsConsoleSignIn"
            blocks.append(
                .paragraph(
                    "\(time(index.time(row))) \(index.text(.name, row) ?? "") by \(index.text(.principal, row) ?? "none") "
                        + "with \(index.text(.key, row) ?? "no key") from \(index.text(.ip, row) ?? "no address"): "
                        + (isSignIn ? "a sign-in" : "an API call")
                        + ", client \(flags.client.word), MFA \(flags.mfa.word)." + evidence([row])))
        }
        blocks.append(
            .list(
                lead.reasons.map { "\($0.points) points: \($0.text)" + evidence($0.evidence, of: $0.events) }))
        if let onset = found.scope.onset {
            blocks.append(.paragraph("The incident begins at \(time(onset.time)): \(onset.reason)."))
        } else {
            blocks.append(.paragraph(found.start))
        }
        return Report.Section("Lead alert", blocks)
    }

    private var answers: Report.Section {
        Report.Section(
            "The four questions",
            found.answers.flatMap { answer -> [Report.Block] in
                [
                    .paragraph(
                        "\(answer.question) (\(answer.mark.rawValue), confidence \(answer.confidence.rawValue))"),
                    .list(
                        answer.statements.isEmpty
                            ? [answer.answer + evidence(answer.evidence)]
                            : answer.statements.map { statement($0, of: answer) }),
                ]
            })
    }

    /// A part of an answer, with its mark where it is another than that of the whole.
    private func statement(_ statement: CaseAnswer.Statement, of answer: CaseAnswer) -> String {
        let mark = statement.mark == answer.mark ? nil : statement.mark.rawValue
        let sure = statement.confidence.map { "confidence \($0.rawValue)" }
        let basis = [mark, sure].compactMap(\.self).joined(separator: ", ")
        return statement.text + (basis.isEmpty ? "" : " (\(basis))")
            + evidence(statement.evidence, of: statement.events)
    }

    private var keys: Report.Section {
        let keys = found.scope.keys.filter { $0.status != .excluded }
        guard !keys.isEmpty else { return Report.Section("Keys", []) }
        return Report.Section(
            "Keys",
            [
                .table(
                    headings: [
                        "key", "principal", "status", "first", "last", "others before", "idle", "calls", "denied",
                        "reason",
                    ],
                    rows: keys.map { key in
                        [
                            key.accessKeyID, key.principal, key.status.rawValue, minute(key.firstAttackerUse),
                            minute(key.lastAttackerUse), minute(key.lastOtherUseBefore), key.idleBefore.rawValue,
                            String(key.calls), String(key.denied), key.reason,
                        ]
                    })
            ])
    }

    private var addresses: Report.Section {
        let addresses = found.scope.addresses.filter { $0.status != .excluded }
        guard !addresses.isEmpty else { return Report.Section("Addresses", []) }
        return Report.Section(
            "Addresses",
            [
                .table(
                    headings: ["address", "status", "first", "last", "calls", "keys", "who says what", "reason"],
                    rows: addresses.map { address in
                        let labels = found.intelligence.labels(of: address.address)
                            .map { "\($0.text) (\($0.source))" }
                        return [
                            address.address, address.status.rawValue, minute(address.firstSeen),
                            minute(address.lastSeen), String(address.calls), String(address.keys.count),
                            labels.joined(separator: ", "), address.reason,
                        ]
                    })
            ])
    }

    private var others: Report.Section {
        var blocks: [Report.Block] = []
        let sessions = found.scope.sessions
        if !sessions.isEmpty {
            blocks.append(
                .table(
                    headings: ["session of", "name", "key", "created", "status", "calls"],
                    rows: sessions.map { session in
                        [
                            session.principal, session.session ?? "-", session.accessKeyID ?? "-",
                            time(session.created), session.status.rawValue, String(session.rows.count),
                        ]
                    }))
        }
        let accounts = found.scope.externalAccounts
        if !accounts.isEmpty {
            blocks.append(.list(accounts.map { "account \($0.account): \($0.how)" + evidence($0.evidence) }))
        }
        if !found.decisions.isEmpty {
            blocks.append(.paragraph("Decided by the analyst:"))
            blocks.append(.list(found.decisions.map(sentence)))
        }
        if !found.bystanders.isEmpty {
            blocks.append(.paragraph("Not in scope:"))
            blocks.append(.list(found.bystanders.map { "\($0.value): \($0.reason)" + evidence($0.evidence) }))
        }
        return Report.Section("Sessions, accounts, and who is not in scope", blocks)
    }

    /// `accepted 203.0.113.9: confirms AKIA..., 203.0.113.9; 12 calls more are the attacker's`.
    private func sentence(_ decision: ScopeDecision) -> String {
        func named(_ word: String, _ values: [String]) -> [String] {
            guard !values.isEmpty else { return [] }
            let more = values.count > 8 ? " and \(values.count - 8) more" : ""
            return ["\(word) \(values.prefix(8).joined(separator: ", "))\(more)"]
        }
        let calls =
            decision.calls == 0
            ? []
            : ["\(abs(decision.calls)) \(decision.calls > 0 ? "more" : "fewer") calls are the attacker's"]
        let effects = named("confirms", decision.gained) + named("leaves out", decision.lost) + calls
        return "\(decision.kind.rawValue) \(decision.value): "
            + (effects.isEmpty ? "changes nothing" : effects.joined(separator: "; "))
    }

    private var phases: Report.Section {
        guard !found.phases.isEmpty else { return Report.Section("Phases", []) }
        return Report.Section(
            "Phases",
            [
                .table(
                    headings: ["phase", "first", "last", "calls"],
                    rows: found.phases.map { [$0.name, time($0.first), time($0.last), String($0.rows.count)] })
            ])
    }

    /// The attacker's calls in the order of time.
    private var timeline: Report.Section {
        let timeline = Timeline(of: found.scope.attackerRows, in: index, gaps: found.trail.gaps)
        return TimelineReport(timeline, in: found.trail).section("Timeline", lines: 200)
    }

    private var matrix: Report.Section {
        let matrix = found.sweep
        guard !matrix.keys.isEmpty else { return Report.Section("Sweep", []) }
        return Report.Section(
            "Which key was allowed what",
            [
                .table(
                    headings: ["key"] + matrix.calls,
                    rows: zip(matrix.keys, matrix.cells).map { key, cells in [key] + cells.map { $0?.word ?? "-" } })
            ])
    }

    private var techniques: Report.Section {
        let rows = found.techniques.tactics.flatMap { tactic, entries in
            entries.map { entry in
                let former = Crosswalk.former(of: entry.technique, in: tactic).map { ", formerly \($0)" } ?? ""
                return [
                    tactic.name, entry.technique.id + former, entry.technique.fullName,
                    "\(entry.count) \(entry.countsKeys ? "key" : "call")\(entry.count == 1 ? "" : "s")",
                    entry.rows.first.flatMap { index.eventIDs[$0] } ?? "-",
                ]
            }
        }
        guard !rows.isEmpty else { return Report.Section("ATT&CK", []) }
        return Report.Section(
            "ATT&CK v\(found.techniques.version.number)",
            [.table(headings: ["tactic", "id", "technique", "seen", "first event"], rows: rows)])
    }

    private var lineage: Report.Section {
        let edges = found.lineage.edges.filter { $0.via != "owner" }
        guard !edges.isEmpty else { return Report.Section("Lineage", []) }
        return Report.Section(
            "Lineage",
            [
                .list(
                    edges.map { edge in
                        "\(edge.from) \(edge.isWeak || edge.bond == .started ? "..>" : "-->") \(edge.to) by \(edge.via) (\(edge.bond.words))"
                            + evidence([edge.row])
                    })
            ])
    }

    private var robots: Report.Section {
        let lead = found.lead?.id ?? found.alerts.first?.id
        let answers = found.robots.filter { $0.alertID == lead }
        guard !answers.isEmpty else { return Report.Section("Robots", []) }
        return Report.Section(
            "What robots answered",
            answers.flatMap { answer -> [Report.Block] in
                [
                    .paragraph(answer.question),
                    .list([
                        "\(answer.verdict.rawValue), confidence \(answer.confidence.rawValue): \(answer.answer)"
                            + evidence(answer.evidence, of: answer.events)
                    ]),
                ]
            })
    }

    private var patterns: Report.Section {
        Report.Section(
            "Patterns",
            found.patterns.isEmpty
                ? []
                : [
                    .list(
                        found.patterns.map { pattern in
                            "\(pattern.text) (\(pattern.mark.rawValue), confidence \(pattern.confidence.rawValue))"
                                + evidence(pattern.rows)
                        })
                ])
    }

    private var hypotheses: Report.Section {
        Report.Section(
            "How they may have got in",
            found.hypotheses.flatMap { hypothesis -> [Report.Block] in
                let signs =
                    hypothesis.supporting.map { "for: \($0.text)" + evidence($0.rows) }
                    + hypothesis.against.map { "against: \($0.text)" + evidence($0.rows) }
                return [
                    .paragraph("\(hypothesis.text) (confidence \(hypothesis.confidence.rawValue))"), .list(signs),
                ]
            })
    }

    private var response: Report.Section {
        Report.Section(
            "Response",
            found.response.flatMap { step -> [Report.Block] in
                let line = Report.Block.paragraph(
                    "\(step.order). \(step.phase.rawValue), \(step.state.rawValue): \(step.action)"
                        + evidence(step.verifiedBy + step.takenBackBy))
                // What is done needs no command.
                return step.state == .proposed ? [line, .code(step.command)] : [line]
            })
    }

    private var resilience: Report.Section {
        Report.Section(
            "Resilience",
            found.resilience.isEmpty
                ? [] : [.list(found.resilience.map { $0.recommendation + evidence($0.evidence) })])
    }

    private var blindSpots: Report.Section {
        Report.Section(
            "Blind spots",
            found.blindSpots.isEmpty ? [] : [.list(found.blindSpots.map { $0.text + evidence($0.evidence) })])
    }

    private var coverage: Report.Section {
        let coverage = found.coverage
        var blocks: [Report.Block] = [
            .paragraph(
                "Grade \(coverage.grade.rawValue): window \(time(coverage.from)) to \(time(coverage.to)), "
                    + "\(coverage.historyDays) days of history before it, \(coverage.accounts.count) accounts, "
                    + "\(coverage.regions.count) regions.")
        ]
        if !coverage.reasons.isEmpty { blocks.append(.list(coverage.reasons)) }
        if !coverage.gaps.isEmpty {
            blocks.append(
                .table(
                    headings: ["from", "to", "account", "region", "why"],
                    rows: coverage.gaps.map {
                        [time($0.from), time($0.to), $0.account, $0.region ?? "all", $0.reason]
                    }))
        }
        return Report.Section("Coverage", blocks)
    }
}
