internal import Foundation
public import Ingest

/// How the sources differ from those that a case was last worked on with: told by path, and by hash.
public struct SourceChanges: Hashable, Sendable {
    /// Those that are known first, in the order of the manifest; then the added ones.
    public let list: [SourceChange]
    /// Known ones that are there, and were not read as they can hold nothing of what was to be loaded this time.
    let skipped: Set<String>

    /// - Parameters:
    ///   - known: the manifest of the case; with an empty one nothing differs.
    ///   - report: what was loaded now.
    /// - Complexity: O(*n*) in the sources; waits for hashes that are still being worked out.
    public init(from known: [ManifestEntry], to report: LoadReport) {
        if known.isEmpty {
            list = []
            skipped = []
            return
        }
        let sources = report.sources
        let now = Dictionary(
            sources.map { (SourcePath.absolute($0.path), $0) }, uniquingKeysWith: { first, _ in first })
        let before = Set(known.map { SourcePath.absolute($0.path) })
        let new = sources.filter { !before.contains(SourcePath.absolute($0.path)) }
        var pathsByHash: [String: [String]] = [:]
        for source in new.reversed() {
            if let hash = source.sha256 { pathsByHash[hash, default: []].append(source.path) }
        }
        var found: [SourceChange] = []
        var taken: Set<String> = []
        var skipped: Set<String> = []
        for entry in known {
            if let source = now[SourcePath.absolute(entry.path)] {
                // As long as they are not what was read at first, they are changed, however often that was seen.
                let first = entry.changedFrom ?? entry.sha256
                if source.sha256 == first { continue }
                let isKnown = entry.changedFrom != nil && source.sha256 == entry.sha256
                found.append(
                    SourceChange(
                        .changed, entry.path, before: first, now: source.sha256,
                        since: isKnown ? entry.changedSince : nil))
            } else if report.skipped.includes(path: entry.path), Self.isThere(entry.path) {
                skipped.insert(entry.path)
            } else if let hash = entry.sha256, let path = pathsByHash[hash]?.popLast() {
                found.append(SourceChange(.moved, entry.path, newPath: path, before: hash, now: hash))
                taken.insert(path)
            } else {
                let kind: SourceChange.Kind = Self.isThere(entry.path) ? .unread : .missing
                found.append(SourceChange(kind, entry.path, before: entry.sha256, since: entry.absentSince))
            }
        }
        self.skipped = skipped
        let added = new.filter { !taken.contains($0.path) }
        list = found + added.map { SourceChange(.added, $0.path, now: $0.sha256) }
    }

    public var isEmpty: Bool { list.isEmpty }

    /// Those that nobody had found before.
    public var new: [SourceChange] { list.filter { $0.since == nil } }

    /// `Of the sources of this case 2 are changed, 1 is missing`, without a full stop; nil where nothing differs.
    public var sentence: String? {
        let parts = SourceChange.Kind.allCases.compactMap { kind in
            let count = list.count { $0.kind == kind }
            return count == 0 ? nil : "\(count) \(count == 1 ? "is" : "are") \(kind.words)"
        }
        return parts.isEmpty ? nil : "Of the sources of this case " + parts.joined(separator: ", ")
    }

    /// Whether there is something at a path, or an archive that may hold it.
    private static func isThere(_ path: String) -> Bool {
        if path == "-" { return false }
        let file = path.firstRange(of: "!/").map { String(path[..<$0.lowerBound]) } ?? path
        return FileManager.default.fileExists(atPath: path) || FileManager.default.fileExists(atPath: file)
    }
}
