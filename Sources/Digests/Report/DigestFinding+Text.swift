internal import CloudTrail
internal import Ingest

extension DigestFinding {
    /// The finding in words, without the file and object and without a full stop. Texts of files in it are as they are:
    /// whoever shows it makes them harmless.
    public var words: String {
        switch reason {
        case .logTampered(let listed, let found):
            "changed: its uncompressed bytes have SHA-256 \(found ?? "of no text that CloudTrail writes"), "
                + "the digest lists \(listed)"
        case .logReplaced(let object): "replaced: it holds what a digest lists as \(object)"
        case .logDisputed(let other): "digests list it with different hashes: as it is, and with SHA-256 \(other)"
        case .logMissing(let digest): "missing: \(digest) lists it, and no file here has its name or its hash"
        case .logAdded:
            "added: digests cover where and when it was delivered, and none lists it "
                + "(or another trail, without validation, delivers to the same place)"
        case .logOfOthers(let digest): "\(digest) lists it, which is of another account or region"
        case .logMisplaced: "its bytes are as delivered, but it lies in the folder of another account or region"
        case .logRenamed(let object): "renamed or copied: it has the hash that a digest lists for \(object)"
        case .damaged(let damage): "its wrapping is not as it was delivered: \(damage)"
        case .unreadable(let reason): "not checked: \(reason)"
        case .digestTampered(let successor, let said):
            "changed: \(successor) says that it had SHA-256 \(said)"
        case .successorTampered(let successor):
            "its signature is valid, but \(successor) names another hash for it: that one was changed"
        case .digestMissing(let successor, let from, let to, let isUnreadable):
            (isUnreadable ? "missing, since the file of its name cannot be read: " : "missing: ")
                + "\(successor) names it as its predecessor; "
                + "no digest of this trail speaks for \(from.iso8601) to \(to.iso8601)"
        case .digestUnlinked(let successor):
            "not in the chain: \(successor) follows it in time and names another predecessor"
        case .digestMalformed(let problem): "a digest that cannot be read: \(problem)"
        case .digestMisnamed: "its name is that of another digest than the one that it holds"
        case .digestDuplicated(let taken): "the same digest as \(taken) with other content; that one was taken"
        case .signatureInvalid(.file):
            "the signature that was given for it is not valid: one of the two is not as CloudTrail wrote it"
        case .signatureInvalid(.successor(let path)): "its signature, which \(path) holds, is not valid"
        case .signaturesDiffer(let successor):
            "the signature that was given for it is another than the one that \(successor) holds"
        case .clockOrder(nil): "its hour ends before it begins"
        case .clockOrder(let before?): "its hour overlaps that of \(before)"
        case .chainRestarted(let from, let to):
            "a new chain begins: logging or validation was stopped and started again; "
                + "no digest speaks for \(from.iso8601) to \(to.iso8601)"
        case .hoursUncovered(let from, let to):
            "linked to the digest before it, but no digest speaks for \(from.iso8601) to \(to.iso8601)"
        case .keyMissing(let fingerprint, let digests):
            "no public key with fingerprint \(fingerprint) was given: "
                + "\(digests) digest\(digests == 1 ? "" : "s") cannot be verified by signature "
                + "(each region has its own keys: list them in the region of the digests, for their time)"
        case .keyOutOfUse(let fingerprint):
            "its signature is valid, but the key \(fingerprint), as listed, was not in use when its hour ended"
        case .signatureUnused(let name): "a signature was given for \(name), which is not here"
        }
    }

    /// File, object and words in one line. A file that lies under its object's key says by itself which object it is.
    public var line: String {
        let isPlain = path != nil && object.map { path?.hasSuffix($0.key) ?? false } ?? false
        let subject = [path, isPlain ? nil : object?.description].compactMap { $0 }
        switch subject.count {
        case 0: return words
        case 1: return "\(subject[0]): \(words)"
        default: return "\(subject[0]) (\(subject[1])): \(words)"
        }
    }
}
