/// Keys and expectations in a file: drives the console without a terminal, and tests it.
///
///     keys 1 Enter g k        keys by name, as the keymap writes them
///     type outcome:denied     text, as if typed
///     :ips 203.0.113.0/24     a command of the palette
///     size 120x40             another size of the screen
///     wait idle               until nothing is being loaded, asked or fetched
///     wait events 48212       until the case that is followed has as many events
///     dump screen             the screen as text, to standard output
///     expect svc-backup       the screen must show this text
///     expect-not denied       the screen must not show this text
///     expect-copied AKIA      what was copied last must have this text in it
///     # a comment
public struct Script: Sendable {
    /// One line that does something.
    public struct Step: Hashable, Sendable {
        public enum Kind: Hashable, Sendable {
            case keys([Key])
            case type(String)
            case command(String)
            case size(Size)
            case waitIdle
            case waitEvents(Int)
            case dumpScreen
            case expect(String)
            case expectNot(String)
            case expectCopied(String)
        }

        /// Line of the file, counted from 1.
        public let line: Int
        public let kind: Kind
    }

    /// A line that cannot be understood, or an expectation that did not hold.
    public struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
        public enum Reason: Hashable, Sendable {
            case unknownWord(String, near: String?)
            case unknownKey(String, near: String?)
            case notASize(String)
            case missing(what: String)
            case expected(String, screen: String)
            case unexpected(String, screen: String)
            case notCopied(String, copied: String?)
            case unknownCommand(String, near: String?)
            case neverIdle
            case notACount(String)
            case neverThere(events: Int, there: Int)
        }

        public let file: String
        public let line: Int
        public let reason: Reason
    }

    public let file: String
    public let steps: [Step]

    /// Whether any of its lines has something fetched.
    public var fetches: Bool {
        steps.contains { step in
            if case .command(let text) = step.kind { text == "fetch" || text.hasPrefix("fetch ") } else { false }
        }
    }

    /// Reads a script; the first line that cannot be understood throws.
    public init(_ text: String, file: String) throws(Failure) {
        self.file = file
        var steps: [Step] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let body = line.drop { $0 == " " || $0 == "\t" }.trimmedEnd
            if body.isEmpty || body.hasPrefix("#") { continue }
            do throws(ScriptLineProblem) {
                steps.append(Step(line: index + 1, kind: try Self.kind(String(body))))
            } catch {
                throw Failure(file: file, line: index + 1, reason: error.reason)
            }
        }
        self.steps = steps
    }
}

/// What is wrong with a line, before it is known which line it is.
struct ScriptLineProblem: Error {
    let reason: Script.Failure.Reason
}

extension Substring {
    /// Without spaces, tabs and carriage returns at the end.
    fileprivate var trimmedEnd: Substring {
        var text = self
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return text
    }
}
