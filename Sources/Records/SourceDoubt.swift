public import CloudTrail

/// Something that is known against a source beside what its load told: what an investigation says of its time does not hold
/// as it would without it.
public struct SourceDoubt: Hashable, Sendable {
    public enum Kind: Int, Hashable, Sendable, CaseIterable {
        /// Its bytes are others than those that the case first read.
        case changed
        /// The case has read it, and it is not there any more.
        case missing
        /// The case has read it, and it was not read now.
        case unread
        /// CloudTrail's digests contradict it, or list it and it is not here.
        case contradicted
    }

    public var kind: Kind
    public var path: String
    /// The time of its events, where that is known.
    public var span: ClosedRange<EventTime>?

    public init(_ kind: Kind, path: String, span: ClosedRange<EventTime>? = nil) {
        self.kind = kind
        self.path = path
        self.span = span
    }
}
