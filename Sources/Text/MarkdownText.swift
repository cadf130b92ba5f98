/// Text from a log inside a Markdown document (GitHub flavour): shown literally, never as a link, an image, HTML,
/// emphasis or a new cell of a table.
public enum MarkdownText {
    /// The text for running prose and cells of tables, neutralised first.
    public static func escaped(_ raw: String) -> String {
        let text = Array(Neutral.text(raw).unicodeScalars)
        var result = String.UnicodeScalarView()
        for (index, scalar) in text.enumerated() {
            if needsBackslash(text, at: index) { result.append("\\") }
            result.append(scalar)
        }
        return String(result)
    }

    /// The text as a code span, which a table can hold too. Bars need a backslash there even inside code.
    public static func code(_ raw: String) -> String {
        let text = Neutral.text(raw)
        if text.isEmpty { return "" }
        var longest = 0
        var run = 0
        for byte in text.utf8 {
            run = byte == UInt8(ascii: "`") ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: longest + 1)
        let pad = text.hasPrefix("`") || text.hasSuffix("`") || text.hasPrefix(" ") || text.hasSuffix(" ") ? " " : ""
        let inner = text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
        return fence + pad + inner + pad + fence
    }

    private static func needsBackslash(_ text: [Unicode.Scalar], at index: Int) -> Bool {
        switch text[index] {
        case "\\", "`", "*", "[", "]", "<", ">", "|", "~", "&", "$", "@", "!":
            return true
        case "_":
            // Inside a word an underscore means nothing, and names are easier to read without a backslash.
            return !(isWord(text, at: index - 1) && isWord(text, at: index + 1))
        case ":":
            return index + 2 < text.count && text[index + 1] == "/" && text[index + 2] == "/"
        case ".":
            return endsWithWWW(text, at: index) || endsWithListNumber(text, at: index)
        case ")":
            return endsWithListNumber(text, at: index)
        case "#", "+", "-", "=":
            return index == 0
        default:
            return false
        }
    }

    private static func isWord(_ text: [Unicode.Scalar], at index: Int) -> Bool {
        text.indices.contains(index) && (text[index].properties.isAlphabetic || isDigit(text[index]))
    }

    private static func endsWithWWW(_ text: [Unicode.Scalar], at index: Int) -> Bool {
        index >= 3 && text[index - 3..<index].allSatisfy { $0 == "w" || $0 == "W" }
    }

    private static func endsWithListNumber(_ text: [Unicode.Scalar], at index: Int) -> Bool {
        index >= 1 && index <= 9 && text[..<index].allSatisfy(isDigit)
            && (index + 1 == text.count || text[index + 1] == " ")
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        ("0"..."9").contains(scalar)
    }
}
