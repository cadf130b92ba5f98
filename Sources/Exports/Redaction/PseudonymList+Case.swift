internal import Cases
internal import CloudTrail
internal import Detections
internal import Events
internal import Ingest
internal import Investigation
internal import Records
internal import Robots

extension PseudonymList {
    /// All values of a case, in the order of the trail: first what every event says of its caller, then what the events
    /// that the case rests on name, then what the analyst wrote.
    ///
    /// - Parameter known: what stands for values already.
    /// - Complexity: a pass over the index, and the records of those events.
    init(of exported: ExportedCase, known: [Pseudonym] = []) {
        restore(known)
        let trail = exported.trail
        addCallers(in: trail.index)
        addTold(exported)
        for source in trail.report.sources { add(allIn: source.path) }
        addWritten(in: exported)
        // What only this export tells comes last, so that the numbers of the rest do not depend on it.
        add(recordsOf: Set(exported.rows), in: trail)
    }

    private mutating func add(recordsOf rows: Set<Int>, in trail: Trail) {
        OrderedRecords(of: rows.sorted(), in: trail).forEach { _, record in
            if let record { add(record: record.json) }
        }
    }

    private mutating func addCallers(in index: EventIndex) {
        for account in values(.account, in: index) { add(.account, account) }
        let principals = index.table(.principal)
        for group in index.groups(.principal, in: .all(of: index.count)) {
            guard let name = principals[group.code] else { continue }
            let kind = index.principalKind(group.code)
            if let arn = ARN(name) {
                add(arn)
            } else if kind != .service, kind != .account, kind != .hidden {
                add(.user, name)
            }
            add(allIn: name)
        }
        for (field, kind) in [
            (IndexField.user, Redactor.Kind.user), (.role, .role), (.session, .session), (.key, .accessKey),
            (.ip, .address),
        ] {
            for value in values(field, in: index) where field != .ip || IPAddress(value) != nil { add(kind, value) }
        }
        for value in values(.vpce, in: index) { add(allIn: value) }
    }

    /// The values of a field in the order in which they first occur.
    private func values(_ field: IndexField, in index: EventIndex) -> [String] {
        let table = index.table(field)
        return index.groups(field, in: .all(of: index.count)).compactMap { table[$0.code] }
    }

    /// Of an alert's events so many are read: it may be about every event of the trail.
    private static let mostOfAlert = 500

    private mutating func addTold(_ exported: ExportedCase) {
        let found = exported.investigation
        let ledger = found.securityGroups
        var cited = found.scope.attackerRows + found.scope.externalAccounts.flatMap(\.evidence)
        cited += ledger.rules.flatMap { $0.openedBy + [$0.revokedBy].compactMap(\.self) }
        cited += found.changes.flatMap { [$0.row] + [$0.removedBy, $0.putBackBy, $0.turnedOffBy].compactMap(\.self) }
        cited += found.answers.flatMap(\.evidence) + found.robots.flatMap(\.evidence)
        cited += found.hypotheses.flatMap { ($0.supporting + $0.against).flatMap(\.rows) }
        cited += found.response.flatMap { $0.evidence + $0.verifiedBy } + found.resilience.flatMap(\.evidence)
        cited += found.blindSpots.flatMap(\.evidence) + found.bystanders.flatMap(\.evidence)
        cited += exported.alerts.flatMap { $0.rows.prefix(Self.mostOfAlert) }
        add(recordsOf: Set(cited), in: exported.trail)
        for opened in ledger.rules {
            for group in [opened.rule.groupID, opened.rule.groupName].compactMap(\.self) { add(.group, group) }
            add(allIn: opened.rule.source)
            for resource in opened.exposes { add(Redactor.Kind(resource.kind), resource.name) }
        }
        for change in found.changes where !change.id.isEmpty {
            if let arn = ARN(change.id) {
                add(arn)
            } else if change.id != exported.trail.index.text(.name, change.row) {
                // Of a setting of a whole account the ID is the call's name.
                add(.resource, change.id)
            }
        }
    }

    private mutating func addWritten(in exported: ExportedCase) {
        let analyst = exported.analyst
        for text in [exported.header.name, exported.header.caseID ?? ""] { add(allIn: text) }
        for note in analyst.notes { for text in [note.subject, note.text] { add(allIn: text) } }
        for decision in analyst.decisions { for text in [decision.what, decision.reason] { add(allIn: text) } }
        for answer in analyst.answers.sorted(by: { $0.key < $1.key }) { add(allIn: answer.value.text) }
        for section in analyst.sections.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            add(allIn: section.value.text)
        }
        for tagged in analyst.tags { add(allIn: tagged.subject) }
        for absent in analyst.absent { for text in [absent.event, absent.account ?? ""] { add(allIn: text) } }
        for load in exported.custody.loads {
            let moved = (load.changes ?? []).flatMap { [$0.path, $0.newPath ?? ""] }
            for text in load.paths + load.options + moved { add(allIn: text) }
        }
        for entry in exported.custody.manifest { add(allIn: entry.path) }
    }
}
