/// Which level files reach, by path and by hash: for whoever shows sources beside what is known of them.
public struct DigestLevels: Sendable {
    private let byPath: [String: Standing]
    private let byHash: [String: Standing]

    /// A file's level, and why it is no higher.
    public struct Standing: Hashable, Sendable {
        public let level: DigestLevel
        public let state: LogState
        /// The object that a digest lists for it.
        public let object: S3Object?
    }

    /// - Complexity: linear in the logs and the entries of digests.
    init(_ report: DigestReport) {
        byPath = Dictionary(
            report.logs.map { ($0.path, Standing(level: $0.level, state: $0.state, object: $0.object)) },
            uniquingKeysWith: { first, _ in first })
        var byHash: [String: Standing] = [:]
        func add(_ sha256: String?, _ standing: Standing) {
            guard let sha256, byHash[sha256].map({ $0.level < standing.level }) ?? true else { return }
            byHash[sha256] = standing
        }
        for checked in report.digests {
            for log in checked.digest.logs {
                add(log.sha256, Standing(level: checked.level, state: .intact, object: log.object))
            }
        }
        for log in report.logs {
            let standing = Standing(level: log.level, state: log.state, object: log.object)
            add(log.sha256, standing)
            add(log.storedSHA256, standing)
        }
        self.byHash = byHash
    }

    /// By the path as it was given and found; nil where it was not among what was checked.
    public func standing(ofPath path: String) -> Standing? { byPath[path] }

    /// By SHA-256 in lower-case hexadecimal: of the uncompressed log, which need not have been among what was checked, or of
    /// the file as stored. Nil where nothing is known of the hash.
    public func standing(ofSHA256 sha256: String) -> Standing? { byHash[sha256] }
}
