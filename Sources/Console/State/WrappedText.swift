internal import Text

/// A text that is being written and is longer than a line: all of it, and where in it the cursor is.
struct WrappedText {
    let lines: [String]
    /// The character that each line begins with.
    private let starts: [Int]
    /// Whether a line is only broken because it is full.
    private let goesOn: [Bool]

    /// - Parameter width: of a line, in cells.
    init(_ text: String, width: Int) {
        var lines: [String] = []
        var starts: [Int] = []
        var goesOn: [Bool] = []
        var count = 0
        for paragraph in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            let cuts = LineWrap.cuts(of: String(paragraph), width: width)
            for (number, line) in cuts.enumerated() {
                lines.append(line)
                starts.append(count)
                goesOn.append(number + 1 < cuts.count)
                count += line.count
            }
            // The line break itself.
            count += 1
        }
        (self.lines, self.starts, self.goesOn) = (lines, starts, goesOn)
    }

    /// The line and the cell of a cursor that has so many characters in front of it.
    func place(of cursor: Int) -> (line: Int, column: Int) {
        let line = starts.lastIndex { $0 <= cursor } ?? 0
        return (line, DisplayWidth.of(Neutral.text(String(lines[line].prefix(cursor - starts[line])))))
    }

    /// The cursor in a line at a cell, or as near to it as the line goes.
    func cursor(line: Int, column: Int) -> Int {
        var used = 0
        let head = lines[line].prefix { character in
            used += DisplayWidth.of(Neutral.text(String(character)))
            return used <= column
        }
        // Behind the last character of a line that goes on stands the next line.
        let most = lines[line].count - (goesOn[line] ? 1 : 0)
        return starts[line] + min(head.count, most)
    }
}

extension State {
    /// The words that are being written, in lines, where one line has no room for them.
    var wrappedWords: WrappedText? {
        guard case .prompt(let prompt) = overlay, case .words(let purpose) = prompt.kind else { return nil }
        let around = DisplayWidth.of(Neutral.text(purpose.label + purpose.hint)) + 4
        let own = DisplayWidth.of(Neutral.text(prompt.editor.text))
        let isLine = !prompt.editor.text.contains(where: \.isNewline) && own + around <= size.columns
        return isLine ? nil : WrappedText(prompt.editor.text, width: size.columns - 5)
    }

    /// Goes a line up or down in words that have several; nil where there is none that way.
    mutating func moveInWords(by offset: Int) -> [Effect]? {
        guard let words = wrappedWords, case .prompt(let prompt) = overlay else { return nil }
        let place = words.place(of: prompt.editor.cursor)
        guard words.lines.indices.contains(place.line + offset) else { return nil }
        let cursor = words.cursor(line: place.line + offset, column: place.column)
        return edit { $0.move(by: cursor - $0.cursor) }
    }
}
