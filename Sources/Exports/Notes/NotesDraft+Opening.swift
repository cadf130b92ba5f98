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
            span == nil
                ? "no event of AWS CloudTrail"
                : """
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
        field("Data coverage", "grade \(words: coverage.grade.rawValue), \(coverageMeaning)")
        field("Told one by one", selection)
        field(
            "Marks",
            """
            \(mark: .observed) is in the records cited; \(mark: .inferred) is concluded from them; \(mark: .unknown) is not \
            in the trail. That calls are the attacker's is itself concluded, as told under \u{201C}Scope\u{201D}; what they \
            did is observed. What an analyst wrote counts as inferred, unless it is marked.
            """)
        field("References", "[E12] is line E12 of the table \u{201C}Evidence\u{201D}; all times are UTC.")
        open("Incident notes", "head", level: 1)
        if head.isSample { explain("\(strong: "SAMPLE DATA"): a made-up case, not an incident.") }
        if let partial = head.partial { explain("\(strong: "PART OF THE TRAIL"): \(partial)") }
        add(.fields(fields))
    }

    private var selection: NotesText {
        switch exported.selection {
        case .all: exported.rows.isEmpty ? "nothing, since no call of an attacker was found" : "the attacker's calls"
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
                    noIncident, index.count == 0 ? .unknown : .inferred, [], confidence: found.coverage.confidence),
                statement(coverageSentence, .inferred, []),
            ]
        }
        var lines = [whoAndWhen(first, last)]
        if let alert = found.lead {
            lines.append(
                statement(
                    "The investigation started from the alert \u{201C}\(alert.rule.title)\u{201D}: \(extent(of: alert)).",
                    .observed, alert.rows))
        }
        lines.append(whatWasDone())
        lines += [rulesLine(), changesLine()].compactMap(\.self)
        lines += [stillWorkingLine(), wayInLine()].compactMap(\.self)
        lines.append(responseLine())
        return Array(lines.prefix(8))
    }

    /// When an alert was raised, or how many events it is about, and when they were.
    private func extent(of alert: Alert) -> NotesText {
        alert.count == 1
            ? "a call at \(time: alert.first)"
            : "\(counted: alert.count, "event"), \(time: alert.first) to \(time: alert.last)"
    }

    /// That nothing was found, and how far that can be relied on.
    private var noIncident: NotesText {
        guard index.count > 0 else { return "There is not a single event to judge by: nothing can be said." }
        let found: NotesText = "\(self.found.start) No credential is known to be in an attacker's hands."
        return self.found.coverage.allowsNegativeAnswers
            ? found : found + " The trail may lack what would show one."
    }

    private mutating func whoAndWhen(_ first: Int, _ last: Int) -> NotesDocument.Statement {
        let accounts = Set(scope.attackerRows.compactMap { index.text(.account, $0) }).sorted()
        return statement(
            """
            From \(time: index.time(first)) to \(time: index.time(last)) an attacker used \(holdings), in \
            \(words: accounts.count == 1 ? "account" : "accounts") \(accounts.map { "\(code: $0)" }.listed()), from \
            \(counted: scope.confirmedAddresses.count, "address", plural: "addresses").
            """, .observed, [first, last], of: scope.attackerRows.count)
    }

    private mutating func whatWasDone() -> NotesDocument.Statement {
        let rows = scope.attackerRows
        let ok = rows.count { index.flags($0).outcome == .ok }
        let phases = found.phases.map { "\(words: $0.name)" as NotesText }
        let steps: NotesText = phases.isEmpty ? "" : ", in the phases \(phases.listed(atMost: 8))"
        let services = Interest.leading(found.services, atMost: 3).map { "\($0.name.uppercased())" as NotesText }
        let aims: NotesText =
            services.isEmpty
            ? ""
            : services.count == 1
                ? "; the service they called with most keys is \(services.listed())"
                : "; the services they called with most keys are \(services.listed())"
        return statement(
            """
            They made \(counted: rows.count, "call"), of which \(ok) \(words: ok == 1 ? "was" : "were") \
            allowed\(steps)\(aims).
            """, .observed, rows)
    }

    private mutating func rulesLine() -> NotesDocument.Statement? {
        let ledger = found.securityGroups
        guard ledger.opened > 0 else { return nil }
        let rows = Set(ledger.rules.compactMap(\.openedBy.first)).sorted()
        let groups = Set(ledger.rules.map { [$0.account, $0.region, $0.rule.group] }).count
        let count = ledger.stillOpen.count
        let open: NotesText =
            count == 0
            ? "none is known to be open" : "\(count) \(words: count == 1 ? "is" : "are") \(words: doubt)open"
        return statement(
            """
            They opened \(counted: ledger.opened, "firewall rule") in \(counted: groups, "security group"); \
            \(ledger.revoked) \(words: ledger.revoked == 1 ? "has" : "have") been revoked, and \(open) at the end of the \
            trail, \(time: ledger.asOf).
            """, .observed, rows)
    }

    /// `perhaps still `, where the trail may lack what undid something.
    var doubt: String { found.coverage.allowsNegativeAnswers ? "still " : "perhaps still " }

    private mutating func changesLine() -> NotesDocument.Statement? {
        let changes = found.changes
        guard !changes.isEmpty else { return nil }
        let told = changes.map { "\(words: $0.kind.words) \(named($0))" as NotesText }
        let noun = found.securityGroups.opened > 0 ? "other change" : "change"
        return statement(
            "They made \(counted: changes.count, noun): \(told.listed(atMost: 4)); \(fates(of: changes)).", .observed,
            changes.map(\.row))
    }

    private mutating func stillWorkingLine() -> NotesDocument.Statement? {
        guard let dwell = Dwell(of: scope, in: trail) else { return nil }
        let active = dwell.activeKeys
        let keys = dwell.held.count { $0.kind == .key }
        guard keys > 0 else { return nil }
        let all: NotesText = "\(counted: keys, "long-lived key")"
        let share: NotesText =
            active.isEmpty ? "None of \(all)" : active.count == keys ? all : "\(active.count) of \(all)"
        let named: NotesText =
            active.isEmpty ? "." : ": \(active.map { "\(code: $0)" as NotesText }.listed(atMost: 4))."
        return statement(
            """
            \(share) \(words: active.count == 1 || active.isEmpty ? "is" : "are") \(words: active.isEmpty ? "" : doubt)\
            \(words: active.isEmpty ? "known to be " : "")active at the end of the trail\(named)
            """, .inferred, dwell.ended.map(\.row).sorted(), confidence: found.coverage.confidence)
    }

    private mutating func wayInLine() -> NotesDocument.Statement? {
        guard let leading = found.hypotheses.first else {
            return statement("How they came by the credentials is undetermined.", .unknown, [])
        }
        let isDetermined = Hypothesis.determined(among: found.hypotheses) == leading
        return statement(
            isDetermined
                ? "How they came by the credentials: \(leading.text)"
                : "How they came by the credentials is undetermined. Most likely: \(leading.text)", .inferred,
            leading.supporting.flatMap(\.rows).sorted(), confidence: leading.confidence)
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
            """, .inferred, verified.flatMap(\.verifiedBy).sorted())
    }

    var coverageSentence: NotesText {
        "The data has coverage grade \(words: found.coverage.grade.rawValue): \(coverageMeaning)."
    }

    /// For readers who do not know the letters, with the first reason why the grade is no better.
    private var coverageMeaning: NotesText {
        let coverage = found.coverage
        let time: NotesText = scope.hasMembers ? "the time of the attack" : "the time of the trail"
        let reason: NotesText = coverage.reasons.first.map { ": \($0)" } ?? ""
        return switch coverage.grade {
        case .complete: "complete for \(time), and for the days before it that count as habit"
        case .shortBaseline: "complete for \(time), but not for the days before it that count as habit\(reason)"
        case .gaps: "with gaps in \(time)\(reason)"
        case .broken: "not to be relied on for \(time)\(reason)"
        }
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
                """, .inferred, steps.filter { $0.state == .verified }.flatMap(\.verifiedBy).sorted())
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
