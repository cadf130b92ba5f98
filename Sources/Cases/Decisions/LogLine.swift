/// A line of the decision log: a step, and whether it holds.
public struct LogLine: Hashable, Sendable {
    public var entry: JournalEntry
    /// Whether it was taken back later, and not taken again.
    public var isUndone: Bool

    /// The log of a journal, oldest first. What was only noted is no decision and stays out.
    ///
    /// - Complexity: O(*n*) in the journal.
    public static func all(in journal: [JournalEntry]) -> [LogLine] {
        var lines: [LogLine] = []
        var done: [Int] = []
        var undone: [Int] = []
        for entry in journal {
            switch entry.step.kind {
            case .taken:
                done.append(lines.count)
                undone = []
            case .undone:
                if let line = done.popLast() {
                    lines[line].isUndone = true
                    undone.append(line)
                }
            case .redone:
                if let line = undone.popLast() {
                    lines[line].isUndone = false
                    done.append(line)
                }
            case .noted: continue
            }
            lines.append(LogLine(entry: entry, isUndone: false))
        }
        return lines
    }

    /// `mute of "Root user acted"`; of a step that took one back `undone: …`.
    public var what: String {
        switch entry.step.kind {
        case .taken, .noted: entry.step.title
        case .undone: "undone: \(entry.step.title)"
        case .redone: "done again: \(entry.step.title)"
        }
    }

    /// Whether it holds, in a word.
    public var state: String {
        switch entry.step.kind {
        case .taken: isUndone ? "undone" : "holds"
        case .undone, .redone, .noted: ""
        }
    }
}
