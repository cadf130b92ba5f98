internal import Investigation
internal import Robots

/// A table of the notes.
public struct NotesTable: Hashable, Sendable {
    public struct Column: Hashable, Sendable {
        /// How its cells are set.
        public enum Kind: Hashable, Sendable {
            case text
            /// To the right.
            case number
            /// In one piece: a moment, an ID, a short word.
            case whole
            /// In small letters of one width, broken anywhere: a hash, a path.
            case fine
        }

        public var title: String
        public var kind: Kind

        public init(_ title: String, _ kind: Kind = .text) {
            self.title = title
            self.kind = kind
        }
    }

    public struct Row: Hashable, Sendable {
        /// A cell for each column.
        public var cells: [NotesText]
        /// What the row is called, for links to it: the ID of a claim, an evidence number; nil for none.
        public var anchor: String?
    }

    public private(set) var columns: [Column]
    public internal(set) var rows: [Row] = []
    /// What holds for every line.
    public internal(set) var note: NotesText?
    /// By row.
    private var claims: [Claim?] = []

    public init(_ columns: [Column]) {
        self.columns = columns
    }

    init(_ columns: Column...) { self.init(columns) }

    public var isEmpty: Bool { rows.isEmpty }

    mutating func add(_ cells: [NotesText], anchor: String? = nil) {
        precondition(cells.count == columns.count, "a cell for each column")
        rows.append(Row(cells: cells, anchor: anchor))
        claims.append(nil)
    }

    mutating func add(_ cells: [NotesText], _ claim: Claim) {
        add(cells, anchor: claim.id)
        claims[claims.count - 1] = claim
    }

    /// What a row says, as a statement by itself: `key: AKIA...; calls: 12`.
    static func statement(_ columns: [Column], _ cells: [NotesText]) -> NotesText {
        zip(columns, cells).filter { !$1.isEmpty && $1 != .none }
            .map { column, cell in NotesText([.words(column.title + ": ")]) + cell }.joined("; ")
    }

    /// The first statement, where all have the same mark; nil where they have several.
    private var commonMark: Claim? {
        let known = claims.compactMap(\.self)
        guard let first = known.first, known.allSatisfy({ $0.mark == first.mark && $0.confidence == first.confidence })
        else { return nil }
        return first
    }

    /// The same with a column for the mark of each statement, where they differ, else with a note that tells it, and one
    /// for the evidence.
    func citing() -> NotesTable {
        guard claims.contains(where: { $0 != nil }) else { return self }
        let showsMarks = commonMark == nil
        var table = NotesTable(columns + (showsMarks ? [Column("Mark", .whole)] : []) + [Column("Evidence")])
        if let common = commonMark {
            let sure: NotesText =
                common.mark == .unknown ? "" : common.confidence.map { ", confidence \(words: $0.rawValue)" } ?? ""
            table.note = "\(words: rows.count == 1 ? "This line" : "Every line"): \(mark: common.mark)\(sure)"
        }
        for (row, claim) in zip(rows, claims) {
            let mark = claim.map { "\(mark: $0.mark)" as NotesText } ?? .none
            let cited = claim.map { $0.references.isEmpty ? .none : $0.references } ?? .none
            table.add(row.cells + (showsMarks ? [mark] : []) + [cited], anchor: row.anchor)
        }
        return table
    }
}
