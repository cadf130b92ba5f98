public import Ingest

/// What CloudTrail's digest files say of the files under some paths. The same files give the same report.
public struct DigestReport: Sendable {
    /// Each digest once, by account, region, trail and time.
    public let digests: [CheckedDigest]
    /// In the order of their digests.
    public let chains: [DigestChain]
    /// Everything else that was read, in the order of the paths.
    public let logs: [CheckedLog]
    /// What speaks against the files first; by kind, then by file and object.
    public let findings: [DigestFinding]
    /// Paths that were asked for and do not exist.
    public let missingPaths: [String]
    /// What was passed over without a loss: a folder that was walked before, a link within an archive.
    public let passedOver: [SourceProblem]
    /// How many files should be digests and are none.
    public let malformedDigests: Int

    /// Whether a check failed.
    public var hasFailed: Bool { findings.contains(where: \.isFailure) }

    /// Whether there was a digest, sound or not.
    public var hasDigests: Bool { !digests.isEmpty || malformedDigests > 0 }

    /// How many files that digests list, or should list, reach a level. What is no log file by its name is not counted.
    public func logCount(at level: DigestLevel) -> Int {
        logs.count { $0.level == level && $0.state != .notNamed }
    }

    /// The level that all log files reach; nil where there are none.
    public var lowestLevel: DigestLevel? { logs.filter { $0.state != .notNamed }.map(\.level).min() }

    /// Which level a file reaches, for whoever knows its path or one of its hashes.
    public var levels: DigestLevels { DigestLevels(self) }
}

/// Reads files and checks them.
public struct DigestVerifier: Sendable {
    private let keys: DigestKeys
    private let signatures: DigestSignatures
    private let limits: ReadLimits
    private let threads: Int

    /// - Parameters:
    ///   - keys: public keys; without any, no file goes beyond `DigestLevel.chained`.
    ///   - signatures: those of digests that no other digest here follows.
    ///   - threads: how many read files, at least 1.
    public init(
        keys: DigestKeys = DigestKeys(), signatures: DigestSignatures = DigestSignatures(),
        limits: ReadLimits = ReadLimits(), threads: Int = 2
    ) {
        self.keys = keys
        self.signatures = signatures
        self.limits = limits
        self.threads = threads
    }

    /// Reads everything under the paths: digests and logs, in folders, archives and on standard input (`-`), compressed or
    /// not. Each file is read once, and none is kept.
    ///
    /// - Complexity: the time to read and hash every byte.
    public func report(on paths: [String]) -> DigestReport {
        let files = EvidenceFiles(under: paths.map { SourcePath($0) }, limits: limits, threads: threads)
        var collection = DigestCollection(
            files.digests, malformed: files.malformed, keys: keys, signatures: signatures)
        collection.check(SignatureCheck(keys: keys, signatures: signatures))
        let lost = files.problems.filter { $0.losesEvents && $0.reason != .missing }
        let check = LogCheck(files.others, collection.digests, unreadable: Set(lost.map(\.path)))
        let findings =
            collection.findings + check.findings
            + lost.map { DigestFinding(.unreadable($0.reason), path: $0.path) }
            + files.malformed.map { DigestFinding(.digestMalformed($0.problem), path: $0.stored.path) }
            + (files.digests.map(\.stored) + files.malformed.map(\.stored)).compactMap { stored in
                stored.damage.map { DigestFinding(.damaged($0), path: stored.path) }
            }
        return DigestReport(
            digests: collection.digests, chains: DigestChain.all(in: collection), logs: check.logs,
            findings: findings.sorted(by: DigestFinding.precedes),
            missingPaths: files.problems.filter { $0.reason == .missing }.map(\.path),
            passedOver: files.problems.filter { !$0.losesEvents }, malformedDigests: files.malformed.count)
    }
}
