import Digests
import SignedTrails

/// Checks what lies in a folder, by default with the first key and the signature of each trail's newest digest.
func report(
    on folder: EvidenceFolder, _ trails: [SignedTrail] = [], keys: [SigningKey] = [.first],
    signing: (SignedTrail) -> [SignedTrail.Digest] = newest, threads: Int = 2
) throws -> DigestReport {
    var given = DigestKeys()
    if !keys.isEmpty { try given.add(json: SigningKey.list(keys)) }
    var signatures = DigestSignatures()
    for trail in trails { try signatures.add(json: trail.signatures(of: signing(trail))) }
    return DigestVerifier(keys: given, signatures: signatures, threads: threads).report(on: [folder.path])
}

/// The newest digest of each kind.
func newest(of trail: SignedTrail) -> [SignedTrail.Digest] {
    [false, true].compactMap { isBackfill in trail.digests.last { $0.isBackfill == isBackfill } }
}

/// Three hours with two logs each.
func threeHours(_ trail: SignedTrail = SignedTrail()) -> SignedTrail {
    var trail = trail
    for _ in 0..<3 { trail.addHour() }
    return trail
}

extension DigestReport {
    /// The kinds of what was found, in their order.
    var kinds: [DigestFinding.Kind] { findings.map(\.kind) }

    /// The levels of the logs that a trail's hours list, one list an hour.
    func levels(in folder: EvidenceFolder, of trail: SignedTrail) -> [[DigestLevel?]] {
        let levels = levels
        return trail.digests.map { $0.logs.map { levels.standing(ofPath: folder.file($0))?.level } }
    }
}
