/// Cuts a text to a display width, at the borders of characters (graphemes), with a sign where something is missing.
public enum Truncation {
    /// The beginning of the text, at most `width` cells with the ellipsis. A text that fits is returned as it is; a width
    /// too small for the ellipsis gives what fits without one; below 1 gives nothing.
    ///
    /// - Complexity: O(*n*) in the text.
    public static func end(_ text: String, to width: Int, ellipsis: String = "…") -> String {
        cut(text, to: width, ellipsis: ellipsis) { prefix(text, to: $0) + ellipsis }
    }

    /// Beginning and end of the text, two fifths to three fifths: for ARNs, paths and file names, whose ends tell them
    /// apart.
    ///
    /// - Complexity: O(*n*) in the text.
    public static func middle(_ text: String, to width: Int, ellipsis: String = "…") -> String {
        cut(text, to: width, ellipsis: ellipsis) { room in
            let front = prefix(text, to: room * 2 / 5)
            return front + ellipsis + suffix(text, to: room - DisplayWidth.of(front))
        }
    }

    /// The beginning in at most `width` cells, without a sign for what is missing.
    public static func prefix(_ text: String, to width: Int) -> String {
        var taken = 0
        return String(
            text.prefix { character in
                taken += DisplayWidth.of(character)
                return taken <= width
            })
    }

    /// The end in at most `width` cells, without a sign for what is missing.
    public static func suffix(_ text: String, to width: Int) -> String {
        var taken = 0
        var start = text.endIndex
        while start > text.startIndex {
            let before = text.index(before: start)
            taken += DisplayWidth.of(text[before])
            if taken > width { break }
            start = before
        }
        return String(text[start...])
    }

    private static func cut(
        _ text: String, to width: Int, ellipsis: String, around: (_ room: Int) -> String
    ) -> String {
        if width < 1 { return "" }
        if DisplayWidth.of(text) <= width { return text }
        let room = width - DisplayWidth.of(ellipsis)
        return room < 0 ? prefix(text, to: width) : around(room)
    }
}
