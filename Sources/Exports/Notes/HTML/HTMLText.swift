internal import CloudTrail
internal import Text

/// Text inside an HTML document: literal, in an element as in an attribute, and neutralised first.
enum HTMLText {
    /// What could move, hide or reverse its neighbours is shown, dimmed; nothing is markup.
    static func escaped(_ raw: String) -> String {
        Neutral.pieces(raw).map { piece in
            let text = replaced(piece.text)
            return piece.isEscape ? "<span class=\"escape\">\(text)</span>" : text
        }.joined()
    }

    /// The same for an attribute, or for an element that holds text alone.
    static func attribute(_ raw: String) -> String { replaced(Neutral.text(raw)) }

    private static func replaced(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// A text of the notes.
    static func of(_ text: NotesText) -> String { text.pieces.map(of).joined() }

    private static func of(_ piece: NotesText.Piece) -> String {
        switch piece {
        case .words(let words): replaced(words)
        case .foreign(let text): isolated(Defang.prose(text))
        case .code(let text): "<code>\(escaped(Defang.prose(text)))</code>"
        case .strong(let text): "<strong>\(isolated(Defang.prose(text)))</strong>"
        case .address(let text):
            IPAddress(text) == nil ? isolated(text) : "<span class=\"address\">\(replaced(Defang.address(text)))</span>"
        case .emphasis(let words):
            "<em class=\"\(marks.contains(words) ? "mark \(words)" : "basis")\">\(replaced(words))</em>"
        case .reference(let number): "<a class=\"ref\" href=\"#E\(number)\">[E\(number)]</a>"
        }
    }

    private static let marks: Set<String> = ["observed", "inferred", "unknown"]

    /// Scripts that run from right to left must not turn what stands beside them.
    private static func isolated(_ text: String) -> String {
        let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
        return isASCII ? escaped(text) : "<bdi>\(escaped(text))</bdi>"
    }
}
