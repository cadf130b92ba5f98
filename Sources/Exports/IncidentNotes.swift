public import ATTACK
public import CloudTrail
public import Detections
internal import Events
internal import Ingest
public import Investigation
public import Records
internal import Sigma
internal import Text

/// Incident notes in Markdown, in which every claim names the records it rests on.
public struct IncidentNotes {
    private let trail: Trail
    private let alerts: [Alert]
    private let muted: [MutedAlert]
    private let incident: Incident
    private let generated: EventTime
    private let isSample: Bool
    private let attack: AttackVersion
    private let coverage: String?
    let investigation: Investigation?
    let analyst: AnalystRecord
    var evidence = EvidenceList()
    private var parts: [String] = []

    /// - Parameters:
    ///   - alerts: the alerts of the trail that are not muted, the gravest first.
    ///   - muted: those that are, which the notes list with the reasons.
    ///   - generated: the moment that the notes carry; the only thing in them that the input does not decide.
    ///   - isSample: the trail is the sample case, which the header says.
    ///   - attack: the version of ATT&CK whose words the notes use.
    ///   - investigation: what follows from the incident: answers and steps; nil leaves them out.
    ///   - analyst: what the analyst wrote and decided.
    ///   - coverage: what of the trail was not loaded, in a sentence for the header; nil where everything was.
    public init(
        _ trail: Trail, alerts: [Alert], muted: [MutedAlert] = [], incident: Incident, generated: EventTime,
        isSample: Bool = false, attack: AttackVersion = .v18, investigation: Investigation? = nil,
        analyst: AnalystRecord = AnalystRecord(), coverage: String? = nil
    ) {
        self.trail = trail
        self.alerts = alerts
        self.muted = muted
        self.incident = incident
        self.generated = generated
        self.isSample = isSample
        self.attack = attack
        self.investigation = investigation
        self.analyst = analyst
        self.coverage = coverage
    }

    /// The document.
    ///
    /// - Complexity: reads the records that the timeline names, once each.
    public func markdown() -> String {
        var writer = self
        writer.header()
        writer.leadAlert()
        writer.mutes()
        writer.questions()
        writer.credentials()
        writer.addresses()
        writer.timeline()
        writer.tactics()
        writer.response()
        writer.analystNotes()
        writer.visibility()
        writer.appendix()
        return writer.parts.joined(separator: "\n")
    }

    private var index: EventIndex { trail.index }
    private var scope: Scope { incident.scope }

    mutating func add(_ text: String) { parts.append(text.hasSuffix("\n") ? text : text + "\n") }

    private func time(_ time: EventTime?) -> String { time?.iso8601 ?? "-" }

    func prose(_ text: String) -> String { MarkdownText.escaped(Defang.prose(text)) }

    // MARK: Parts

    private mutating func header() {
        add("# Incident notes\n")
        if isSample { add("**SAMPLE DATA**: a made-up case, not an incident.\n") }
        if let coverage { add("**PART OF THE TRAIL**: \(prose(coverage))\n") }
        let span = index.span
        add(
            """
            - Generated: \(generated.iso8601) by Huckleberry, ATT&CK v\(attack.number)
            - Trail: \(index.count) events, \(time(span?.lowerBound)) to \(time(span?.upperBound)), \
            \(index.values(.account, in: .all(of: index.count)).count) accounts, \
            \(index.values(.region, in: .all(of: index.count)).count) regions
            - Read: \(trail.report.sources.count) files; \(trail.report.duplicates) duplicate records, \
            \(trail.report.rejected) rejected
            - Marks: *observed* is in the records cited; *inferred* is concluded from them; *unknown* is not in the trail.
            """)
    }

    private mutating func leadAlert() {
        add("## Lead alert\n")
        guard let alert = incident.alert else {
            add("No alert was raised over this trail. *Observed.*")
            return
        }
        add("**\(prose(alert.rule.title))**, level \(alert.rule.level.rawValue), score \(alert.score) of 100.\n")
        if let row = alert.leadRow {
            let call = index.text(.name, row) ?? "?"
            let type = index.text(.eventType, row) == "AwsConsoleSignIn" ? "a sign-in" : "an API call, not a sign-in"
            add(
                """
                At \(time(index.time(row))) the principal \(code(index.text(.principal, row))) made \(code(call)) with the \
                key \(code(index.text(.key, row))) from \(MarkdownTable.Cell.address(index.text(.ip, row) ?? "no address").markdown): \(type), \
                client \(index.flags(row).client.word), MFA \(mfa(index.flags(row).mfa)). \(evidence.cite(row)) *Observed.*

                """)
        }
        add("Why it is suspicious:\n")
        add(
            alert.reasons.map { reason in
                let cited = reason.evidence.prefix(3).map { evidence.cite($0) }.joined(separator: " ")
                return "- \(reason.points) points: \(prose(reason.text)) \(cited)"
            }.joined(separator: "\n"))
        let others = alerts.filter { $0.id != alert.id }
        guard !others.isEmpty else { return }
        add("Other alerts:\n")
        var table = MarkdownTable("Level", "Score", "Rule", "Events", "First", "Last")
        for other in others.prefix(30) {
            table.add(
                .markup(other.rule.level.rawValue), .number(other.score), .text(Defang.prose(other.rule.title)),
                .number(other.count), .time(other.first), .time(other.last))
        }
        add(table.text)
    }

    /// What was decided not to be read, so that it can be weighed again.
    private mutating func mutes() {
        guard !muted.isEmpty else { return }
        add("Muted alerts:\n")
        var table = MarkdownTable("Level", "Rule", "Events", "Muted for", "Reason", "Decided")
        for part in muted {
            let value = part.mute.value.map { "\($0.field.rawValue) \($0.text)" }
            table.add(
                .markup(part.alert.rule.level.rawValue), .text(Defang.prose(part.alert.rule.title)),
                .number(part.alert.count), .text(Defang.prose(value ?? "every match")),
                .text(Defang.prose(part.mute.reason)), .time(part.mute.time))
        }
        add(table.text)
    }

    private func code(_ text: String?) -> String { text.map { MarkdownText.code($0) } ?? "*not recorded*" }

    private func mfa(_ mfa: MFA) -> String {
        switch mfa {
        case .yes: "used"
        case .no: "not used"
        case .unrecorded: "not recorded"
        }
    }

    private mutating func credentials() {
        add("## Which credentials, and for how long\n")
        guard let onset = scope.onset, !scope.confirmedKeys.isEmpty else {
            add("No key is confirmed to be in the attacker's hands. *Unknown.*")
            return
        }
        add(
            """
            \(scope.confirmedKeys.count) access keys of \(scope.confirmedPrincipals.count) principals were used from \
            \(scope.confirmedAddresses.count) addresses of the attacker. The incident begins at \(onset.time.iso8601): \
            \(prose(onset.reason)). *Inferred* from the addresses that the keys share.

            """)
        var table = MarkdownTable(
            "Key", "Principal", "Status", "First attacker use", "Last attacker use", "Last other use before",
            "Idle before", "Calls", "Denied", "Addresses", "Why", "Evidence")
        for key in scope.keys where key.status != .excluded {
            table.add(
                .text(key.accessKeyID), .text(key.principal), .markup(key.status.rawValue), .time(key.firstAttackerUse),
                .time(key.lastAttackerUse), .time(key.lastOtherUseBefore), .markup(key.idleBefore.rawValue),
                .number(key.calls), .number(key.denied),
                .markup(key.addresses.map { Defang.address($0) }.joined(separator: ", ")),
                .text(Defang.prose(key.reason)), .markup(evidence.cite(span: key.attackerRows)))
        }
        add(table.text)
        let idle = scope.confirmedKeys.count { $0.idleBefore == .yes }
        if idle > 0 {
            add(
                "\(idle) of them were used by nobody else in the 30 days before. They were probably found recently, not "
                    + "watched for long. *Inferred.*")
        }
        let excluded = scope.keys.filter { $0.status == .excluded }
        if !excluded.isEmpty {
            add("Kept out:\n")
            add(excluded.map { "- \(code($0.accessKeyID)): \(prose($0.reason))" }.joined(separator: "\n"))
        }
    }

    private mutating func addresses() {
        guard !scope.addresses.isEmpty else { return }
        add("## Addresses\n")
        var table = MarkdownTable("Address", "Status", "First seen", "Last seen", "Keys", "Calls", "Denied", "Why")
        for address in scope.addresses {
            table.add(
                .address(address.address), .markup(address.status.rawValue), .time(address.firstSeen),
                .time(address.lastSeen), .number(address.keys.count), .number(address.calls), .number(address.denied),
                .text(Defang.prose(address.reason)))
        }
        add(table.text)
    }

    private mutating func timeline() {
        guard !scope.attackerRows.isEmpty else { return }
        add("## What they did (UTC)\n")
        var table = MarkdownTable(
            "Time", "Principal", "Key", "Address", "Call", "Target", "Result", "Technique", "Evidence")
        for burst in Burst.fold(scope.attackerRows, in: index) {
            let row = burst.first
            table.add(
                .markup(
                    burst.isFolded
                        ? "\(time(index.time(row))) to \(index.time(burst.last).clock)" : time(index.time(row))),
                .text(shortPrincipal(row)), .text(index.text(.key, row) ?? "-"), .address(index.text(.ip, row) ?? "-"),
                .text((index.text(.name, row) ?? "?") + (burst.isFolded ? " x\(burst.rows.count)" : "")),
                .text(target(burst)), .text(result(burst)), .markup(techniques(row)),
                .markup(evidence.cite(span: burst.rows)))
        }
        add(table.text)
    }

    private func shortPrincipal(_ row: Int) -> String {
        index.text(.user, row) ?? index.text(.role, row) ?? index.text(.principal, row) ?? "-"
    }

    private func target(_ burst: Burst) -> String {
        var records: [(row: Int, record: Record)] = []
        trail.records.forEach(burst.rows) { row, record in records.append((row, record)) }
        return CallTarget.summary(of: records.sorted { $0.row < $1.row }.map(\.record.json))
    }

    private func result(_ burst: Burst) -> String {
        let failures = burst.denied + burst.failed
        if failures == 0 { return "ok" }
        if failures < burst.rows.count {
            return "\(burst.rows.count - failures) ok, \(burst.denied) denied, \(burst.failed) failed"
        }
        return burst.denied > 0 ? "denied" : index.text(.error, burst.first) ?? "failed"
    }

    private func techniques(_ row: Int) -> String {
        CallTable.standard.techniques(
            service: index.text(.service, row) ?? "", name: index.text(.name, row) ?? "", in: attack
        ).map(\.id).joined(separator: ", ")
    }

    private mutating func tactics() {
        let tally = TechniqueTally(scope.attackerRows, scope: scope, in: index, version: attack)
        guard tally.tactics.contains(where: { !$0.entries.isEmpty }) else { return }
        add("## ATT&CK\n")
        var table = MarkdownTable("Tactic", "Technique", "Count", "Evidence")
        for (tactic, entries) in tally.tactics {
            for entry in entries {
                let former = Crosswalk.former(of: entry.technique, in: tactic).map { ", formerly \($0)" } ?? ""
                table.add(
                    .text("\(tactic.name) (\(tactic.id))"),
                    .text("\(entry.technique.fullName) (\(entry.technique.id)\(former))"),
                    .markup("\(entry.count) \(entry.countsKeys ? "key" : "call")\(entry.count == 1 ? "" : "s")"),
                    .markup(evidence.cite(span: entry.rows)))
            }
        }
        add(table.text)
        add("A call is counted for each technique that it may serve; the table of calls is a judgement.\n")
        add(attackAttribution)
    }

    private mutating func visibility() {
        add("## What this trail cannot show\n")
        var gaps = [
            "What happened on hosts after a key pair was made or an instance started: CloudTrail records no operating system.",
            "Network traffic through opened security groups: needs flow logs.",
        ]
        let categories = index.values(.category, in: .all(of: index.count))
        if !categories.contains("Data") {
            gaps.append("Reads and writes of objects in S3: no data events in the trail.")
        }
        if trail.report.rejected > 0 {
            gaps.append("\(trail.report.rejected) records were rejected; see `huckleberry inspect`.")
        }
        add(gaps.map { "- \($0) *Unknown.*" }.joined(separator: "\n"))
    }

    private mutating func appendix() {
        add("## Evidence\n")
        var table = MarkdownTable("No.", "Event ID", "File", "SHA-256 of the file", "Record")
        for (number, row) in evidence.rows.enumerated() {
            let location = index.location(row)
            let source = trail.report.sources[location.source]
            table.add(
                .markup("E\(number + 1)"), .text(index.eventIDs[row] ?? "-"), .text(source.path),
                .markup(source.sha256 ?? "-"), .number(location.record))
        }
        add(table.isEmpty ? "No record is cited.\n" : table.text)
    }
}
