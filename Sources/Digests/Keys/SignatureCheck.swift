/// Verifies signatures of digests with the keys that were given.
struct SignatureCheck {
    let keys: DigestKeys
    let signatures: DigestSignatures

    /// What a signature turned out to be.
    enum Outcome: Hashable {
        /// By a key that, as listed, was in use then or not.
        case valid(isInUse: Bool)
        case invalid
        /// No key has the fingerprint.
        case noKey
    }

    func outcome(of signature: String, for digest: Digest, sha256: String) -> Outcome {
        let candidates = keys.named(digest.fingerprint)
        guard !candidates.isEmpty else { return .noKey }
        guard let bytes = Hexadecimal.bytes(signature) else { return .invalid }
        let text = digest.signedText(sha256: sha256)
        let valid = candidates.filter { $0.verifies(bytes, of: text) }
        guard !valid.isEmpty else { return .invalid }
        // Those that were delivered late were signed late, with the key of that time.
        let isInUse = valid.contains { key in
            guard let validity = key.validity else { return true }
            return digest.line.isBackfill ? digest.end <= validity.upperBound : validity.contains(digest.end)
        }
        return .valid(isInUse: isInUse)
    }

    /// Whether a signature that was given makes a digest's content certain.
    func isSignedByFile(_ digest: Digest, sha256: String) -> Bool {
        guard let signature = signatures.signature(of: digest.object) else { return false }
        if case .valid = outcome(of: signature, for: digest, sha256: sha256) { return true }
        return false
    }
}
