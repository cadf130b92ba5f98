/// What a source's text is, told by its content, so that the right reader takes it.
enum TextKind {
    /// No bytes, or only white space.
    case empty
    /// JSON, sound or damaged: for the scanner.
    case json
    /// Rows that carry records.
    case rows(any RowText)
    /// Nothing that holds events; the name completes "this is ...".
    case notEvents(Shape, String)

    /// How far a text that begins otherwise is searched for records, in bytes.
    private static let searchWindow = 1 << 20

    init(_ text: Span<UInt8>) {
        guard let first = text.indices.first(where: { !StructuralText.isSpace(text[$0]) }) else {
            self = .empty
            return
        }
        switch text[first] {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            self = .json
        default:
            if let lines = LogLines(text) {
                self = .rows(lines)
            } else if let table = CSVEvents(text) {
                self = .rows(table)
            } else if Self.holdsRecords(text) {
                self = .json
            } else {
                let (shape, name) = ForeignText.kind(of: text)
                self = .notEvents(shape, name)
            }
        }
    }

    /// Whether a text whose beginning is lost or overwritten still holds records further on.
    private static func holdsRecords(_ text: Span<UInt8>) -> Bool {
        let start = RecordStarts(leadingKeys: [Array("eventVersion".utf8)])
            .next(in: text.extracting(first: searchWindow), from: 0)
        guard start != nil else { return false }
        let beginning = ForeignText.kind(of: text).name
        return beginning != "an HTML page" && beginning != "JavaScript"
    }
}
