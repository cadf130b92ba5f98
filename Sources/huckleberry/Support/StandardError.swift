import Console
import Foundation
import Glibc
import Ingest
import Synchronization
import Text

/// Messages for the person at the terminal. Texts of logs in them are made harmless.
enum StandardError {
    /// A message that may have several lines of the program's own making.
    static func write(_ message: String) {
        let lines = message.split(separator: "\n", omittingEmptySubsequences: false).map { Neutral.text(String($0)) }
        put(lines.joined(separator: "\n") + "\n")
    }

    /// Where nobody reads any more, nobody can be told.
    private static func put(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }

    /// At most this many messages of one kind.
    static let listed = 20

    /// The first messages of many, and how many more there are.
    ///
    /// - Parameter more: what stands behind that number, such as where to find all of them.
    static func list(_ messages: [String], more: String) {
        for message in messages.prefix(listed) { write(message) }
        if messages.count > listed { write("\(messages.count - listed) \(more)") }
    }

    static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Shows how far a load has come, in one line that the next one replaces.
    static func show(_ progress: LoadProgress) {
        put("\r\(Console.Progress(progress).words(fitting: columns - 1))\u{1B}[K")
    }

    /// Shows a line of the program's own making that the next one replaces.
    static func show(line: String) {
        put("\r\(line.prefix(columns - 1))\u{1B}[K")
    }

    /// The width of the terminal in cells; 80 where it does not say.
    private static var columns: Int {
        var size = winsize()
        guard unsafe ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    static func clearProgress() {
        put("\r\u{1B}[K")
    }
}
