/// Points at a place in a line of text that a person wrote.
public enum Caret {
    /// The line and, below it, a caret under its `column`th character, parted by a line feed and without one at the end.
    ///
    /// The line is made harmless first, and the caret stands under the cell where the character begins, however wide
    /// the characters before it are. A column behind the end points behind the last character. Of a long line only what
    /// is near the place is shown.
    ///
    /// - Parameter column: counted in characters, from 1.
    public static func render(line: String, column: Int) -> String {
        let place = min(max(0, column - 1), line.count)
        let first = line.count <= mostShown ? 0 : max(0, min(place - mostShown / 2, line.count - mostShown))
        let shown = line.dropFirst(first).prefix(mostShown)
        let lead = first > 0 ? "\u{2026}" : ""
        let tail = first + shown.count < line.count ? "\u{2026}" : ""
        let before = lead + Neutral.text(String(shown.prefix(place - first)))
        return lead + Neutral.text(String(shown)) + tail + "\n"
            + String(repeating: " ", count: DisplayWidth.of(before)) + "^"
    }

    /// Characters of a line that are shown: with marks at both ends and an indent they fit a terminal of 80 columns.
    private static let mostShown = 72
}
