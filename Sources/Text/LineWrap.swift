/// Prose in lines of a given width.
public enum LineWrap {
    /// The lines of a text, broken between words, and within a word that is wider than a line. What the text breaks
    /// itself stays broken. Lines are raw: measured as ``Neutral`` will show them.
    ///
    /// - Parameter width: in display cells, at least 1.
    /// - Complexity: O(*n*) in the text.
    public static func lines(of text: String, width: Int) -> [String] {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).flatMap {
            paragraph($0, max(1, width))
        }
    }

    /// The same text in pieces, broken behind a space where it can be: nothing of it is lost.
    ///
    /// - Complexity: O(*n*) in the text.
    public static func cuts(of text: String, width: Int) -> [String] {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).flatMap {
            cuts(of: $0, max(1, width))
        }
    }

    private static func cuts(of line: Substring, _ width: Int) -> [String] {
        var cuts: [String] = []
        var rest = line
        while true {
            var used = 0
            let head = rest.prefix { character in
                used += DisplayWidth.of(Neutral.text(String(character)))
                return used <= width
            }
            guard head.endIndex < rest.endIndex else { return cuts + [String(rest)] }
            // Behind the last space, where there is one: the space stays, at the end of its line.
            let space = head.lastIndex(of: " ").map { head.index(after: $0) }
            let end = space ?? max(head.endIndex, rest.index(after: rest.startIndex))
            cuts.append(String(rest[..<end]))
            rest = rest[end...]
        }
    }

    private static func paragraph(_ text: Substring, _ width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var used = 0
        for word in text.split(separator: " ") {
            for (number, piece) in pieces(word, width).enumerated() {
                let gap = line.isEmpty ? 0 : 1
                if number == 0, used + gap + piece.width <= width {
                    line += (gap == 0 ? "" : " ") + piece.text
                    used += gap + piece.width
                } else {
                    if !line.isEmpty { lines.append(line) }
                    (line, used) = (piece.text, piece.width)
                }
            }
        }
        return lines + [line]
    }

    /// A word in parts that each fit into a line.
    private static func pieces(_ word: Substring, _ width: Int) -> [(text: String, width: Int)] {
        var pieces: [(text: String, width: Int)] = []
        var piece = ""
        var used = 0
        for character in word {
            let cells = DisplayWidth.of(Neutral.text(String(character)))
            if used + cells > width, !piece.isEmpty {
                pieces.append((piece, used))
                (piece, used) = ("", 0)
            }
            piece.append(character)
            used += cells
        }
        return pieces + [(piece, used)]
    }
}
