internal import Text

/// A text that an analyst wrote in Markdown, as blocks of the notes: paragraphs, lists, headings, commands between fences;
/// in lines `code`, **strong** and references to evidence. Whatever else Markdown has is text: what is pasted from a log
/// must not become a link or an image.
struct AnalystText {
    private(set) var blocks: [NotesDocument.Block] = []
    /// The rows that it refers to, in their order.
    private(set) var references: [Int] = []
    /// References to numbers that the evidence does not have, as they are written.
    private(set) var lostReferences: [String] = []

    private let evidence: [Int?]
    private var paragraph: [NotesText] = []
    private var items: [NotesDocument.Statement] = []

    /// - Parameter evidence: the rows that have numbers, E1 first.
    init(_ text: String, evidence: [Int?]) {
        self.evidence = evidence
        var code: (fence: Substring, lines: [String])?
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            let trimmed = line.trimmed
            let fence = trimmed.prefix { $0 == "`" }
            if let (opening, lines) = code {
                if fence.count >= opening.count, fence.count == trimmed.count {
                    blocks.append(.code(lines.joined(separator: "\n")))
                    code = nil
                } else {
                    code = (opening, lines + [String(line)])
                }
            } else if fence.count >= 3 {
                close()
                code = (fence, [])
            } else {
                read(trimmed)
            }
        }
        close()
        // What nobody closed goes to the end.
        if let code { blocks.append(.code(code.lines.joined(separator: "\n"))) }
    }

    private mutating func read(_ line: Substring) {
        if line.isEmpty { return close() }
        if let item = Self.item(line) {
            closeParagraph()
            items.append(.init(inline(item)))
            return
        }
        if line.hasPrefix("#") {
            let title = line.drop { $0 == "#" }
            if title.first == " " {
                close()
                blocks.append(.paragraph(.init(NotesText([.strong(String(title.trimmed))]))))
                return
            }
        }
        if !items.isEmpty {
            // A line behind an item goes on with it.
            items[items.count - 1].text += " " + inline(line)
        } else {
            paragraph.append(inline(line))
        }
    }

    /// What stands behind the sign of a list's item; nil where the line begins none.
    private static func item(_ line: Substring) -> Substring? {
        for sign in ["- ", "* ", "+ "] where line.hasPrefix(sign) { return line.dropFirst(2).trimmed }
        let digits = line.prefix { $0.isASCII && $0.isNumber }
        guard (1...3).contains(digits.count), line.dropFirst(digits.count).hasPrefix(". ") else { return nil }
        // Numbers say what was meant; they stay.
        return line
    }

    private mutating func close() {
        closeParagraph()
        if !items.isEmpty { blocks.append(.list(items)) }
        items = []
    }

    private mutating func closeParagraph() {
        if !paragraph.isEmpty { blocks.append(.paragraph(.init(paragraph.joined(" ")))) }
        paragraph = []
    }

    // MARK: In a line

    private mutating func inline(_ line: Substring) -> NotesText {
        var text = NotesText()
        var plain = ""
        var rest = line
        func flush() {
            if !plain.isEmpty { text.append(.foreign(plain)) }
            plain = ""
        }
        while let first = rest.first {
            if first == "`", let (inner, behind) = Self.enclosed(rest, by: "`") {
                flush()
                text.append(.code(inner))
                rest = behind
            } else if first == "*", let (inner, behind) = Self.enclosed(rest, by: "**") {
                flush()
                text.append(.strong(inner))
                rest = behind
            } else if first == "[", let (number, behind) = Self.reference(rest) {
                if evidence.indices.contains(number - 1), let row = evidence[number - 1] {
                    flush()
                    text.append(.reference(number))
                    references.append(row)
                } else {
                    lostReferences.append("E\(number)")
                    plain += rest[..<behind.startIndex]
                }
                rest = behind
            } else {
                plain.append(first)
                rest = rest.dropFirst()
            }
        }
        flush()
        return text
    }

    /// What stands between two signs at the beginning of a text, and what comes behind.
    private static func enclosed(_ text: Substring, by sign: String) -> (String, Substring)? {
        guard text.hasPrefix(sign) else { return nil }
        let inner = text.dropFirst(sign.count)
        guard let end = inner.firstRange(of: sign), end.lowerBound > inner.startIndex else { return nil }
        return (String(inner[..<end.lowerBound]), inner[end.upperBound...])
    }

    /// `[E12]` at the beginning of a text, and what comes behind.
    private static func reference(_ text: Substring) -> (Int, Substring)? {
        guard text.hasPrefix("[E") else { return nil }
        let digits = text.dropFirst(2).prefix { $0.isASCII && $0.isNumber }
        guard (1...9).contains(digits.count), let number = Int(digits), text.dropFirst(2 + digits.count).first == "]"
        else { return nil }
        return (number, text.dropFirst(3 + digits.count))
    }
}

extension StringProtocol {
    /// Without white space at its ends.
    fileprivate var trimmed: Substring {
        let start = Substring(self).drop(while: \.isWhitespace)
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return start.prefix(0) }
        return start[...last]
    }
}
