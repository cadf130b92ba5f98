/// A question to the case.
public enum Request: Sendable {
    case list(ViewRequest)
    /// The pane beside a row, for the cell of that column.
    case preview(ViewRequest, RowKey, column: Int)
    /// Texts that are read from raw records, for some rows of a list.
    case details(any RowSource, Range<Int>)
    case find(RowSearch, any RowSource, from: Int, forward: Bool)
    /// Which match of how many was found.
    case count(RowSearch, any RowSource, Found)
    /// What could be written at the end of a filter.
    case completion(of: String, in: ViewRequest)
    /// An export of what is being looked at.
    case export(ViewRequest, ExportOrder)
    /// The text of an event for the clipboard.
    case excerpt(Excerpt, of: String)
    /// How much there is, and how far it carries.
    case status(ViewRequest)
    /// The rules as they are by now, over the same events.
    case reloadRules
}

/// What a desk says.
public enum Answer: Sendable {
    case listing(Listing)
    case preview(Preview)
    /// By row and column.
    case details([RowKey: [Int: TableCell]])
    case found(Found)
    case counted(Found)
    case completion(Completion)
    /// The text, and what it is of.
    case excerpt(Excerpt, String)
    case status(String)
    /// Where the file is that was written.
    case saved(path: String)
    /// The case as the rules judge it now, in the next generation: from here on that one is asked.
    case reloaded(any Desk, RuleReload)
    case failed(Problem)
}

/// What can be written at the end of a text.
public struct Completion: Hashable, Sendable {
    /// The text that stays, in front of what is completed.
    public var stem: String
    /// What can follow it, best first, with a word on each.
    public var candidates: [Candidate]

    public struct Candidate: Hashable, Sendable {
        public var text: String
        public var note: String

        public init(_ text: String, note: String = "") {
            self.text = text
            self.note = note
        }
    }

    public init(stem: String, candidates: [Candidate]) {
        self.stem = stem
        self.candidates = candidates
    }
}
