public import CloudTrail
public import Investigation

/// What the analyst wrote.
public struct Note: Hashable, Sendable {
    /// What tells it from the other notes of the case, from 1.
    public var number: Int
    /// What it is about; nil for a note about nothing in particular.
    public var subject: Entity?
    /// What else it is about, where it was written on a range of rows.
    public var others: [Entity]
    /// Markdown.
    public var text: String
    /// Who wrote it.
    public var author: String
    public var time: EventTime
    /// What kind of statement it is; nil where nothing was said.
    public var mark: Mark?

    public init(
        _ number: Int, _ subject: Entity?, others: [Entity] = [], text: String, author: String = "", time: EventTime,
        mark: Mark? = nil
    ) {
        self.number = number
        self.subject = subject
        self.others = others
        self.text = text
        self.author = author
        self.time = time
        self.mark = mark
    }

    /// All that it is about.
    public var subjects: [Entity] { [subject].compactMap(\.self) + others }
}
