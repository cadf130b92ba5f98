internal import CNcurses
public import Console

/// A terminal without a window and a person: what is typed into it the console reads, and what the console draws on it
/// can be counted. For measuring and testing the console to the last byte.
public final class PseudoTerminal: Sendable {
    /// The end that becomes the console's.
    let terminal: Int32
    private let person: Int32

    public init(size: Size) throws(TerminalError) {
        var terminal: Int32 = -1
        var person: Int32 = -1
        guard unsafe hb_open_pseudo_terminal(Int32(size.rows), Int32(size.columns), &terminal, &person) else {
            throw .noPseudoTerminal
        }
        self.terminal = terminal
        self.person = person
    }

    deinit {
        hb_close_person(person)
    }

    /// Presses a key. False for keys that an xterm has no bytes for, and when nobody reads any more.
    public func press(_ key: Key) -> Bool {
        guard let text = key.xtermBytes else { return false }
        return unsafe text.withCString { unsafe hb_type(person, $0) }
    }

    /// Takes what has been drawn, waiting for it at most so long: the number of bytes, nil when there will be no more.
    public func takeDrawn(waiting milliseconds: Int32) -> Int? {
        let count = hb_take_drawn(person, milliseconds)
        return count < 0 ? nil : count
    }
}

extension Key {
    /// What an xterm sends for the key with its keypad in the mode that curses puts it in.
    var xtermBytes: String? {
        let bytes: String? =
            switch code {
            case .text(let text) where control:
                text.unicodeScalars.first.flatMap { Unicode.Scalar($0.value & 0x1F) }.map { String($0) }
            case .text(let text): text
            case .enter: "\r"
            case .escape: "\u{1B}"
            case .tab: "\t"
            case .backTab: "\u{1B}[Z"
            case .backspace: "\u{7F}"
            case .delete: "\u{1B}[3~"
            case .insert: "\u{1B}[2~"
            case .up: "\u{1B}OA"
            case .down: "\u{1B}OB"
            case .right: "\u{1B}OC"
            case .left: "\u{1B}OD"
            case .home: "\u{1B}OH"
            case .end: "\u{1B}OF"
            case .pageUp: "\u{1B}[5~"
            case .pageDown: "\u{1B}[6~"
            case .function(let number) where (1...4).contains(number): "\u{1B}O" + ["P", "Q", "R", "S"][number - 1]
            case .function: nil
            }
        return alt ? bytes.map { "\u{1B}" + $0 } : bytes
    }
}
