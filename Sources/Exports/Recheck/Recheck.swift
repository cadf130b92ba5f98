public import Records

/// The evidence of notes, looked for again in sources that may have moved or changed since.
///
/// A file is known by its hash, wherever it is now. Where no source has it, one of the same path, or of a path that ends in
/// the same way, tells what became of it.
public struct Recheck: Sendable {
    /// What was found of a line of the evidence table.
    public struct EvidenceResult: Hashable, Sendable {
        public var evidence: CheckedNotes.Evidence
        /// Where it is now; nil where it is nowhere.
        public var path: String?
        /// Empty where it is confirmed.
        public var faults: [EvidenceFault]
        /// What the table says in a form that nothing can be compared with.
        public var unchecked: [EvidenceFact]

        public var isConfirmed: Bool { faults.isEmpty }
    }

    public struct ClaimResult: Hashable, Sendable {
        public var claim: CheckedNotes.Claim
        public var standing: ClaimStanding
        /// Evidence numbers that the table does not have.
        public var unknown: [String]
        /// Those that are in it and are not confirmed.
        public var failed: [String]
    }

    /// What was found of a source of the manifest.
    public struct SourceResult: Hashable, Sendable {
        public var listed: CheckedNotes.ListedSource
        /// Where it is now; nil where it is nowhere.
        public var path: String?
        public var faults: [SourceFault]

        public var standing: SourceStanding {
            if !faults.isEmpty { return .notConfirmed }
            return listed.sha256 == nil || path == nil ? .unchecked : .confirmed
        }
    }

    public enum SourceStanding: String, Hashable, Sendable {
        case confirmed
        /// The manifest has no hash of it, or it was gone already when the notes were written.
        case unchecked
        case notConfirmed = "not-confirmed"
    }

    public enum Verdict: String, Hashable, Sendable {
        case confirmed
        /// Something is not as the notes say.
        case failed
        /// Nothing is wrong, and no claim rests on a record.
        case nothing
    }

    /// In the order of the notes.
    public let evidence: [EvidenceResult]
    /// In the order of the notes.
    public let claims: [ClaimResult]
    /// The sources of the manifest, in the order of the notes.
    public let sources: [SourceResult]
    /// Paths of sources that the manifest does not list, in their order; empty without a manifest.
    public let unlisted: [String]
    public let isRedacted: Bool
    public let verdict: Verdict

    /// - Parameters:
    ///   - trail: the sources, loaded whole.
    ///   - threads: how many read logs again to hash them, at least 1.
    ///   - alone: loads one file of them, by its path, without the others: beside a better copy of its event in another
    ///     file a record is not in the index. Nil where it cannot be loaded.
    /// - Complexity: linear in notes and rows; reads the records of the evidence, and with a manifest every source, once.
    public init(_ notes: CheckedNotes, in trail: Trail, threads: Int = 1, alone: (String) -> Trail?) {
        isRedacted = notes.isRedacted
        evidence = EvidenceSearch(notes).results(in: trail, alone: alone)
        let confirmed = Dictionary(evidence.map { ($0.evidence.id, $0.isConfirmed) }) { first, _ in first }
        claims = notes.claims.map { claim in
            let unknown = claim.evidence.filter { confirmed[$0] == nil }
            let failed = claim.evidence.filter { confirmed[$0] == false }
            let standing: ClaimStanding =
                claim.evidence.isEmpty
                ? .restsOnNoRecord : unknown.isEmpty && failed.isEmpty ? .confirmed : .notConfirmed
            return ClaimResult(claim: claim, standing: standing, unknown: unknown, failed: failed)
        }
        if notes.manifest.isEmpty {
            (sources, unlisted) = ([], [])
        } else {
            let search = ManifestSearch(
                notes.manifest, in: SourceBook(trail, for: []),
                logHashes: trail.records.textHashes(threads: threads))
            (sources, unlisted) = (search.results, search.others)
        }
        let isFailed =
            !evidence.allSatisfy(\.isConfirmed) || claims.contains { $0.standing == .notConfirmed }
            || sources.contains { $0.standing == .notConfirmed }
        verdict = isFailed ? .failed : claims.contains { $0.standing == .confirmed } ? .confirmed : .nothing
    }

    /// Whether claims rest on records, and everything is as the notes say.
    public var isConfirmed: Bool { verdict == .confirmed }
}
