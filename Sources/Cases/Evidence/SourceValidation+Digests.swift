public import Digests

extension SourceValidation {
    /// What digests say of a file that was read.
    ///
    /// - Parameter sha256: of the file as stored, in lower-case hexadecimal; nil where it could not be read.
    public init?(_ levels: DigestLevels, path: String, sha256: String?) {
        let standing = levels.standing(ofPath: path) ?? sha256.flatMap { levels.standing(ofSHA256: $0) }
        guard let standing else { return nil }
        self.init(
            level: standing.level.rawValue, state: standing.state.words,
            isFailed: standing.state == .tampered || standing.state == .added)
    }
}

extension [ManifestEntry] {
    /// The manifest with what digests say of each source.
    public func validated(by levels: DigestLevels) -> [ManifestEntry] {
        map { entry in
            var entry = entry
            entry.validation = SourceValidation(levels, path: entry.path, sha256: entry.sha256)
            return entry
        }
    }
}
