public import Events
public import Ingest
public import JSON
internal import Synchronization

/// Reads records again from their sources, byte for byte. Sources are decoded anew, and the last few kept; where a store
/// of their texts has been built, it answers.
public final class RecordReader: Sendable {
    private let index: EventIndex
    private let sources: SourceLibrary
    /// For each source whether its records stand in it as CloudTrail wrote them.
    private let isNative: [Bool]
    private let failed = Mutex<Set<RecordError>>([])

    init(_ loaded: LoadedTrail) {
        index = loaded.index
        sources = loaded.library
        isNative = loaded.report.sources.map { source in
            // The shape of an object may also be that of one which was taken out of something else.
            source.shape.carrier == .native && source.shape != .object
        }
    }

    /// What could not be read again so far: a source that changed or vanished. By path, then record.
    public var failures: [RecordError] {
        failed.withLock { $0.sorted { ($0.path, $0.record ?? 0) < ($1.path, $1.record ?? 0) } }
    }

    /// The store that answers instead of the files; nil where there is none.
    public var store: TextStore? { sources.store }

    /// Builds a store of the sources' texts, which answers from then on; see ``SourceLibrary/buildStore(threads:budget:isCancelled:)``.
    public func buildStore(
        threads: Int = 1, budget: TextStore.Budget? = nil,
        isCancelled: @escaping @Sendable () -> Bool = { false }
    ) -> TextStore.Build {
        sources.buildStore(threads: threads, budget: budget, isCancelled: isCancelled)
    }

    /// The hash of each source's text; see ``SourceLibrary/textHashes(threads:isCancelled:)``.
    public func textHashes(
        threads: Int = 1, isCancelled: @escaping @Sendable () -> Bool = { false }
    ) -> [String?] {
        sources.textHashes(threads: threads, isCancelled: isCancelled)
    }

    /// The record of a row.
    ///
    /// - Complexity: decodes the row's source, unless it is one of the last few that were read.
    public func record(_ row: Int) throws(RecordError) -> Record {
        let location = index.location(row)
        let slice: RecordSlice?
        do throws(SourceProblem) {
            slice = try sources.slice(at: location)
        } catch {
            throw note(error, in: location.source, record: location.record)
        }
        guard let slice else { throw noteChange(of: location) }
        return Record(slice)
    }

    /// Calls `body` with each row and its record, source by source; each source is decoded once. What cannot be read is
    /// left out and listed in `failures`.
    ///
    /// - Parameters:
    ///   - rows: in any order, each once.
    ///   - isCancelled: asked before each source.
    public func forEach(
        _ rows: some Collection<Int>, isCancelled: () -> Bool = { false }, _ body: (Int, Record) -> Void
    ) {
        let bySource = index.rowsBySource(RowSet(sorted: rows.map { UInt32($0) }.sorted(), universe: index.count))
        // Few sources are likely to be asked for again, and are kept.
        let reader = bySource.count > Self.fewSources ? sources.reader() : nil
        for part in bySource {
            if isCancelled() { return }
            let places = places(of: part)
            do throws(SourceProblem) {
                if let reader {
                    try reader.withText(of: part.source) { read(places, in: $0, body) }
                } else {
                    try sources.withText(of: part.source) { read(places, in: $0, body) }
                }
            } catch {
                note(error, in: part.source)
            }
        }
    }

    private static let fewSources = 32

    /// Bytes of a source's decoded text, as far as there are any in the range.
    ///
    /// - Complexity: decodes the source, unless it is one of the last few that were read.
    public func bytes(of source: Int, in range: Range<Int>) throws(RecordError) -> [UInt8] {
        do throws(SourceProblem) {
            return try sources.withText(of: source) { text in
                let part = text.extracting(range.clamped(to: 0..<text.count))
                return part.indices.map { part[$0] }
            }
        } catch {
            throw note(error, in: source)
        }
    }

    /// The rows of a set, source by source.
    public func bySource(_ rows: RowSet) -> [SourceRows] { index.rowsBySource(rows) }

    /// A reader of many sources' records, for one thread.
    public func search() -> RecordSearch { RecordSearch(self, sources.reader()) }

    /// The rows of a source and where their records lie, in the order of the text.
    fileprivate func places(of part: SourceRows) -> [RecordPlace] {
        part.rows.map { RecordPlace(row: Int($0), location: index.location(Int($0))) }
            .sorted { $0.location.offset < $1.location.offset }
    }

    fileprivate func read(_ places: some Sequence<RecordPlace>, in text: Span<UInt8>, _ body: (Int, Record) -> Void) {
        for place in places {
            if let slice = RecordSlice(in: text, at: place.location.offset) {
                body(place.row, Record(slice))
            } else {
                noteChange(of: place.location)
            }
        }
    }

    fileprivate func holdsNativeRecords(_ source: Int) -> Bool {
        isNative.indices.contains(source) && isNative[source]
    }

    @discardableResult
    private func noteChange(of location: RecordLocation) -> RecordError {
        note(
            RecordError(
                path: sources.path(of: location.source), record: location.record,
                reason: "the source no longer holds the record: it changed since it was loaded"))
    }

    @discardableResult
    fileprivate func note(_ problem: SourceProblem, in source: Int, record: Int? = nil) -> RecordError {
        note(RecordError(path: sources.path(of: source), record: record, reason: problem.reason.description))
    }

    private func note(_ error: RecordError) -> RecordError {
        failed.withLock { _ = $0.insert(error) }
        return error
    }
}

/// Reads the records of many sources, one source after the other. One thread owns it.
public final class RecordSearch {
    private let records: RecordReader
    private let texts: TextReader
    private var tape = JSONTape()

    fileprivate init(_ records: RecordReader, _ texts: TextReader) {
        self.records = records
        self.texts = texts
    }

    /// Reads records of a source, of those at least that a sieve lets through. What cannot be read is left out and listed
    /// in the reader's `failures`.
    ///
    /// - Parameters:
    ///   - others: rows that are read whatever the sieve says; nil for none.
    ///   - raw: called with a row and its record as CloudTrail wrote it, taken apart in the text of the source; nil
    ///     where that is of no use.
    ///   - whole: called with the other rows and their records.
    public func read(
        _ part: SourceRows, through sieve: TextSieve? = nil, besides others: RowSet? = nil,
        raw: ((Int, Span<UInt8>, JSONTape) -> Void)?, whole: (Int, Record) -> Void
    ) {
        let isNative = records.holdsNativeRecords(part.source)
        // Sources of which nothing may match are told by their signatures, else by their texts.
        let sieveOfAll = others == nil && isNative ? sieve : nil
        if let sieveOfAll, !sieveOfAll.mayMatchAny(in: part.source, of: texts) { return }
        do throws(SourceProblem) {
            try texts.withText(of: part.source) { text in
                if let sieveOfAll, !sieveOfAll.mayMatchAny(in: text, &tape) { return }
                var places = records.places(of: part)
                if isNative {
                    if let sieve {
                        let offsets = places.map(\.location.offset)
                        var isRead = places.map { others?.contains($0.row) ?? false }
                        for number in sieve.candidates(in: text, offsets: offsets, &tape) { isRead[number] = true }
                        places = places.indices.filter { isRead[$0] }.map { places[$0] }
                    }
                    if let raw { places.removeAll { read($0, in: text, raw) } }
                }
                records.read(places, in: text, whole)
            }
        } catch {
            records.note(error, in: part.source)
        }
    }

    /// - Returns: false where the record needs a closer look.
    private func read(
        _ place: RecordPlace, in text: Span<UInt8>, _ body: (Int, Span<UInt8>, JSONTape) -> Void
    ) -> Bool {
        guard place.location.offset < text.count, (try? tape.read(text, at: place.location.offset)) != nil,
            RecordSlice.isNative(tape, of: text)
        else { return false }
        body(place.row, text, tape)
        return true
    }
}

/// A row and where its record lies.
private struct RecordPlace {
    var row: Int
    var location: RecordLocation
}

extension Record {
    fileprivate init(_ slice: RecordSlice) {
        self.init(bytes: slice.bytes, json: slice.value)
    }
}
