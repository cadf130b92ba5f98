internal import Cases
internal import CloudTrail
internal import Ingest

/// The sources, who had them read, and what became of them.
extension NotesDraft {
    /// More files than these are summed up, but for those that evidence is in.
    private static let mostFiles = 60

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
                entry.absentSince.map { "not since \(time: $0)" } ?? (entry.shape == .unreadable ? "no" : "yes"),
            ])
        }
        add(table)
        explain(
            """
            Digest levels: L0 no digest vouches for the log; L1 its hash is the one that CloudTrail's digest lists; L2 the \
            chain of digests is unbroken as well; L3 their signatures are verified. That the public keys are Amazon's rests \
            on who fetched them, and no level says what CloudTrail did not record.
            """)
    }
}
