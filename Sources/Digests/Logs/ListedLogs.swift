/// All log files that digests list, to be found by name and by hash.
struct ListedLogs {
    /// One entry of one digest.
    struct Entry {
        var log: Digest.ListedLog
        var digest: Int
        var level: DigestLevel
    }

    let entries: [Entry]
    private var byName: [String: [Int]] = [:]
    private var byHash: [String: [Int]] = [:]

    init(_ digests: [CheckedDigest]) {
        entries = digests.enumerated().flatMap { number, checked in
            checked.digest.logs.map { Entry(log: $0, digest: number, level: checked.level) }
        }
        for (index, entry) in entries.enumerated() {
            byName[entry.log.delivery.baseName, default: []].append(index)
            byHash[entry.log.sha256, default: []].append(index)
        }
    }

    func named(_ baseName: String) -> [Int] { byName[baseName] ?? [] }
    func hashed(_ sha256: String?) -> [Int] { sha256.flatMap { byHash[$0] } ?? [] }

    /// The entry that proves most.
    func best(of indices: [Int]) -> Int? {
        indices.max { (entries[$0].level, -$0) < (entries[$1].level, -$1) }
    }
}
