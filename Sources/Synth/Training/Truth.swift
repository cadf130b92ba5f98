import CloudTrail
import JSON

/// What is true of a training case: whom the attacker was, and what a right answer to the four questions says. It is
/// written beside the logs, for the debriefing.
struct Truth {
    /// Two or three sentences.
    var summary: String
    /// Every call of the attacker; none where there is no incident.
    var deeds: [Deed] = []
    /// In the order of the four questions.
    var answers: [Answer]
    /// What looks hostile and is not.
    var innocent: [(value: String, why: String)] = []

    struct Answer {
        /// `credentials`, `duration`, `actions` or `access`.
        var question: String
        /// `observed`, `inferred` or `unknown`.
        var mark: String
        var facts: [Fact]

        init(_ question: String, _ mark: String, _ facts: [Fact]) {
            self.question = question
            self.mark = mark
            self.facts = facts
        }
    }

    /// One thing that a right answer says, and the words by which it is known: one of them is enough.
    struct Fact {
        var text: String
        var words: [String]

        init(_ text: String, _ words: String...) {
            self.init(text, anyOf: words)
        }

        init(_ text: String, anyOf words: [String]) {
            self.text = text
            self.words = words
        }

        /// A moment: in the words that the program uses, to the minute.
        static func time(_ text: String, _ time: EventTime) -> Fact {
            Fact("\(text) \(time.iso8601)", "\(time.date) \(time.clock.prefix(5))")
        }
    }
}

extension Truth {
    /// The file's text.
    func file(of scenario: String) -> [UInt8] {
        let value: JSONValue = [
            "huckleberryTruth": 1, "scenario": .string(scenario), "summary": .string(summary),
            "incident": .bool(!deeds.isEmpty), "calls": .number(deeds.count), "keys": .array(keys),
            "addresses": .array(addresses), "principals": .array(principals.map { .string($0) }),
            "innocent": .array(innocent.map { ["value": .string($0.value), "why": .string($0.why)] }),
            "answers": .array(answers.map(\.value)),
        ]
        return JSONWriter(.pretty).bytes(value) + [UInt8(ascii: "\n")]
    }

    private var keys: [JSONValue] {
        Self.uses(deeds) { $0.key }.map { key, deeds in
            .object(["key": .string(key), "principal": .string(deeds[0].principal)] + Self.figures(of: deeds))
        }
    }

    private var addresses: [JSONValue] {
        Self.uses(deeds) { $0.address }.map { address, deeds in
            .object(["address": .string(address)] + Self.figures(of: deeds))
        }
    }

    /// Those whose credentials the attacker held: a name that was only tried at the sign-in page is none of them.
    private var principals: [String] {
        Set(deeds.filter { !$0.principal.isEmpty && ($0.key != nil || $0.outcome == .ok) }.map(\.principal)).sorted()
    }

    /// Deeds by a value, the value that is seen first in front.
    private static func uses(_ deeds: [Deed], of value: (Deed) -> String?) -> [(String, [Deed])] {
        var found: [String: [Deed]] = [:]
        for deed in deeds {
            if let value = value(deed) { found[value, default: []].append(deed) }
        }
        return found.mapValues { $0.sorted { $0.time < $1.time } }
            .sorted { ($0.value[0].time, $0.key) < ($1.value[0].time, $1.key) }
    }

    private static func figures(of deeds: [Deed]) -> JSONObject {
        [
            "first": .string(deeds[0].time.iso8601), "last": .string(deeds[deeds.count - 1].time.iso8601),
            "calls": .number(deeds.count), "denied": .number(deeds.count { $0.outcome == .denied }),
        ]
    }
}

extension Truth.Answer {
    fileprivate var value: JSONValue {
        [
            "question": .string(question), "mark": .string(mark),
            "facts": .array(
                facts.map { ["fact": .string($0.text), "words": .array($0.words.map { .string($0) })] }),
        ]
    }
}

extension JSONObject {
    fileprivate static func + (left: JSONObject, right: JSONObject) -> JSONObject {
        JSONObject(members: left.members + right.members)
    }
}
