internal import Text

/// Why the console cannot be shown on this terminal, and what to do instead.
public enum TerminalError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Standard output is no terminal, or there is none that keys could come from.
    case notATerminal
    /// `TERM` is empty.
    case noName
    /// terminfo does not know the name.
    case unknownName(String)
    /// There is no terminfo database on this machine.
    case noDatabase
    /// The terminal cannot place its cursor: `dumb` and its like.
    case noCursor(String)
    /// curses gives no reason.
    case failed(String)
    /// No pipe can be opened.
    case noPipe
    /// The system gives no pseudo-terminal.
    case noPseudoTerminal

    public var description: String {
        switch self {
        case .notATerminal:
            "The console needs a terminal. "
                + "'huckleberry open --script FILE' runs without one."
        case .noName:
            "TERM is not set. Set it to what the terminal is, such as xterm-256color, or use --script FILE."
        case .unknownName(let name):
            "TERM is '\(Neutral.text(name))', which terminfo does not know. "
                + "Set it to one that it knows, such as xterm-256color, or use --script FILE."
        case .noDatabase:
            "There is no terminfo database here: install the package ncurses-base, or use --script FILE."
        case .noCursor(let name):
            "TERM is '\(Neutral.text(name))', a terminal whose cursor cannot be moved. "
                + "Set it to vt100, xterm or the like, or use --script FILE."
        case .failed(let name):
            "The screen cannot be opened with TERM '\(Neutral.text(name))'. --script FILE runs without one."
        case .noPipe:
            "The screen cannot be opened: too many files are open."
        case .noPseudoTerminal:
            "There is no pseudo-terminal to be had: /dev/pts is not mounted, or too many are open."
        }
    }
}
