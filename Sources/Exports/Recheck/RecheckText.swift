internal import Text

/// What a re-check found, for a person: line by line where all is well, else what is wrong, each thing once. Texts of the
/// notes and of paths are made harmless.
public struct RecheckText {
    private let recheck: Recheck

    public init(_ recheck: Recheck) {
        self.recheck = recheck
    }

    public var text: String {
        let found = recheck.verdict == .failed ? RecheckFailures(recheck).lines + standing : standingOfEach
        return (found + [""] + counts + [""] + extent).map { Neutral.text($0) + "\n" }.joined()
    }

    // MARK: Claims

    private var standingOfEach: [String] {
        guard recheck.verdict != .nothing else {
            return [
                recheck.claims.isEmpty
                    ? "nothing to confirm: the notes make no claim"
                    : "nothing to confirm: no claim of the notes rests on a record"
            ]
        }
        return recheck.claims.map { result in
            result.standing == .confirmed
                ? "confirmed \(result.claim.id)" + result.claim.evidence.map { " [\($0)]" }.joined()
                : "rests on no record \(result.claim.id)"
        }
    }

    private var standing: [String] {
        let ids = { (standing: ClaimStanding) in
            CompactIDs(recheck.claims.filter { $0.standing == standing }.map(\.claim.id)).description
        }
        let lines = [
            ("Confirmed: ", ids(.confirmed)), ("Rest on no record: ", ids(.restsOnNoRecord)),
        ].filter { !$0.1.isEmpty }.map { $0.0 + $0.1 }
        return lines.isEmpty ? [] : [""] + lines
    }

    // MARK: Numbers

    private var counts: [String] {
        let count = { (standing: ClaimStanding) in recheck.claims.count { $0.standing == standing } }
        let records = recheck.evidence.count(where: \.isConfirmed)
        let sources = { (standing: Recheck.SourceStanding) in recheck.sources.count { $0.standing == standing } }
        let (missing, none) = (recheck.sources.count { $0.faults == [.missing] }, count(.restsOnNoRecord))
        var lines = [
            "\(RecheckExtent.counted(recheck.claims.count, "claim")): \(count(.confirmed)) confirmed, "
                + "\(count(.notConfirmed)) not confirmed, \(none) that \(none == 1 ? "rests" : "rest") on no record",
            "\(RecheckExtent.counted(recheck.evidence.count, "record")) of evidence: \(records) confirmed, "
                + "\(recheck.evidence.count - records) not confirmed",
        ]
        if !recheck.sources.isEmpty {
            lines.append(
                "\(RecheckExtent.counted(recheck.sources.count, "source")) in the manifest: \(sources(.confirmed)) "
                    + "confirmed, \(sources(.notConfirmed) - missing) changed, \(missing) missing"
                    + (sources(.unchecked) == 0 ? "" : ", \(sources(.unchecked)) unchecked"))
        }
        if !recheck.unlisted.isEmpty {
            let count = recheck.unlisted.count
            lines.append("\(RecheckExtent.counted(count, "source")) here that the manifest does not list")
        }
        return lines
    }

    private var extent: [String] {
        let extent = RecheckExtent(of: recheck)
        let lines = [
            "Checked: \(extent.checked.joined(separator: "; ")). "
                + "Not checked: \(extent.notChecked.joined(separator: "; "))."
        ]
        if extent.unchecked.isEmpty { return lines }
        return ["Could not be checked: \(extent.unchecked.joined(separator: "; "))."] + lines
    }
}
