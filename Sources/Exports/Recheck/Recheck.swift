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

    /// In the order of the notes.
    public let evidence: [EvidenceResult]
    /// In the order of the notes.
    public let claims: [ClaimResult]

    /// Whether everything that names a record is confirmed.
    public var isConfirmed: Bool {
        !claims.isEmpty && evidence.allSatisfy(\.isConfirmed) && claims.allSatisfy { $0.standing != .notConfirmed }
    }

    /// - Parameters:
    ///   - trail: the sources, loaded whole.
    ///   - alone: loads one file of them, by its path, without the others: beside a better copy of its event in another
    ///     file a record is not in the index. Nil where it cannot be loaded.
    /// - Complexity: reads the records of the evidence, once each.
    public init(_ notes: CheckedNotes, in trail: Trail, alone: @escaping (String) -> Trail?) {
        let results = EvidenceSearch(trail, alone: alone).results(of: notes.evidence)
        evidence = results
        let confirmed = Dictionary(results.map { ($0.evidence.id, $0.isConfirmed) }) { first, _ in first }
        claims = notes.claims.map { claim in
            let unknown = claim.evidence.filter { confirmed[$0] == nil }
            let failed = claim.evidence.filter { confirmed[$0] == false }
            let standing: ClaimStanding =
                claim.evidence.isEmpty
                ? .restsOnNoRecord : unknown.isEmpty && failed.isEmpty ? .confirmed : .notConfirmed
            return ClaimResult(claim: claim, standing: standing, unknown: unknown, failed: failed)
        }
    }
}
