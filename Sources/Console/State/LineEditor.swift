/// A line of text that is being written, with its history.
public struct LineEditor: Hashable, Sendable {
    public private(set) var characters: [Character]
    /// Characters in front of the cursor.
    public private(set) var cursor: Int
    /// Earlier lines, oldest first.
    private let history: [String]
    /// The line of the history that is shown; its count is the line being written.
    private var position: Int
    private var draft: String

    public init(_ text: String = "", history: [String] = []) {
        characters = Array(text)
        cursor = characters.count
        self.history = history
        position = history.count
        draft = text
    }

    public var text: String { String(characters) }
    public var isEmpty: Bool { characters.isEmpty }
    /// The text in front of the cursor.
    public var head: String { String(characters[..<cursor]) }

    public mutating func insert(_ text: String) {
        let before = String(characters[..<cursor])
        let after = String(characters[cursor...])
        // A combining mark joins the character before it: the line is put together again as a whole.
        characters = Array(before + text + after)
        cursor = max(0, characters.count - after.count)
    }

    public mutating func replace(with text: String) {
        characters = Array(text)
        cursor = characters.count
    }

    /// Puts another text in front of the cursor; what is behind it stays.
    public mutating func replaceHead(with text: String) {
        characters = Array(text) + characters[cursor...]
        cursor = text.count
    }

    public mutating func deleteBackward() {
        guard cursor > 0 else { return }
        cursor -= 1
        characters.remove(at: cursor)
    }

    public mutating func deleteForward() {
        guard cursor < characters.count else { return }
        characters.remove(at: cursor)
    }

    /// Deletes the word in front of the cursor and the spaces behind it.
    public mutating func deleteWord() {
        while cursor > 0, characters[cursor - 1] == " " { deleteBackward() }
        while cursor > 0, characters[cursor - 1] != " " { deleteBackward() }
    }

    public mutating func deleteToStart() {
        characters.removeFirst(cursor)
        cursor = 0
    }

    public mutating func deleteToEnd() {
        characters.removeLast(characters.count - cursor)
    }

    public mutating func move(by offset: Int) {
        cursor = min(max(0, cursor + offset), characters.count)
    }

    public mutating func moveToStart() {
        cursor = 0
    }

    public mutating func moveToEnd() {
        cursor = characters.count
    }

    /// An older (-1) or newer (+1) line; at the newest end stands what was being written.
    public mutating func recall(_ offset: Int) {
        let target = min(max(0, position + offset), history.count)
        guard target != position else { return }
        if position == history.count { draft = text }
        position = target
        replace(with: position == history.count ? draft : history[position])
    }
}
