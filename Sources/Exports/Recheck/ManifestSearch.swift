internal import Ingest

/// The sources of a manifest, looked for among those that are here: each of these stands for one of those.
struct ManifestSearch {
    let results: [Recheck.SourceResult]
    /// The paths of those that stand for none.
    let others: [String]

    /// Pairs them by hash and path, then by hash, by the hash of the log, and by path alone.
    ///
    /// - Parameter logHashes: of the uncompressed logs, by the number of the source.
    /// - Complexity: linear in both.
    init(_ manifest: [CheckedNotes.ListedSource], in book: SourceBook, logHashes: [String?]) {
        let numbers = logHashes.indices.reversed()
        var byHash = Dictionary(grouping: numbers) { book.source($0).sha256 ?? "" }
        var byLog = Dictionary(grouping: numbers) { logHashes[$0] ?? "" }
        byHash[""] = nil
        byLog[""] = nil
        var isTaken = [Bool](repeating: false, count: logHashes.count)
        var found = [Int?](repeating: nil, count: manifest.count)
        func pair(by find: (CheckedNotes.ListedSource) -> Int?) {
            for number in manifest.indices where found[number] == nil {
                guard let source = find(manifest[number]), !isTaken[source] else { continue }
                isTaken[source] = true
                found[number] = source
            }
        }
        func first(_ hash: String?, in table: inout [String: [Int]]) -> Int? {
            guard let hash else { return nil }
            while let number = table[hash]?.popLast() {
                if !isTaken[number] { return number }
            }
            return nil
        }
        pair { listed in
            book.source(like: listed.path).flatMap { book.source($0).sha256 == listed.sha256 ? $0 : nil }
        }
        pair { first($0.sha256, in: &byHash) }
        pair { first($0.logSHA256, in: &byLog) }
        pair { book.source(like: $0.path) }
        results = zip(manifest, found).map { listed, number in
            Recheck.SourceResult(
                listed: listed, path: number.map { book.source($0).path },
                faults: Self.faults(of: listed, number.map { (book.source($0), logHashes[$0]) }))
        }
        others = isTaken.indices.filter { !isTaken[$0] }.map { book.source($0).path }
    }

    private static func faults(
        of listed: CheckedNotes.ListedSource, _ found: (source: Source, logHash: String?)?
    ) -> [SourceFault] {
        guard let hash = listed.sha256 else { return [] }
        guard let (source, logHash) = found else { return listed.isAbsent ? [] : [.missing] }
        guard source.sha256 == hash else {
            let isSameLog = listed.logSHA256 != nil && listed.logSHA256 == logHash
            return [.changed(path: source.path, sha256: source.sha256, isSameLog: isSameLog)]
        }
        var faults: [SourceFault] = []
        if let count = listed.byteCount, count != source.byteCount {
            faults.append(.sizeDiffers(path: source.path, byteCount: source.byteCount))
        }
        if let told = listed.logSHA256, told != logHash {
            faults.append(.logDiffers(path: source.path, sha256: logHash))
        }
        return faults
    }
}
