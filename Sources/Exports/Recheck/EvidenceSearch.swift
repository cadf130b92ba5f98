internal import CloudTrail
internal import Events
internal import Ingest
internal import Records

/// Looks for lines of an evidence table in sources.
struct EvidenceSearch {
    private let evidence: [CheckedNotes.Evidence]
    private let isRedacted: Bool

    init(_ notes: CheckedNotes) {
        evidence = notes.evidence
        isRedacted = notes.isRedacted
    }

    /// A line, and where what it names was found.
    private struct Place {
        var line: CheckedNotes.Evidence
        var source: Int?
        var row: Int?
        /// What is wrong with the file.
        var faults: [EvidenceFault] = []
        /// The number that the event has there, where it is another than the line says.
        var movedTo: Int?
    }

    /// - Complexity: a pass over the rows of the sources that are named, and one reading of the records.
    func results(in trail: Trail, alone: (String) -> Trail?) -> [Recheck.EvidenceResult] {
        var results = results(of: evidence, in: trail)
        // Of an archive all members are loaded with it.
        var again: [String: [Int]] = [:]
        for (number, result) in results.enumerated() where result.faults.contains(where: \.mayBeACopy) {
            guard let path = result.path else { continue }
            again[path.firstRange(of: "!/").map { String(path[..<$0.lowerBound]) } ?? path, default: []].append(number)
        }
        for (file, numbers) in again.sorted(by: { $0.key < $1.key }) {
            guard let trail = alone(file) else { continue }
            for (number, result) in zip(numbers, self.results(of: numbers.map { evidence[$0] }, in: trail)) {
                results[number] = result
            }
        }
        return results
    }

    private func results(of lines: [CheckedNotes.Evidence], in trail: Trail) -> [Recheck.EvidenceResult] {
        var book = SourceBook(trail, for: lines)
        let places = lines.map { place(of: $0, in: &book) }
        var hashes: [Int: String] = [:]
        trail.records.forEach(Set(places.compactMap(\.row))) { row, record in hashes[row] = record.sha256 }
        return places.map { result(of: $0, hashes, in: book) }
    }

    private func place(of line: CheckedNotes.Evidence, in book: inout SourceBook) -> Place {
        var place = Place(line: line)
        var candidates = line.sha256.map { book.sources(withHash: $0) } ?? []
        if candidates.isEmpty {
            guard let source = book.source(like: line.file) else {
                place.faults = [line.sha256 == nil ? .noHash : .fileMissing]
                return place
            }
            candidates = [source]
            let found = book.source(source)
            place.faults = [line.sha256 == nil ? .noHash : .fileChanged(path: found.path, sha256: found.sha256)]
        }
        // Of several files with the same bytes one alone has its events in the index.
        let source = candidates.first { book.row(of: line.record, in: $0) != nil } ?? candidates[0]
        place.source = source
        place.row = book.row(of: line.record, in: source)
        place.movedTo = line.eventID.flatMap { book.record(ofEvent: $0, in: source) }
            .flatMap { $0 == line.record ? nil : $0 }
        return place
    }

    private func result(
        of place: Place, _ hashes: [Int: String], in book: SourceBook
    ) -> Recheck.EvidenceResult {
        let source = place.source.map { book.source($0) }
        var result = Recheck.EvidenceResult(
            evidence: place.line, path: source?.path, faults: place.faults, unchecked: [])
        guard let source else { return result }
        let moved = place.movedTo.map { EvidenceFault.recordMoved(path: source.path, to: $0) }
        guard let row = place.row else {
            result.faults.append(moved ?? .recordMissing(path: source.path, shortcoming: source.shortcoming))
            return result
        }
        guard let hash = hashes[row] else {
            result.faults.append(.unreadable(path: source.path, reason: reason(of: row, in: book)))
            return result
        }
        guard hash == place.line.recordSHA256 else {
            let fault = moved ?? .recordDiffers(path: source.path, sha256: hash)
            result.faults.append(place.line.recordSHA256 == nil ? .noHash : fault)
            // Of another record nothing more is worth saying.
            return result
        }
        compareFacts(of: row, in: book.trail.index, &result)
        return result
    }

    /// Why a record that was not read again could not be.
    private func reason(of row: Int, in book: SourceBook) -> String {
        do throws(RecordError) {
            _ = try book.trail.record(row)
            return "it was written to meanwhile"
        } catch {
            return error.reason
        }
    }

    private func compareFacts(of row: Int, in index: EventIndex, _ result: inout Recheck.EvidenceResult) {
        for fact in EvidenceFact.allCases {
            let told = fact.told(by: result.evidence)
            let found =
                switch fact {
                case .eventID: index.eventIDs[row]
                case .account: index.text(.account, row)
                case .time: index.time(row).iso8601
                case .name: index.text(.name, row)
                }
            if found == told { continue }
            if fact == .time && told == nil || isRedacted && told.map(Redactor.Kind.isPseudonym) ?? false {
                result.unchecked.append(fact)
            } else {
                result.faults.append(.factDiffers(fact, path: result.path ?? "", found: found))
            }
        }
    }
}

extension Redactor.Kind {
    /// Whether a text has the form of what stands for a value in redacted notes.
    fileprivate static func isPseudonym(_ text: String) -> Bool {
        guard let number = text.split(separator: "-").last.flatMap({ Int($0) }) else { return false }
        return allCases.contains { $0.pseudonym(number) == text }
    }
}
