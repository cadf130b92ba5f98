internal import Foundation
public import Ingest

/// How the sources differ from those that a case was last worked on with: told by path, and by hash.
public struct SourceChanges: Hashable, Sendable {
    /// Those whose bytes are others now.
    public var changed: [String] = []
    /// Those that are not there any more.
    public var missing: [String] = []
    /// Those that were not there before.
    public var added: [String] = []
    /// Those whose bytes are there under another path: from where, and where to.
    public var moved: [Move] = []

    public struct Move: Hashable, Sendable {
        public var from: String
        public var to: String
    }

    /// - Parameters:
    ///   - known: the manifest of the case.
    ///   - report: what was loaded now.
    /// - Complexity: O(*n*) in the sources; waits for hashes that are still being worked out.
    public init(from known: [ManifestEntry], to report: LoadReport) {
        if known.isEmpty { return }
        let sources = report.sources
        let now = Dictionary(
            sources.map { (Self.absolute($0.path), $0) }, uniquingKeysWith: { first, _ in first })
        let before = Set(known.map { Self.absolute($0.path) })
        let new = sources.filter { !before.contains(Self.absolute($0.path)) }
        var pathsByHash: [String: [String]] = [:]
        for source in new.reversed() {
            if let hash = source.sha256 { pathsByHash[hash, default: []].append(source.path) }
        }
        var taken: Set<String> = []
        for entry in known {
            if let source = now[Self.absolute(entry.path)] {
                if source.byteCount != entry.byteCount || source.sha256 != entry.sha256 { changed.append(entry.path) }
            } else if let hash = entry.sha256, let path = pathsByHash[hash]?.popLast() {
                moved.append(Move(from: entry.path, to: path))
                taken.insert(path)
            } else {
                missing.append(entry.path)
            }
        }
        added = new.map(\.path).filter { !taken.contains($0) }
    }

    public var isEmpty: Bool { changed.isEmpty && missing.isEmpty && added.isEmpty && moved.isEmpty }

    /// `2 sources are changed, 1 is missing`, without a full stop; nil where nothing differs.
    public var sentence: String? {
        func part(_ count: Int, _ what: String) -> String? {
            count == 0 ? nil : "\(count) \(count == 1 ? "is" : "are") \(what)"
        }
        let parts = [
            part(changed.count, "changed"), part(missing.count, "missing"), part(moved.count, "elsewhere"),
            part(added.count, "new"),
        ].compactMap(\.self)
        return parts.isEmpty ? nil : "Of the sources of this case " + parts.joined(separator: ", ")
    }

    /// A path as it is compared: the same file may have been named from another folder.
    private static func absolute(_ path: String) -> String {
        path == "-" ? path : URL(fileURLWithPath: path).standardizedFileURL.path(percentEncoded: false)
    }
}
