internal import ATTACK
internal import Cases
internal import CloudTrail
internal import Detections
internal import Events
internal import Ingest
internal import Investigation
internal import Records

/// The head of the notes, and what who reads no further has to know.
extension NotesDraft {
    mutating func header() {
        let head = exported.header
        let span = index.span
        let everything = RowSet.all(of: index.count)
        let coverage = found.coverage
        let report = trail.report
        var fields: [NotesDocument.Field] = []
        func field(_ name: String, _ value: NotesText) { fields.append(.init(name: name, value: value)) }
        if let id = head.caseID { field("Case", "\(code: id)") }
        if !head.name.isEmpty { field("Evidence loaded from", "\(code: head.name)") }
        field("Handling", "\(strong: head.tlp)")
        field("Analyst", head.analyst.isEmpty ? "not named" : "\(head.analyst)")
        field(
            "Generated",
            "\(time: head.generated) by Huckleberry \(words: head.version), ATT&CK v\(words: head.attack.number)")
        field(
            "Trail",
            """
            \(counted: index.count, "event") of AWS CloudTrail, \(time: span?.lowerBound) to \(time: span?.upperBound), \
            \(counted: index.values(.account, in: everything).count, "account"), \
            \(counted: index.values(.region, in: everything).count, "region")
            """)
        field(
            "Read",
            """
            \(counted: report.sources.count, "file"); \(counted: report.duplicates, "duplicate record"), \
            \(report.rejected) rejected
            """)
        field("Data coverage", "grade \(words: coverage.grade.rawValue), \(words: coverage.grade.meaning)")
        field("Told one by one", selection)
        field(
            "Marks",
            """
            \(mark: .observed) is in the records cited; \(mark: .inferred) is concluded from them; \(mark: .unknown) is not \
            in the trail. What an analyst wrote counts as inferred, unless it is marked.
            """)
        field("References", "[E12] is line E12 of the table \u{201C}Evidence\u{201D}; all times are UTC.")
        open("Incident notes", "head", level: 1)
        if head.isSample { explain("\(strong: "SAMPLE DATA"): a made-up case, not an incident.") }
        if let partial = head.partial { explain("\(strong: "PART OF THE TRAIL"): \(partial)") }
        add(.fields(fields))
    }

    private var selection: NotesText {
        switch exported.selection {
        case .all: "the attacker's calls"
        case .filter(let words, let rows): "\(counted: rows.count, "event") that the filter \(code: words) keeps"
        case .annotated(let rows): "\(counted: rows.count, "event") that an analyst marked, tagged or wrote about"
        }
    }

    // MARK: Summary

    mutating func summary() {
        open("Executive summary", "summary")
        if addAnalyst(NotesSection.summary) { return }
        add(.list(draftedSummary()))
    }

    /// Eight lines at most, from what follows from the records.
    private mutating func draftedSummary() -> [NotesDocument.Statement] {
        guard scope.hasMembers, let first = scope.attackerRows.first, let last = scope.attackerRows.last else {
            return [
                statement(
                    "\(found.start) No credential is confirmed to be in an attacker's hands.", .unknown, []),
                statement(coverageSentence, .inferred, []),
            ]
        }
        var lines = [whoAndWhen(first, last)]
        if let alert = found.lead {
            lines.append(
                statement(
                    "It was noticed by the alert \u{201C}\(alert.rule.title)\u{201D} at \(time: alert.first).",
                    .observed, alert.leadRow.map { [$0] } ?? []))
        }
        lines.append(whatWasDone())
        lines += [rulesLine(), changesLine()].compactMap(\.self)
        lines += [stillWorkingLine(), wayInLine()].compactMap(\.self)
        lines.append(responseLine())
        return Array(lines.prefix(8))
    }

    private mutating func whoAndWhen(_ first: Int, _ last: Int) -> NotesDocument.Statement {
        let accounts = Set(scope.attackerRows.compactMap { index.text(.account, $0) }).sorted()
        let keys = scope.confirmedKeys
        let holders: NotesText =
            keys.isEmpty
            ? "sessions of \(counted: scope.confirmedPrincipals.count, "principal")"
            : "\(counted: keys.count, "access key") of \(counted: scope.confirmedPrincipals.count, "principal")"
        return statement(
            """
            From \(time: index.time(first)) to \(time: index.time(last)) an attacker used \(holders) in \
            \(words: accounts.count == 1 ? "account" : "accounts") \(accounts.map { "\(code: $0)" }.listed()), from \
            \(counted: scope.confirmedAddresses.count, "address", plural: "addresses").
            """, .observed, [first, last])
    }

    private mutating func whatWasDone() -> NotesDocument.Statement {
        let rows = scope.attackerRows
        let denied = rows.count { index.flags($0).outcome == .denied }
        let failed = rows.count { index.flags($0).outcome == .error }
        let phases = found.phases.map { "\(words: $0.name)" as NotesText }.listed(atMost: 8)
        let after = Interest.leading(found.services, atMost: 3).map { "\($0.name.uppercased())" as NotesText }
        let aims: NotesText = after.isEmpty ? "" : "; they were after \(after.listed())"
        return statement(
            """
            They made \(counted: rows.count, "call"), of which \(rows.count - denied - failed) were allowed: \
            \(phases)\(aims).
            """, .observed, rows)
    }

    private mutating func rulesLine() -> NotesDocument.Statement? {
        let ledger = found.securityGroups
        guard ledger.opened > 0 else { return nil }
        let rows = Set(ledger.rules.compactMap(\.openedBy.first)).sorted()
        let groups = Set(ledger.rules.map { [$0.account, $0.region, $0.rule.group] }).count
        return statement(
            """
            They opened \(counted: ledger.opened, "firewall rule") in \(counted: groups, "security group"); \
            \(ledger.revoked) \(words: ledger.revoked == 1 ? "has" : "have") been revoked, and \(ledger.stillOpen.count) \
            \(words: ledger.stillOpen.count == 1 ? "is" : "are") \(words: doubt)open at the end of the trail, \
            \(time: ledger.asOf).
            """, .observed, rows)
    }

    /// `perhaps still `, where the trail may lack what undid something.
    var doubt: String { found.coverage.allowsNegativeAnswers ? "still " : "perhaps still " }

    private mutating func changesLine() -> NotesDocument.Statement? {
        let changes = found.changes
        guard !changes.isEmpty else { return nil }
        let told = changes.map { "\(words: $0.kind.words) \(code: $0.id)" as NotesText }
        let standing = changes.count { $0.removedBy == nil }
        return statement(
            """
            They made \(counted: changes.count, "other change"): \(told.listed(atMost: 4)); \(standing) \
            \(words: standing == 1 ? "is" : "are") \(words: doubt)in place.
            """, .observed, changes.map(\.row))
    }

    private mutating func stillWorkingLine() -> NotesDocument.Statement? {
        guard let answer = found.answers.first(where: { $0.id == "duration" }), let dwell = Dwell(of: scope, in: trail)
        else { return nil }
        let active = dwell.activeKeys
        let keys = scope.confirmedKeys.count
        guard keys > 0 else { return nil }
        let named: NotesText =
            active.isEmpty ? "." : ": \(active.map { "\(code: $0)" as NotesText }.listed(atMost: 4))."
        return statement(
            """
            \(active.count) of the \(counted: keys, "key") \(words: active.count == 1 ? "is" : "are") \
            \(words: doubt)active at the end of the trail\(named)
            """, active.isEmpty ? answer.mark : .inferred, dwell.ended.map(\.row).sorted())
    }

    private mutating func wayInLine() -> NotesDocument.Statement? {
        guard let answer = found.answers.first(where: { $0.id == "access" }) else { return nil }
        let likely = found.hypotheses.first.map { "; most likely: \($0.text)" as NotesText } ?? "."
        return statement(
            answer.mark == .unknown
                ? "How they came by the credentials is undetermined\(likely)"
                : "How they came by the credentials\(likely)", answer.mark, Array(answer.evidence.prefix(2)),
            confidence: answer.confidence)
    }

    private mutating func responseLine() -> NotesDocument.Statement {
        let steps = found.response
        let verified = steps.filter { $0.state == .verified }
        let done = steps.count { $0.state != .verified && analyst.steps[$0.id]?.isDone == true }
        let also: NotesText = done == 0 ? "" : " \(done) more \(words: done == 1 ? "is" : "are") said to be done."
        return statement(
            """
            Of \(counted: steps.count, "step") of the response \(verified.count) \
            \(words: verified.count == 1 ? "is" : "are") verified in later records.\(also) \(coverageSentence)
            """, .inferred, verified.flatMap(\.verifiedBy).sorted().prefix(1) + [])
    }

    var coverageSentence: NotesText {
        "The data has coverage grade \(words: found.coverage.grade.rawValue): \(words: found.coverage.grade.meaning)."
    }

    // MARK: Status

    mutating func status() {
        open("Status, severity and impact", "status")
        let steps = found.response
        let verified = steps.count { $0.state == .verified }
        let done = steps.count { $0.state != .verified && analyst.steps[$0.id]?.isDone == true }
        if steps.isEmpty {
            explain("No step of a response follows from the records.")
        } else {
            say(
                """
                Of \(counted: steps.count, "step") of the response \(verified) \(words: verified == 1 ? "is" : "are") \
                verified, \(done) said to be done, and \(steps.count - verified - done) open.
                """, .inferred, [])
        }
        part("Status and severity", .severity)
        part("Impact", .impact)
    }

    /// Words of the analyst's under a heading, or that there are none.
    mutating func part(_ title: String, _ section: NotesSection) {
        open(title, section.rawValue, level: 3)
        if !addAnalyst(section) { explain("Not written yet.") }
    }
}

extension Coverage.Grade {
    /// For readers who do not know the letters.
    var meaning: String {
        switch self {
        case .complete: "complete for the time of the attack and the time before it that counts as habit"
        case .shortBaseline: "complete for the time of the attack; what came before is shorter than the baseline"
        case .gaps: "with gaps in the time of the attack"
        case .broken: "the trail was stopped, changed or unreadable in the time of the attack"
        }
    }
}
