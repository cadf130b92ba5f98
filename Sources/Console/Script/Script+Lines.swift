internal import Text

extension Script {
    private static let words = ["keys", "type", "size", "wait", "dump", "expect", "expect-not", "expect-copied"]

    static func kind(_ line: String) throws(ScriptLineProblem) -> Step.Kind {
        if line.hasPrefix(":") { return .command(String(line.dropFirst())) }
        let word = String(line.prefix { $0 != " " })
        let rest = String(line.dropFirst(word.count).drop { $0 == " " })
        switch word {
        case "keys": return .keys(try keys(rest))
        case "type": return .type(try text(rest, what: "text to type"))
        case "size": return .size(try size(rest))
        case "wait":
            return try wait(rest)
        case "dump":
            if rest != "screen" { throw problem(.missing(what: "'screen', the only thing to dump")) }
            return .dumpScreen
        case "expect": return .expect(try text(rest, what: "text to expect"))
        case "expect-not": return .expectNot(try text(rest, what: "text not to expect"))
        case "expect-copied": return .expectCopied(try text(rest, what: "text that was copied"))
        default: throw problem(.unknownWord(word, near: nearest(to: word, among: words)))
        }
    }

    private static func keys(_ text: String) throws(ScriptLineProblem) -> [Key] {
        var keys: [Key] = []
        for name in text.split(separator: " ").map(String.init) {
            guard let key = Key(name: name) else {
                throw problem(.unknownKey(name, near: nearest(to: name, among: Key.names)))
            }
            keys.append(key)
        }
        if keys.isEmpty { throw problem(.missing(what: "the names of keys")) }
        return keys
    }

    private static func wait(_ text: String) throws(ScriptLineProblem) -> Step.Kind {
        if text == "idle" { return .waitIdle }
        let parts = text.split(separator: " ")
        guard parts.first == "events" else {
            throw problem(.missing(what: "'idle', or 'events' and how many, to wait for"))
        }
        let count = parts.dropFirst().joined(separator: " ")
        guard let number = Int(count), number > 0 else { throw problem(.notACount(count)) }
        return .waitEvents(number)
    }

    private static func text(_ text: String, what: String) throws(ScriptLineProblem) -> String {
        if text.isEmpty { throw problem(.missing(what: what)) }
        return text
    }

    private static func size(_ text: String) throws(ScriptLineProblem) -> Size {
        let parts = text.split(separator: "x", omittingEmptySubsequences: false)
        guard parts.count == 2, let columns = Int(parts[0]), let rows = Int(parts[1]), (1...1000).contains(columns),
            (1...1000).contains(rows)
        else { throw problem(.notASize(text)) }
        return Size(columns: columns, rows: rows)
    }

    private static func problem(_ reason: Failure.Reason) -> ScriptLineProblem {
        ScriptLineProblem(reason: reason)
    }
}

extension Script.Failure {
    public var description: String {
        "\(Neutral.text(file)):\(line): \(words)"
    }

    private var words: String {
        func hint(_ near: String?) -> String { near.map { "; did you mean '\($0)'?" } ?? "" }
        switch reason {
        case .unknownWord(let word, let near): return "unknown word '\(Neutral.text(word))'" + hint(near)
        case .unknownKey(let name, let near): return "there is no key '\(Neutral.text(name))'" + hint(near)
        case .notASize(let text): return "'\(Neutral.text(text))' is no size such as 80x24"
        case .missing(let what): return "here belongs \(what)"
        case .unknownCommand(let text, let near): return "there is no command ':\(Neutral.text(text))'" + hint(near)
        case .notACount(let text): return "'\(Neutral.text(text))' is no number of events"
        case .neverThere(let events, let there):
            return "waited for \(counted(events, "event")), and there are \(there.grouped)"
        case .neverIdle: return "the console did not come to rest"
        case .expected(let text, let screen):
            return "expected '\(Neutral.text(text))', and the screen shows\n\(screen)"
        case .unexpected(let text, let screen):
            return "did not expect '\(Neutral.text(text))', and the screen shows\n\(screen)"
        case .notCopied(let text, let copied):
            let found = copied.map { "'\(Neutral.text($0))'" } ?? "nothing"
            return "expected '\(Neutral.text(text))' to be copied, and \(found) was"
        }
    }
}
