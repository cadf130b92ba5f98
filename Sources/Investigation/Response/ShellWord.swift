internal import Text

/// One word of a POSIX shell command: text that the shell takes as it is, and what it puts in when the command runs.
///
/// Texts of a log go in as `text` and come out of the shell with the same bytes, whatever they hold: inside single
/// quotes a shell knows no special character but the quote itself.
/// Source: POSIX.1-2017, Shell Command Language, 2.2 Quoting.
public struct ShellWord: Hashable, Sendable {
    enum Part: Hashable, Sendable {
        case text(String)
        /// The value of a variable of the script.
        case variable(String)
        /// What a command prints, which the variable `found` holds by then.
        case output(AWSCommand)
    }

    let parts: [Part]

    init(parts: [Part]) {
        self.parts = parts
    }

    /// A word that is one text.
    public init(_ text: String) {
        parts = [.text(text)]
    }

    /// A word that is the value of a variable.
    static func variable(_ name: String) -> ShellWord { ShellWord(parts: [.variable(name)]) }

    /// A word that is what a command prints.
    static func output(of command: AWSCommand) -> ShellWord { ShellWord(parts: [.output(command)]) }

    /// One word of both; texts that meet become one.
    static func + (left: ShellWord, right: ShellWord) -> ShellWord {
        guard case .text(let end)? = left.parts.last, case .text(let start)? = right.parts.first else {
            return ShellWord(parts: left.parts + right.parts)
        }
        var parts = left.parts
        parts[parts.count - 1] = .text(end + start)
        return ShellWord(parts: parts + right.parts.dropFirst())
    }

    static func + (left: ShellWord, right: String) -> ShellWord { left + ShellWord(right) }

    /// The word as it is written in a command: bare where every byte is harmless, else quoted.
    public var quoted: String {
        let written = parts.map { part in
            switch part {
            case .text(let text): text.isEmpty && parts.count > 1 ? "" : ShellQuoting.word(text)
            case .variable(let name): "\"$\(name)\""
            case .output: #""$found""#
            }
        }
        return written.joined()
    }

    /// The variables that it needs, also inside of commands, in the order of their first use.
    var variables: [String] {
        parts.flatMap { part in
            switch part {
            case .text: [String]()
            case .variable(let name): [name]
            case .output(let command): command.variables
            }
        }
    }

    /// The command that has to run for its value to be known.
    var lookUp: AWSCommand? {
        parts.lazy.compactMap { if case .output(let command) = $0 { command } else { nil } }.first
    }

    /// Whether programs and people can be handed the text as it stands; see ``AWSCommand``.
    var isPlain: Bool {
        guard case .text(let first)? = parts.first else { return true }
        return !first.utf8.starts(with: "-".utf8)
            && parts.allSatisfy { if case .text(let text) = $0 { Self.isPlain(text) } else { true } }
    }

    /// Whether the CLI takes it for JSON where a list is wanted. Source: `argprocess.py` of aws/aws-cli.
    var isLikeJSON: Bool {
        guard case .text(let first)? = parts.first else { return false }
        return first.first { $0 != " " }.map { $0 == "[" || $0 == "{" } ?? false
    }

    private static func isPlain(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.allSatisfy({ (0x20...0x7E).contains($0) }) else { return false }
        // Of what may name something to load, whatever its scheme.
        return !bytes.indices.dropLast(2).contains { bytes[$0..<$0 + 3].elementsEqual("://".utf8) }
    }
}
