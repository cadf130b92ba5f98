internal import YAML

/// Reads the members of a map, and knows what it may have.
struct MapReader {
    let node: YAMLNode
    /// What the map is called in messages.
    let name: String

    /// - Throws: where it is no map, or has a member of another name.
    init(_ node: YAMLNode, name: String, members: [String]) throws(RobotError) {
        self.node = node
        self.name = name
        guard let pairs = node.map else { throw RobotError(.notAMap(name), at: node.position) }
        for (key, _) in pairs {
            guard let text = key.text else { throw RobotError(.notAText("a name in \(name)"), at: key.position) }
            if !members.contains(text) {
                let near = Wording.suggestion(for: text, among: members)
                throw RobotError(.unknownKey(text, in: name, near: near), at: key.position)
            }
        }
    }

    /// A member that is there and not null.
    subscript(member: String) -> YAMLNode? {
        guard let value = node[member], !value.isNull else { return nil }
        return value
    }

    func required(_ member: String) throws(RobotError) -> YAMLNode {
        guard let value = self[member] else { throw RobotError(.missingKey(member), at: node.position) }
        return value
    }

    func text(_ member: String) throws(RobotError) -> String? {
        guard let value = self[member] else { return nil }
        return try value.wholeText(member)
    }

    func requiredText(_ member: String) throws(RobotError) -> String {
        try required(member).wholeText(member)
    }

    func number(_ member: String, in range: ClosedRange<Int>) throws(RobotError) -> Int? {
        guard let value = self[member] else { return nil }
        return try value.number(member, in: range)
    }

    /// One of some words.
    func word<Word: RawRepresentable<String>>(_ member: String, of words: [Word]) throws(RobotError) -> Word? {
        guard let value = self[member] else { return nil }
        return try value.word(member, of: words)
    }
}

extension YAMLNode {
    /// The text of a scalar without spaces at its ends; there must be one.
    func wholeText(_ name: String) throws(RobotError) -> String {
        let text = text.map { Substring($0).drop(while: \.isWhitespace) } ?? ""
        let end = text.lastIndex { !$0.isWhitespace }
        guard let end else { throw RobotError(.notAText(name), at: position) }
        return String(text[...end])
    }

    func number(_ name: String, in range: ClosedRange<Int>) throws(RobotError) -> Int {
        guard let number = scalar.flatMap({ Int($0.text) }), range.contains(number) else {
            throw RobotError(.notANumber(name, in: range), at: position)
        }
        return number
    }

    func word<Word: RawRepresentable<String>>(_ name: String, of words: [Word]) throws(RobotError) -> Word {
        let text = try wholeText(name)
        guard let word = words.first(where: { $0.rawValue == text }) else {
            throw RobotError(.unknownWord(text, in: name, known: words.map(\.rawValue)), at: position)
        }
        return word
    }
}
