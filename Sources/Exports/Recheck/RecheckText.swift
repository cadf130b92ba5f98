internal import Text

/// What a re-check found, line by line. Texts of the notes and of paths are made harmless.
public struct RecheckText {
    private let recheck: Recheck

    public init(_ recheck: Recheck) {
        self.recheck = recheck
    }

    public var text: String {
        let faults = Dictionary(recheck.evidence.map { ($0.evidence.id, $0) }) { first, _ in first }
        let claims = recheck.claims.flatMap { line(of: $0, faults) }
        let cited = Set(recheck.claims.flatMap(\.claim.evidence))
        // What no claim cites is told all the same.
        let others = recheck.evidence.filter { !$0.isConfirmed && !cited.contains($0.evidence.id) }
            .map { "not confirmed [\($0.evidence.id)]: \($0.sentence)" }
        return (claims + others).map { Neutral.text($0) + "\n" }.joined() + summary + "\n"
    }

    private func line(of result: Recheck.ClaimResult, _ found: [String: Recheck.EvidenceResult]) -> [String] {
        let cited = result.claim.evidence.map { " [\($0)]" }.joined()
        switch result.standing {
        case .confirmed: return ["confirmed \(result.claim.id)\(cited)"]
        case .restsOnNoRecord: return ["rests on no record \(result.claim.id)"]
        case .notConfirmed:
            return ["not confirmed \(result.claim.id)\(cited)"]
                + result.unknown.map { "  [\($0)]: the evidence has no such number" }
                + result.failed.compactMap { id in found[id].map { "  [\(id)]: \($0.sentence)" } }
        }
    }

    /// How many claims and records there are, and what became of them.
    public var summary: String {
        let count = { (standing: ClaimStanding) in recheck.claims.count { $0.standing == standing } }
        let records = recheck.evidence.count
        return """
            \(recheck.claims.count) \(recheck.claims.count == 1 ? "claim" : "claims"): \(count(.confirmed)) confirmed, \
            \(count(.notConfirmed)) not confirmed, \(count(.restsOnNoRecord)) that \
            \(count(.restsOnNoRecord) == 1 ? "rests" : "rest") on no record. \(records) \
            \(records == 1 ? "record" : "records") of evidence: \(recheck.evidence.count(where: \.isConfirmed)) confirmed, \
            \(recheck.evidence.count { !$0.isConfirmed }) not confirmed.
            """
    }
}

extension Recheck.EvidenceResult {
    /// Where it should be, and what differs.
    public var sentence: String {
        "\(evidence.file), record \(evidence.record): "
            + faults.map { $0.sentence(of: evidence) }.joined(separator: "; ")
    }
}

extension EvidenceFault {
    /// What differs, without a full stop.
    func sentence(of line: CheckedNotes.Evidence) -> String {
        switch self {
        case .fileMissing: "no source has the SHA-256 \(line.sha256 ?? "") or such a path"
        case .fileChanged(let path, let hash):
            "the file has changed: \(path) has SHA-256 \(hash ?? "unknown"), the notes have \(line.sha256 ?? "none")"
        case .noHash: "the notes do not have every hash: nothing can be confirmed"
        case .recordMissing(let path): "\(path) has no such record"
        case .recordMoved(let path, let number): "in \(path) the event is record \(number)"
        case .recordDiffers(let path, let hash):
            """
            the record in \(path) has SHA-256 \(hash), the notes have \
            \(line.recordSHA256 ?? "none")
            """
        case .eventIDDiffers(let path, let id):
            "the record in \(path) has the event ID \(id ?? "none"), the notes have \(line.eventID ?? "none")"
        case .accountDiffers(let path, let account):
            "the record in \(path) is of account \(account ?? "none"), the notes have \(line.account ?? "none")"
        case .factDiffers(let path, let fact): "the record in \(path) has \(fact), the notes say something else"
        case .unreadable(let path, let reason): "\(path) cannot be read again: \(reason)"
        }
    }

    /// In one word, for scripts.
    var word: String {
        switch self {
        case .fileMissing: "file-missing"
        case .fileChanged: "file-changed"
        case .noHash: "no-hash"
        case .recordMissing: "record-missing"
        case .recordMoved: "record-moved"
        case .recordDiffers: "record-differs"
        case .eventIDDiffers: "event-id-differs"
        case .accountDiffers: "account-differs"
        case .factDiffers: "fact-differs"
        case .unreadable: "unreadable"
        }
    }
}
