/// The digests that were read, each once: copies are put together, and of several contents of one digest the likeliest is
/// taken.
struct DigestCollection {
    /// By line, then by time, so that neighbours in a chain are neighbours here.
    var digests: [CheckedDigest] = []
    var findings: [DigestFinding] = []
    /// The digest's place by the object that it says it is.
    private(set) var places: [S3Object: Int] = [:]
    /// For each digest those that name it as their predecessor.
    private(set) var successors: [[Int]] = []
    /// The names, without the endings, of files that should be digests and cannot be read.
    let unreadable: Set<String>

    init(
        _ files: [EvidenceFiles.DigestFile], malformed: [EvidenceFiles.Malformed], keys: DigestKeys,
        signatures: DigestSignatures
    ) {
        unreadable = Set(malformed.map(\.stored.delivery.baseName))
        let claims = Set(files.compactMap { $0.digest.previous.map { Claim(object: $0.object, sha256: $0.sha256) } })
        var groups: [S3Object: [EvidenceFiles.DigestFile]] = [:]
        for file in files { groups[file.digest.object, default: []].append(file) }
        for group in groups.values {
            let taken =
                group.first { claims.contains(Claim(object: $0.digest.object, sha256: $0.sha256)) }
                ?? group.first {
                    SignatureCheck(keys: keys, signatures: signatures).isSignedByFile($0.digest, sha256: $0.sha256)
                } ?? group[0]
            var checked = CheckedDigest(
                path: taken.stored.path, copies: [], sha256: taken.sha256, digest: taken.digest)
            for file in group where file.stored.path != taken.stored.path {
                if file.sha256 == taken.sha256 {
                    checked.copies.append(file.stored.path)
                } else {
                    findings.append(
                        DigestFinding(
                            .digestDuplicated(taken: taken.stored.path), path: file.stored.path,
                            object: file.digest.object))
                }
            }
            digests.append(checked)
        }
        digests.sort {
            let (left, right) = ($0.digest, $1.digest)
            if left.line != right.line { return left.line < right.line }
            return (left.end, left.start, left.object) < (right.end, right.start, right.object)
        }
        for (index, checked) in digests.enumerated() { places[checked.digest.object] = index }
        successors = Array(repeating: [], count: digests.count)
        for (index, checked) in digests.enumerated() {
            if let previous = checked.digest.previous, let place = places[previous.object], place != index {
                successors[place].append(index)
            }
        }
        for file in files where Self.isMisnamed(file) {
            findings.append(DigestFinding(.digestMisnamed, path: file.stored.path, object: file.digest.object))
        }
    }

    /// What a digest says of its predecessor.
    private struct Claim: Hashable {
        var object: S3Object
        var sha256: String
    }

    /// Whether a file bears the name of a digest, and not of the one that it holds. Other names are a responder's.
    private static func isMisnamed(_ file: EvidenceFiles.DigestFile) -> Bool {
        file.stored.delivery.name?.kind == .digest
            && file.stored.delivery.baseName != file.digest.delivery.baseName
    }
}
