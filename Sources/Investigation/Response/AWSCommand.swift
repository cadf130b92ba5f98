internal import JSON

/// A command of the AWS CLI with exactly the values that it is given.
///
/// Quoting for the shell is not enough. The CLI reads a value that begins with a dash as an option, and one that begins
/// with `file://` or `fileb://`, in version 1 also `http://` or `https://`, as the place of what is meant; version 2
/// decodes others by the locale. So a value that is not plain (printable ASCII, no leading dash, no `://`) never becomes
/// a value of an option: the parameters then go as one JSON object into `--cli-input-json`, in which the CLI takes each
/// string literally. What is not ASCII is escaped there, so that a reader's terminal sees nothing that acts or hides.
/// Source: the AWS CLI user guide, "Loading a parameter from a file" and "Skeletons and input files"; `paramfile.py` and
/// `cliinput.py` of aws/aws-cli.
public struct AWSCommand: Hashable, Sendable {
    enum Value: Hashable, Sendable {
        case text(ShellWord)
        case list([ShellWord])
        case json(JSONValue)
        /// An option without a value, and the value that the API knows.
        case flag(String, JSONValue)
    }

    struct Parameter: Hashable, Sendable {
        /// As the API spells it; the CLI's option is derived from it: `KeyName`, `--key-name`.
        var member: String
        var value: Value
    }

    /// As the CLI spells them: `iam`, `update-access-key`.
    let service: String
    let operation: String
    let region: String?
    let parameters: [Parameter]
    /// What of the answer is printed: a JMESPath expression.
    let query: String?

    init(_ call: String, region: String?, _ parameters: [Parameter] = [], query: String? = nil) {
        let words = call.split(separator: " ")
        service = words.first.map(String.init) ?? ""
        operation = words.dropFirst().first.map(String.init) ?? ""
        self.region = region
        self.parameters = parameters
        self.query = query
    }

    /// The command in one line, for a POSIX shell. A value that another command prints is looked up first, and nothing is
    /// done where nothing is found: the CLI then prints `None`, which is no identifier.
    /// Source: the AWS CLI user guide, "Setting the output format", text.
    public var text: String {
        guard let lookUp else { return call }
        return #"found=$(\#(lookUp.text)) && [ -n "$found" ] && [ "$found" != None ] && "# + call
    }

    /// The command itself, when what it takes from another one has been looked up.
    var call: String {
        var words = ["aws", service, operation]
        if let region { words += Self.option("--region", region) }
        if parameters.allSatisfy(\.isPlain) {
            words += parameters.map(\.words)
        } else {
            words += ["--cli-input-json", input.quoted]
        }
        if let query { words += ["--query", ShellWord(query).quoted, "--output", "text"] }
        return words.joined(separator: " ")
    }

    /// Whether it only looks.
    public var isReading: Bool {
        ["get-", "list-", "describe-", "lookup-"].contains { operation.hasPrefix($0) }
    }

    /// The variables that must be set before it runs, in the order of their first use.
    public var variables: [String] { parameters.flatMap(\.variables).onceEach() }

    /// The command that has to run for a value to be known. There is one at most.
    var lookUp: AWSCommand? { parameters.lazy.compactMap(\.lookUp).first }

    /// The parameters as one JSON object.
    private var input: ShellWord {
        var word = ShellWord("{")
        for (number, parameter) in parameters.enumerated() {
            let name = JSONWriter().asciiString(.string(parameter.member))
            word = word + ((number == 0 ? "" : ",") + name + ":") + parameter.json
        }
        return word + "}"
    }

    /// A region comes from the log as well, and has no place in the JSON.
    private static func option(_ name: String, _ value: String) -> [String] {
        let shown = String(
            decoding: value.utf8.map { (0x20...0x7E).contains($0) ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
        return shown.hasPrefix("-") ? [ShellWord(name + "=" + shown).quoted] : [name, ShellWord(shown).quoted]
    }
}

extension AWSCommand.Parameter {
    /// `DBSnapshotIdentifier` is `--db-snapshot-identifier`.
    var option: String {
        let letters = Array(member)
        var name = ""
        for (place, letter) in letters.enumerated() {
            let followsSmall = place > 0 && !letters[place - 1].isUppercase
            let endsCapitals = place > 0 && letters.indices.contains(place + 1) && letters[place + 1].isLowercase
            if place > 0, letter.isUppercase, followsSmall || (letters[place - 1].isUppercase && endsCapitals) {
                name += "-"
            }
            name += letter.lowercased()
        }
        return "--" + name
    }

    /// The text that it names something by: its own, or the first of its list; empty for other values.
    var firstText: String {
        let word: ShellWord? =
            switch value {
            case .text(let word): word
            case .list(let words): words.first
            case .json, .flag: nil
            }
        guard case .text(let text)? = word?.parts.first else { return "" }
        return text
    }

    var isPlain: Bool {
        switch value {
        case .text(let word): word.isPlain
        case .list(let words): words.allSatisfy { $0.isPlain && !$0.isLikeJSON }
        case .json, .flag: true
        }
    }

    var words: String {
        switch value {
        case .text(let word): option + " " + word.quoted
        case .list(let words): ([option] + words.map(\.quoted)).joined(separator: " ")
        case .json(let value): option + " " + ShellWord(JSONWriter().asciiString(value)).quoted
        case .flag(let name, _): name
        }
    }

    var json: ShellWord {
        switch value {
        case .text(let word): Self.json(word)
        case .list(let words):
            words.enumerated().reduce(ShellWord("[")) { $0 + ($1.offset == 0 ? "" : ",") + Self.json($1.element) } + "]"
        case .json(let value), .flag(_, let value): ShellWord(JSONWriter().asciiString(value))
        }
    }

    var variables: [String] {
        switch value {
        case .text(let word): word.variables
        case .list(let words): words.flatMap(\.variables)
        case .json, .flag: []
        }
    }

    var lookUp: AWSCommand? {
        switch value {
        case .text(let word): word.lookUp
        case .list(let words): words.lazy.compactMap(\.lookUp).first
        case .json, .flag: nil
        }
    }

    /// A word as a JSON string; the values of variables and what commands print must need no escape.
    private static func json(_ word: ShellWord) -> ShellWord {
        let inner = word.parts.map { part -> ShellWord.Part in
            guard case .text(let text) = part else { return part }
            return .text(String(JSONWriter().asciiString(.string(text)).dropFirst().dropLast()))
        }
        return ShellWord("\"") + ShellWord(parts: inner) + "\""
    }

    static func text(_ member: String, _ text: String) -> Self { Self(member: member, value: .text(ShellWord(text))) }
    static func word(_ member: String, _ word: ShellWord) -> Self { Self(member: member, value: .text(word)) }
    static func list(_ member: String, _ texts: [String]) -> Self {
        Self(member: member, value: .list(texts.map { ShellWord($0) }))
    }
    static func json(_ member: String, _ value: JSONValue) -> Self { Self(member: member, value: .json(value)) }
    static func flag(_ member: String, _ name: String, _ value: JSONValue) -> Self {
        Self(member: member, value: .flag(name, value))
    }
}
