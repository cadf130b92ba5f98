/// Points at a place in a line of text that a person wrote.
public enum Caret {
    /// The line and, below it, a caret under its `column`th character, parted by a line feed and without one at the end.
    ///
    /// The line is made harmless first, and the caret stands under the cell where the character begins, however wide
    /// the characters before it are. A column behind the end points behind the last character.
    ///
    /// - Parameter column: counted in characters, from 1.
    public static func render(line: String, column: Int) -> String {
        let before = line.prefix(max(0, column - 1))
        let indent = DisplayWidth.of(Neutral.text(String(before)))
        return Neutral.text(line) + "\n" + String(repeating: " ", count: indent) + "^"
    }
}
