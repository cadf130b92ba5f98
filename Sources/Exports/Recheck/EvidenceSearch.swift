internal import CloudTrail
internal import Events
internal import Ingest
internal import Records

/// Looks for lines of an evidence table in sources.
struct EvidenceSearch {
    private let whole: SourceBook
    private let alone: (String) -> Trail?

    init(_ trail: Trail, alone: @escaping (String) -> Trail?) {
        whole = SourceBook(trail)
        self.alone = alone
    }

    func results(of evidence: [CheckedNotes.Evidence]) -> [Recheck.EvidenceResult] {
        var loaded: [String: SourceBook?] = [:]
        return evidence.map { line in
            let found = result(of: line, in: whole)
            guard found.faults.contains(where: \.mayBeACopy), let path = found.path else { return found }
            // Of an archive all members are loaded with it.
            let file = path.firstRange(of: "!/").map { String(path[..<$0.lowerBound]) } ?? path
            let book = loaded[file] ?? alone(file).map { SourceBook($0) }
            loaded[file] = book
            return book.map { result(of: line, in: $0) } ?? found
        }
    }

    private func result(of line: CheckedNotes.Evidence, in book: SourceBook) -> Recheck.EvidenceResult {
        var faults: [EvidenceFault] = []
        var candidates = line.sha256.map { book.sources(withHash: $0) } ?? []
        if candidates.isEmpty {
            guard let source = book.source(like: line.file) else {
                return Recheck.EvidenceResult(
                    evidence: line, path: nil, faults: [line.sha256 == nil ? .noHash : .fileMissing])
            }
            candidates = [source]
            let found = book.source(source)
            faults.append(line.sha256 == nil ? .noHash : .fileChanged(path: found.path, sha256: found.sha256))
        }
        // Of several files with the same bytes one alone has its events in the index.
        let source = candidates.first { book.row(of: line.record, in: $0) != nil } ?? candidates[0]
        let path = book.source(source).path
        faults += recordFaults(of: line, in: source, path, book)
        return Recheck.EvidenceResult(evidence: line, path: path, faults: faults)
    }

    private func recordFaults(
        of line: CheckedNotes.Evidence, in source: Int, _ path: String, _ book: SourceBook
    ) -> [EvidenceFault] {
        let index = book.trail.index
        let moved = line.eventID.flatMap { book.record(ofEvent: $0, in: source) }.flatMap { number in
            number == line.record ? nil : EvidenceFault.recordMoved(path: path, to: number)
        }
        guard let row = book.row(of: line.record, in: source) else { return [moved ?? .recordMissing(path: path)] }
        let record: Record
        do throws(RecordError) {
            record = try book.trail.record(row)
        } catch {
            return [.unreadable(path: path, reason: error.reason)]
        }
        var faults: [EvidenceFault] = []
        if let hash = line.recordSHA256 {
            if record.sha256 != hash { faults.append(moved ?? .recordDiffers(path: path, sha256: record.sha256)) }
        } else {
            faults.append(.noHash)
        }
        // Of another record nothing more is worth saying.
        guard faults.isEmpty else { return faults }
        if index.eventIDs[row] != line.eventID {
            faults.append(.eventIDDiffers(path: path, eventID: index.eventIDs[row]))
        }
        if !line.isRedacted, index.text(.account, row) != line.account {
            faults.append(.accountDiffers(path: path, account: index.text(.account, row)))
        }
        let facts = [(index.time(row).iso8601, line.time), (index.text(.name, row), line.name)]
        for (fact, told) in facts where fact != told {
            faults.append(.factDiffers(path: path, fact: fact ?? "none"))
        }
        return faults
    }
}

extension EvidenceFault {
    /// Whether the record may be there all the same, beside a better copy of its event.
    fileprivate var mayBeACopy: Bool {
        switch self {
        case .recordMissing, .recordMoved: true
        default: false
        }
    }
}
