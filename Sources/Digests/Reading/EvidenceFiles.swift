internal import Events
internal import Ingest

/// What lies under some paths, read once: digests, and everything else, which may be log files.
struct EvidenceFiles: Sendable {
    /// A digest, as one file has it.
    struct DigestFile: Sendable {
        var stored: StoredText
        /// SHA-256 of the uncompressed digest.
        var sha256: String
        var digest: Digest
    }

    /// A file that should be a digest, by its name or its folder.
    struct Malformed: Sendable {
        var stored: StoredText
        var problem: DigestProblem
    }

    // All in the order of the paths, and of members within an archive.
    var digests: [DigestFile] = []
    var malformed: [Malformed] = []
    var others: [StoredText] = []
    /// What could not be read.
    var problems: [SourceProblem] = []

    /// So many files are read by one reader, one after the other.
    private static let batch = 64

    /// Reads everything under the paths.
    init(under paths: [SourcePath], limits: ReadLimits, threads: Int) {
        let listing = SourceWalk.files(under: paths)
        problems = listing.problems
        let files = listing.files
        let parts = Crew(threads: threads).map((files.count + Self.batch - 1) / Self.batch) { number in
            var part = EvidenceFiles()
            let reader = SourceReader(limits: limits)
            for file in files[number * Self.batch..<min(files.count, (number + 1) * Self.batch)] {
                part.read(file, by: reader)
            }
            return part
        }
        for part in parts {
            digests += part.digests
            malformed += part.malformed
            others += part.others
            problems += part.problems
        }
    }

    private init() {}

    private mutating func read(_ file: SourceFile, by reader: SourceReader) {
        let summary = reader.read(file) { info, text in
            let stored = StoredText(info, text)
            // What a file is, is told by its content; its name says only what it should have been.
            guard stored.isDigest || (Digest.mayBeDigest(text) && Digest.isDigest(text)) else {
                others.append(stored)
                return
            }
            do throws(DigestProblem) {
                guard let sha256 = stored.sha256 else { throw .encoding }
                digests.append(DigestFile(stored: stored, sha256: sha256, digest: try Digest(text)))
            } catch {
                malformed.append(Malformed(stored: stored, problem: error))
            }
        }
        problems += summary.problems
    }
}
