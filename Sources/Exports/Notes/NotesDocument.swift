public import CloudTrail

/// Incident notes as a document: what is said, before it is written in some form. Every statement of it about the incident
/// is a claim, and names the records that it rests on.
public struct NotesDocument: Sendable {
    public var header: CaseHeader
    public var sections: [Section]
    /// In the order of the document.
    public var claims: [Claim]
    /// E1 first.
    public var evidence: [EvidenceRecord]

    public struct Section: Sendable {
        /// What links call it, unique in the document.
        public var anchor: String
        /// Words of the program's own.
        public var title: String
        /// 2 for a chapter, 3 for a part of one.
        public var level: Int
        /// Whether it begins on a new page.
        public var startsPage: Bool
        public var blocks: [Block]
    }

    /// A sentence or more.
    public struct Statement: Hashable, Sendable {
        public var text: NotesText
        /// Nil for explanations, which claim nothing of the incident.
        public var claim: Claim?

        public init(_ text: NotesText, _ claim: Claim? = nil) {
            self.text = text
            self.claim = claim
        }

        /// The statement with its mark and its references behind it.
        public var cited: NotesText {
            guard let claim else { return text }
            guard claim.author == nil else { return claim.references.isEmpty ? text : text + " " + claim.references }
            return text + " " + claim.basis + (claim.references.isEmpty ? "" : " " + claim.references)
        }
    }

    public struct Field: Sendable {
        /// Words of the program's own.
        public var name: String
        public var value: NotesText
    }

    public indirect enum Block: Sendable {
        case paragraph(Statement)
        case list([Statement])
        case table(NotesTable)
        case fields([Field])
        /// Commands and the like: to be copied, not to be read as prose.
        case code(String)
        /// What an analyst wrote, with who and when.
        case analyst(byline: NotesText, blocks: [Block])
        case timeline(TimelineFigure)
        case tactics(TacticFigure)
    }
}

/// A record that claims rest on, with all that is needed to find it again.
public struct EvidenceRecord: Hashable, Sendable {
    /// 12 of `E12`.
    public var number: Int
    /// In the index that the notes were written from.
    public var row: Int
    public var eventID: String?
    public var account: String?
    /// The source's path as it was when it was loaded; of a member `archive.zip!/folder/member.json`.
    public var file: String
    /// SHA-256 of the source as stored; nil where it could not be read.
    public var sha256: String?
    /// From 1.
    public var record: Int
    /// SHA-256 of the record's own bytes; nil where it could not be read again.
    public var recordSHA256: String?
    public var time: EventTime
    /// The call.
    public var name: String?
    /// `L2`, `L1 failed`; nil where digests were not looked at.
    public var digest: String?
}
