public import CloudTrail
public import Ingest

/// Something that speaks against the files, or that a reader of the levels should know.
public struct DigestFinding: Hashable, Sendable {
    /// The file that it is about; nil where it is about one that is not here.
    public var path: String?
    /// The object in S3 that it is about, where digests name it.
    public var object: S3Object?
    public var reason: Reason

    init(_ reason: Reason, path: String? = nil, object: S3Object? = nil) {
        self.path = path
        self.object = object
        self.reason = reason
    }

    /// What was found, with what tells it from others of its kind.
    public enum Reason: Hashable, Sendable {
        /// The log's hash is another than the one that a digest lists for its name.
        case logTampered(listed: String, found: String?)
        /// The log holds what a digest lists under another name.
        case logReplaced(by: S3Object)
        /// Digests list the log with different hashes; it has one of them.
        case logDisputed(other: String)
        /// The digest of this path lists the log, and no file here has its name or its hash.
        case logMissing(digest: String)
        /// The log lies where and when a digest covers everything, and none lists it.
        case logAdded
        /// The digest of this path lists a log of another account or region than its own.
        case logOfOthers(digest: String)
        /// The log lies in the folder of another account or region than the one that it was delivered to.
        case logMisplaced
        /// The log has the hash that a digest lists for this object, under a name that none lists.
        case logRenamed(object: S3Object)
        /// The file is gzip data with a flaw around what was hashed.
        case damaged(SourceDamage)
        /// The file or folder could not be read.
        case unreadable(SourceProblem.Reason)
        /// The digest's hash is another than the one that its successor of this path says.
        case digestTampered(successor: String, said: String)
        /// The digest bears a valid signature, and its successor of this path names another hash.
        case successorTampered(successor: String)
        /// The digest's successor of this path names it, and it is not here, or cannot be read; nor is any other from the end
        /// of the one before.
        case digestMissing(successor: String, from: EventTime, to: EventTime, isUnreadable: Bool)
        /// Digests of the same trail follow, and none of them names it as its predecessor.
        case digestUnlinked(successor: String)
        /// It should be a digest, and is none that can be checked.
        case digestMalformed(DigestProblem)
        /// The file's name is that of another digest than it holds.
        case digestMisnamed
        /// Another file holds the same digest with other content; that one was taken.
        case digestDuplicated(taken: String)
        /// The signature, from there, is not that of the digest.
        case signatureInvalid(SignatureSource)
        /// The signature from a file and the one in the successor of this path differ.
        case signaturesDiffer(successor: String)
        /// The hours of a digest end before they begin, or overlap those of the one before, of this path.
        case clockOrder(before: String?)
        /// Logging or validation was stopped and started: nothing was validated in between.
        case chainRestarted(from: EventTime, to: EventTime)
        /// The digest is linked to the one before, and hours lie between them.
        case hoursUncovered(from: EventTime, to: EventTime)
        /// No public key was given that has the fingerprint which so many digests name.
        case keyMissing(fingerprint: String, digests: Int)
        /// The signature is valid by a key that, as listed, was not in use when the hour ended.
        case keyOutOfUse(fingerprint: String)
        /// A signature was given for a digest that is not here.
        case signatureUnused(name: String)
    }
}

/// Where a signature was taken from.
public enum SignatureSource: Hashable, Sendable {
    /// A file of signatures.
    case file
    /// The digest of this path, which follows.
    case successor(String)
}

extension DigestFinding {
    /// What a finding is, as scripts read it. In this order findings are listed.
    public enum Kind: String, CaseIterable, Sendable {
        case logTampered, logMissing, logAdded, logOfOthers, digestTampered, digestMissing, digestUnlinked
        case digestMalformed, digestMisnamed, digestDuplicated, signatureInvalid, clockOrder, damaged, unreadable
        case chainRestarted, hoursUncovered, keyMissing, keyOutOfUse, signatureUnused, logMisplaced, logRenamed

        /// Whether a check failed; else it is something to know.
        public var isFailure: Bool {
            switch self {
            case .chainRestarted, .hoursUncovered, .keyMissing, .keyOutOfUse, .signatureUnused, .logMisplaced,
                .logRenamed:
                false
            default: true
            }
        }
    }

    public var kind: Kind {
        switch reason {
        case .logTampered, .logReplaced, .logDisputed: .logTampered
        case .logMissing: .logMissing
        case .logAdded: .logAdded
        case .logOfOthers: .logOfOthers
        case .logMisplaced: .logMisplaced
        case .logRenamed: .logRenamed
        case .damaged: .damaged
        case .unreadable: .unreadable
        case .digestTampered, .successorTampered: .digestTampered
        case .digestMissing: .digestMissing
        case .digestUnlinked: .digestUnlinked
        case .digestMalformed: .digestMalformed
        case .digestMisnamed: .digestMisnamed
        case .digestDuplicated: .digestDuplicated
        case .signatureInvalid, .signaturesDiffer: .signatureInvalid
        case .clockOrder: .clockOrder
        case .chainRestarted: .chainRestarted
        case .hoursUncovered: .hoursUncovered
        case .keyMissing: .keyMissing
        case .keyOutOfUse: .keyOutOfUse
        case .signatureUnused: .signatureUnused
        }
    }

    public var isFailure: Bool { kind.isFailure }

    /// By kind, then by file and object: the order of lists.
    static func precedes(_ left: DigestFinding, _ right: DigestFinding) -> Bool {
        let order = Self.order
        let (first, second) = (order[left.kind] ?? 0, order[right.kind] ?? 0)
        if first != second { return first < second }
        return (left.path ?? "", left.object?.description ?? "", left.words)
            < (right.path ?? "", right.object?.description ?? "", right.words)
    }

    private static let order = Dictionary(uniqueKeysWithValues: Kind.allCases.enumerated().map { ($1, $0) })
}
