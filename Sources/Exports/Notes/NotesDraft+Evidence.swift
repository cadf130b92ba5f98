internal import Cases
internal import CloudTrail
internal import Detections
internal import Events
internal import Ingest
internal import Investigation
internal import Records
internal import Robots
internal import Sigma

/// What everything rests on: the records, the files they came from, and how it was worked out.
extension NotesDraft {
    /// More files than these are summed up, but for those that evidence is in.
    private static let mostFiles = 60

    /// Called behind all sections that cite: numbers that come later would not be listed.
    ///
    /// - Complexity: reads the records that are cited, once each.
    mutating func evidenceTable() -> [EvidenceRecord] {
        let records = evidenceRecords()
        open("Evidence", "evidence", startsPage: true)
        explain(
            """
            The records that statements rest on. Each can be checked against its file: record n of the file, whose bytes have \
            the hash. \u{201C}huckleberry recheck\u{201D} does so for the export as JSON. The digest level is told under \
            \u{201C}Chain of custody\u{201D}; a dash means that digests were not looked at.
            """)
        let known = Set(analyst.absent.map { "E\($0.number)" })
        let unknown = Set(lostReferences).subtracting(known)
        if !unknown.isEmpty {
            let lost = unknown.sorted { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
            explain(
                """
                Texts of the analyst refer to \(lost.map { "\(code: $0)" as NotesText }.listed(atMost: 20)), which \
                \(words: lost.count == 1 ? "is no number" : "are no numbers") of the evidence.
                """)
        }
        absentEvidence()
        guard !records.isEmpty else {
            explain("No record is cited.")
            return []
        }
        var table = NotesTable(
            .init("No.", .whole), .init("Event ID", .fine), .init("Account", .whole), .init("File", .fine),
            .init("SHA-256 of the file", .fine), .init("Record", .number), .init("SHA-256 of the record", .fine),
            .init("Digest", .whole))
        for record in records {
            table.add(
                [
                    "E\(record.number)", record.eventID.map { "\($0)" } ?? .none,
                    record.account.map { "\($0)" } ?? .none, "\(record.file)", "\(words: record.sha256 ?? "-")",
                    "\(record.record)", "\(words: record.recordSHA256 ?? "could not be read again")",
                    "\(words: record.digest ?? "-")",
                ], anchor: "E\(record.number)")
        }
        add(.table(table))
        return records
    }

    /// What the analyst numbered, and nothing that was read holds: it is told from what is cited, and never left out.
    private mutating func absentEvidence() {
        guard !analyst.absent.isEmpty else { return }
        explain("Numbered by the analyst, and not among the records that were read for these notes:")
        var table = NotesTable(.init("No.", .whole), .init("Event"), .init("Event ID", .fine), .init("Account", .whole))
        for absent in analyst.absent {
            table.add(
                [
                    "E\(absent.number)", "\(absent.event)", absent.eventID.map { "\($0)" } ?? .none,
                    absent.account.map { "\($0)" } ?? .none,
                ], anchor: "E\(absent.number)")
        }
        add(.table(table))
    }

    private func evidenceRecords() -> [EvidenceRecord] {
        var hashes: [Int: String] = [:]
        trail.records.forEach(evidence.rows.compactMap(\.self)) { row, record in hashes[row] = record.sha256 }
        let validations = Dictionary(
            exported.custody.manifest.map { ($0.path, $0.validation) }, uniquingKeysWith: { first, _ in first })
        return evidence.rows.enumerated().compactMap { place, row in
            guard let row else { return nil }
            let location = index.location(row)
            let source = trail.report.sources[location.source]
            return EvidenceRecord(
                number: place + 1, row: row, eventID: index.eventIDs[row], account: index.text(.account, row),
                file: source.path, sha256: source.sha256, record: location.record, recordSHA256: hashes[row],
                time: index.time(row), name: index.text(.name, row),
                digest: validations[source.path].flatMap { $0 }?.word)
        }
    }

    // MARK: Custody

    mutating func custody(_ records: [EvidenceRecord]) {
        open("Chain of custody", "custody", startsPage: true)
        let custody = exported.custody
        if custody.loads.isEmpty {
            explain("Who loaded the trail is not on record: these notes were written without a case file.")
        } else {
            var table = NotesTable(
                .init("Loaded", .whole), .init("By"), .init("Version", .whole), .init("Options"), .init("Paths", .fine),
                .init("Files", .number), .init("Events", .number), .init("Duplicates", .number),
                .init("Rejected", .number))
            for load in custody.loads {
                table.add([
                    "\(time: load.time)", "\(load.analyst)", "\(load.version)",
                    load.options.isEmpty ? "none" : "\(code: load.options.joined(separator: " "))",
                    load.paths.map { "\(code: $0)" as NotesText }.joined(", "), "\(load.files)", "\(load.events)",
                    "\(load.duplicates)", "\(load.rejected)",
                ])
            }
            add(table)
        }
        changes(of: custody.loads)
        manifest(custody.manifest, citing: Set(records.map(\.file)))
    }

    /// More changes than these are counted.
    private static let mostChanges = 200

    /// What became of sources between one load and the next, with both hashes.
    private mutating func changes(of loads: [LoadRecord]) {
        let compared = loads.compactMap { load in load.changes.map { (load.time, $0) } }
        guard !compared.isEmpty else { return }
        let found = compared.flatMap { time, changes in changes.map { (time, $0) } }
        guard !found.isEmpty else {
            return explain("At each load after the first the sources had the bytes that they had before.")
        }
        explain("How the sources differed from those of the load before:")
        var table = NotesTable(
            .init("Found", .whole), .init("What", .whole), .init("Path", .fine), .init("SHA-256 before", .fine),
            .init("SHA-256 then", .fine))
        for (time, change) in found.prefix(Self.mostChanges) {
            table.add([
                "\(time: time)", "\(words: change.kind.words)",
                change.newPath.map { "\($0), before \(change.path)" } ?? "\(change.path)",
                "\(words: change.before ?? "-")", "\(words: change.now ?? "-")",
            ])
        }
        add(table)
        if found.count > Self.mostChanges {
            explain("\(counted: found.count - Self.mostChanges, "more change") in the export as JSON.")
        }
    }

    private mutating func manifest(_ entries: [ManifestEntry], citing cited: Set<String>) {
        guard !entries.isEmpty else {
            return explain("No manifest of the sources was made for these notes.")
        }
        let read = entries.filter { $0.absentSince == nil }
        let shown = entries.count <= Self.mostFiles ? entries : entries.filter { cited.contains($0.path) }
        explain(
            shown.count == entries.count
                ? "The sources:"
                : """
                \(counted: read.count, "source") \(words: read.count == 1 ? "was" : "were") read, \
                \(read.reduce(0) { $0 + $1.byteCount }) bytes with \(counted: read.reduce(0) { $0 + $1.records }, "record"). Listed are the \(shown.count) that evidence \
                is in; the export as JSON lists all.
                """)
        var table = NotesTable(
            .init("Path", .fine), .init("Bytes", .number), .init("SHA-256 of the file", .fine),
            .init("SHA-256 of the log, uncompressed", .fine), .init("Shape", .whole), .init("Records", .number),
            .init("Rejected", .number), .init("First event", .whole), .init("Last event", .whole),
            .init("Digest"), .init("Read"))
        for entry in shown {
            table.add([
                "\(entry.path)", "\(entry.byteCount)", "\(words: entry.sha256 ?? "-")",
                "\(words: entry.logSHA256 ?? "-")", "\(words: entry.shape.rawValue)", "\(entry.records)",
                "\(entry.rejected)", "\(time: entry.first)", "\(time: entry.last)",
                entry.validation.map { "\(words: $0.word): \($0.state)" } ?? .none,
                entry.absentSince.map { "not since \(time: $0)" } ?? "yes",
            ])
        }
        add(table)
        explain(
            """
            Digest levels: L0 no digest; L1 the hash of the log is the one that CloudTrail's digest lists; L2 the chain of \
            digests is unbroken as well; L3 their signatures are verified.
            """)
    }

    // MARK: Method

    mutating func method() {
        open("Method", "method")
        explain(
            """
            Everything here was worked out from the files named above, without asking anybody: the same files, rules and \
            decisions give the same notes. \(found.start)
            """)
        explain(
            """
            The scope was closed in rounds over \u{201C}this key was used from this address\u{201D} and \u{201C}this key was \
            issued by that one\u{201D}, until a round found nothing more. Addresses that many principals shared before, and \
            those that are a key's own, were not expanded through; what guards or weak links held back is proposed, and not \
            confirmed.
            """)
        if let onset = scope.onset {
            explain("It was closed around \(time: onset.time): \(onset.reason).")
        }
        thresholds()
        rules()
        robots()
    }

    private mutating func thresholds() {
        open("Thresholds", "thresholds", level: 3)
        let told = found.thresholds.values.map { "\(words: $0.name) \($0.value)" as NotesText }
        explain("Those that an analyst may set were: \(told.joined(", ")).")
    }

    private mutating func rules() {
        let raised = exported.alerts.map(\.rule) + exported.muted.map(\.alert.rule)
        let rules = Set(raised).sorted { ($1.level, $0.title, $0.id) < ($0.level, $1.title, $1.id) }
        guard !rules.isEmpty else { return }
        open("Rules that raised alerts", "rules", level: 3)
        var table = NotesTable(
            .init("Rule"), .init("ID", .fine), .init("Level", .whole), .init("Kind", .whole), .init("Read from", .fine))
        for rule in rules {
            table.add([
                "\(rule.title)", "\(code: rule.id)", "\(words: rule.level.rawValue)", "\(words: rule.kind.rawValue)",
                rule.path.map { "\(code: $0)" } ?? "built in",
            ])
        }
        add(table)
    }

    private mutating func robots() {
        let lead = found.lead?.id ?? found.alerts.first?.id
        let answers = found.robots.filter { $0.alertID == lead }
        guard !answers.isEmpty else { return explain("No robot was asked.") }
        open("Robots that were asked about the lead alert", "robots", level: 3)
        var table = NotesTable(
            .init("Robot", .whole), .init("Question"), .init("Answer"), .init("Verdict", .whole))
        for answer in answers {
            let cells: [NotesText] = [
                "\(answer.robot)", "\(answer.question)", "\(answer.answer)", "\(words: answer.verdict.rawValue)",
            ]
            let mark: Mark = answer.verdict == .unknown ? .unknown : .observed
            table.add(
                cells,
                claim(
                    "\(answer.question) \(answer.answer)", mark, answer.evidence, confidence: answer.confidence))
        }
        add(table)
    }
}
