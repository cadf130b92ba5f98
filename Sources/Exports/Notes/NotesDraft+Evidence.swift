internal import Cases
internal import CloudTrail
internal import Events
internal import Ingest
internal import Records

/// The records that everything rests on.
extension NotesDraft {
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
            \u{201C}Chain of custody\u{201D}; a dash means that none speaks of the file.
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
}
