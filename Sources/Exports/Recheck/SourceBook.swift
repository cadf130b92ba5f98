internal import Events
internal import Ingest
internal import Records

/// The sources of a trail by their hashes and paths, and the rows of those that are asked for by record number.
struct SourceBook {
    let trail: Trail
    private let byHash: [String: [Int]]
    private let byPath: [String: Int]
    /// By the last part of the path.
    private let byName: [Substring: [Int]]
    private let rows: [Int: ArraySlice<UInt32>]

    /// - Complexity: one pass over the rows.
    init(_ trail: Trail) {
        self.trail = trail
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
    /// - Complexity: linear in the rows of the source.
    func row(of record: Int, in source: Int) -> Int? {
        rows[source]?.first { trail.index.location(Int($0)).record == record }.map { Int($0) }
    }

    /// The record number of an event in a source; nil where it is not there.
    func record(ofEvent id: String, in source: Int) -> Int? {
        trail.index.eventIDs.rows(of: id).map { trail.index.location(Int($0)) }.first { $0.source == source }?.record
    }
}
