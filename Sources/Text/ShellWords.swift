/// A line as a POSIX shell parts it into words, without a shell: quotes are taken off, nothing is expanded or run, but for a
/// `~` that stands for the person's home.
///
/// Source: POSIX.1-2017, Shell Command Language, 2.2 Quoting and 2.6.1 Tilde Expansion.
public enum ShellWords {
    /// A quote that is opened and never closed, or a `\` behind which nothing follows.
    public struct Problem: Error, Hashable, Sendable, CustomStringConvertible {
        public var sign: Character

        public var description: String {
            sign == "\\" ? "behind the last \\ nothing follows" : "the quote \(sign) is not closed"
        }
    }

    /// The words of a line.
    ///
    /// - Parameter home: what a `~` at the beginning of a word stands for, where nothing or a `/` follows; nil leaves it.
    public static func words(_ line: String, home: String? = nil) throws(Problem) -> [String] {
        var words: [String] = []
        var rest = line[...]
        while true {
            rest = rest.drop(while: isBlank)
            if rest.isEmpty { return words }
            words.append(try word(&rest, home))
        }
    }

    private static func isBlank(_ sign: Character) -> Bool { sign == " " || sign == "\t" || sign == "\n" }

    /// Takes the first word off a line that begins with one.
    private static func word(_ rest: inout Substring, _ home: String?) throws(Problem) -> String {
        var word = ""
        if let home, rest.first == "~", rest.dropFirst().first.map({ $0 == "/" || isBlank($0) }) ?? true {
            word = home
            rest.removeFirst()
        }
        while let sign = rest.first, !isBlank(sign) {
            rest.removeFirst()
            switch sign {
            case "'":
                guard let end = rest.firstIndex(of: "'") else { throw Problem(sign: sign) }
                word += rest[..<end]
                rest = rest[rest.index(after: end)...]
            case "\"": word += try quoted(&rest)
            case "\\":
                guard let next = rest.popFirst() else { throw Problem(sign: sign) }
                word.append(next)
            default: word.append(sign)
            }
        }
        return word
    }

    /// Takes what stands in double quotes off a line, the closing one included: in them a `\` quotes only some signs.
    private static func quoted(_ rest: inout Substring) throws(Problem) -> String {
        var text = ""
        while let sign = rest.popFirst() {
            if sign == "\"" { return text }
            if sign == "\\", let next = rest.first, "$`\"\\".contains(next) {
                text.append(next)
                rest.removeFirst()
            } else {
                text.append(sign)
            }
        }
        throw Problem(sign: "\"")
    }
}
