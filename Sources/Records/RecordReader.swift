public import Events
internal import Ingest
internal import JSON
internal import Synchronization

/// Reads records again from their sources, byte for byte. Sources are decoded anew, and the last few kept.
public final class RecordReader: Sendable {
    private let index: EventIndex
    private let sources: SourceLibrary
    private let failed = Mutex<Set<RecordError>>([])

    init(_ loaded: LoadedTrail) {
        index = loaded.index
        sources = loaded.library
    }

    /// What could not be read again so far: a source that changed or vanished. By path, then record.
    public var failures: [RecordError] {
        failed.withLock { $0.sorted { ($0.path, $0.record ?? 0) < ($1.path, $1.record ?? 0) } }
    }

    /// The record of a row.
    ///
    /// - Complexity: decodes the row's source, unless it is one of the last few that were read.
    public func record(_ row: Int) throws(RecordError) -> Record {
        let location = index.location(row)
        var found: Record?
        do throws(SourceProblem) {
            try sources.withText(of: location.source) { text in found = Self.record(in: text, at: location) }
        } catch {
            throw note(
                RecordError(
                    path: sources.path(of: location.source), record: location.record, reason: error.reason.description))
        }
        guard let found else {
            throw note(
                RecordError(
                    path: sources.path(of: location.source), record: location.record,
                    reason: "the source no longer holds the record: it changed since it was loaded"))
        }
        return found
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
        for (source, places) in bySource(rows) {
            if isCancelled() { return }
            read(source, places, body)
        }
    }

    /// The rows of each source, sources and rows in the order in which they lie.
    public func bySource(_ rows: some Collection<Int>) -> [(source: Int, places: [RecordPlace])] {
        let places = rows.map { RecordPlace(row: $0, location: index.location($0)) }.sorted {
            ($0.location.source, $0.location.offset) < ($1.location.source, $1.location.offset)
        }
        return places.chunked { $0.location.source == $1.location.source }.map { ($0[0].location.source, $0) }
    }

    /// Reads some records of one source, which is decoded once. Safe to call from several threads.
    public func read(_ source: Int, _ places: [RecordPlace], _ body: (Int, Record) -> Void) {
        do throws(SourceProblem) {
            try sources.withText(of: source) { text in
                for place in places {
                    if let record = Self.record(in: text, at: place.location) {
                        body(place.row, record)
                    } else {
                        note(
                            RecordError(
                                path: sources.path(of: source), record: place.location.record,
                                reason: "the source no longer holds the record: it changed since it was loaded"))
                    }
                }
            }
        } catch {
            note(RecordError(path: sources.path(of: source), record: nil, reason: error.reason.description))
        }
    }

    private static func record(in text: Span<UInt8>, at location: RecordLocation) -> Record? {
        guard let slice = RecordSlice(in: text, at: location.offset), let json = try? JSONValue.parse(slice.json)
        else { return nil }
        return Record(bytes: slice.bytes, json: json)
    }

    @discardableResult
    private func note(_ error: RecordError) -> RecordError {
        failed.withLock { _ = $0.insert(error) }
        return error
    }
}

/// A row and where its record lies.
public struct RecordPlace: Hashable, Sendable {
    public var row: Int
    public var location: RecordLocation
}

extension Array {
    /// Runs of elements that belong together.
    fileprivate func chunked(by belongs: (Element, Element) -> Bool) -> [[Element]] {
        var chunks: [[Element]] = []
        for element in self {
            if let last = chunks.last?.last, belongs(last, element) {
                chunks[chunks.count - 1].append(element)
            } else {
                chunks.append([element])
            }
        }
        return chunks
    }
}
