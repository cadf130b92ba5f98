internal import Events
internal import Ingest
internal import Records

/// The sources of a trail by their hashes and paths, and the rows of the records that an evidence table names.
struct SourceBook {
    let trail: Trail
    private let byHash: [String: [Int]]
    private let byPath: [String: Int]
    /// By the last part of the path.
    private let byName: [Substring: [Int]]
    private let rows: [Int: ArraySlice<UInt32>]
    private let wantedRecords: Set<Int>
    private let wantedEvents: Set<String>
    /// The places of what is wanted, of the sources that were asked for.
    private var places: [Int: Places] = [:]

    private struct Places {
        var rows: [Int: Int] = [:]
        var records: [String: Int] = [:]
    }

    /// - Parameter evidence: what will be asked for.
    /// - Complexity: one pass over the rows.
    init(_ trail: Trail, for evidence: [CheckedNotes.Evidence]) {
        self.trail = trail
        wantedRecords = Set(evidence.map(\.record))
        wantedEvents = Set(evidence.compactMap(\.eventID))
        let sources = trail.report.sources
        byHash = Dictionary(grouping: sources.indices.filter { sources[$0].sha256 != nil }) {
            sources[$0].sha256 ?? ""
        }
        byPath = Dictionary(sources.enumerated().map { ($1.path, $0) }) { first, _ in first }
        byName = Dictionary(grouping: sources.indices) { Self.parts(sources[$0].path).last ?? "" }
        let all = trail.index.rowsBySource(.all(of: trail.index.count))
        rows = Dictionary(all.map { ($0.source, $0.rows) }) { first, _ in first }
    }

    private static func parts(_ path: String) -> [Substring] { path.split(separator: "/") }

    func source(_ number: Int) -> Source { trail.report.sources[number] }

    /// The sources that have a hash, in path order.
    func sources(withHash hash: String) -> [Int] { byHash[hash] ?? [] }

    /// The source of a path, or the only one whose path ends most like it; nil where there is none, or several.
    func source(like path: String) -> Int? {
        if let same = byPath[path] { return same }
        let wanted = Self.parts(path).reversed()
        let near = (byName[wanted.first ?? ""] ?? []).map { number in
            (number: number, length: zip(wanted, Self.parts(source(number).path).reversed()).prefix { $0 == $1 }.count)
        }
        let longest = near.map(\.length).max()
        let best = near.filter { $0.length == longest }
        return best.count == 1 ? best[0].number : nil
    }

    /// The row of a record; nil where the source has no event at that number.
    ///
    /// - Complexity: a pass over the rows of the source, once.
    mutating func row(of record: Int, in source: Int) -> Int? { places(in: source).rows[record] }

    /// The record number of an event in a source; nil where it is not there.
    ///
    /// - Complexity: a pass over the rows of the source, once.
    mutating func record(ofEvent id: String, in source: Int) -> Int? { places(in: source).records[id] }

    private mutating func places(in source: Int) -> Places {
        if let known = places[source] { return known }
        var found = Places()
        for row in rows[source] ?? [] {
            let row = Int(row)
            let record = trail.index.location(row).record
            if wantedRecords.contains(record) { found.rows[record] = row }
            if let id = trail.index.eventIDs[row], wantedEvents.contains(id), found.records[id] == nil {
                found.records[id] = record
            }
        }
        places[source] = found
        return found
    }
}
