/// A section of the incident notes that an analyst writes, beside those that follow from the records. The raw values stand
/// in case files.
public enum NotesSection: String, CaseIterable, Hashable, Sendable {
    case summary, severity, impact, rootCause, recovery, lessons

    /// Its heading in the notes.
    public var title: String {
        switch self {
        case .summary: "Executive summary"
        case .severity: "Status and severity"
        case .impact: "Impact"
        case .rootCause: "Root cause"
        case .recovery: "Recovery"
        case .lessons: "Lessons learned"
        }
    }

    /// What the section is asked to say, to be written over.
    public var template: String {
        switch self {
        case .summary:
            """
            What happened:
            Since when, and until when:
            What the attacker had and did:
            What is contained, and what is not:
            What is needed from the reader:
            """
        case .severity:
            """
            Status: (open, contained, eradicated, recovered, closed)
            Severity: (critical, high, medium, low), because:
            """
        case .impact:
            """
            Confidentiality:
            Integrity:
            Availability:
            Obligations to notify:
            """
        case .rootCause:
            """
            Root cause: (known, suspected, undetermined)
            What speaks for it:
            What speaks against it:
            What would settle it:
            """
        case .recovery:
            """
            Rebuilt or restored:
            Watched for, and until when:
            """
        case .lessons:
            """
            What went well:
            What did not:
            What changes, by whom, by when:
            """
        }
    }
}
