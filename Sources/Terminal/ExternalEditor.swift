internal import CNcurses
internal import Console
internal import Foundation

/// The person's own editor, for words that are longer than a line.
enum ExternalEditor {
    /// Gives the terminal to `$VISUAL`, else `$EDITOR`, else `vi`, with a file that holds the text, and takes what it leaves
    /// there. The file is its owner's alone and goes when the editor has ended.
    ///
    /// - Throws: why nothing came back: the words stay as they were.
    static func edit(_ text: String) throws(Problem) -> String {
        let environment = ProcessInfo.processInfo.environment
        let command =
            [environment["VISUAL"], environment["EDITOR"], "vi"].compactMap(\.self).first { !$0.isEmpty } ?? ""
        let folder = URL(fileURLWithPath: NSTemporaryDirectory())
        let file = folder.appending(path: "huckleberry-\(UUID().uuidString).md")
        defer { try? FileManager.default.removeItem(at: file) }
        let isMade = FileManager.default.createFile(
            atPath: file.path(percentEncoded: false), contents: Data((text + "\n").utf8),
            attributes: [.posixPermissions: 0o600])
        guard isMade else {
            throw Problem("No file for the editor can be made in \(folder.path(percentEncoded: false)).")
        }
        let status = unsafe command.withCString { command in
            unsafe file.path(percentEncoded: false).withCString { path in unsafe hb_run_editor(command, path) }
        }
        guard status == 0 else {
            throw Problem("\(command) ended with status \(status): the words are as they were.")
        }
        guard let edited = try? String(contentsOf: file, encoding: .utf8) else {
            throw Problem("What \(command) left is no text in UTF-8: the words are as they were.")
        }
        return String(edited.reversed().drop(while: \.isWhitespace).reversed())
    }
}
