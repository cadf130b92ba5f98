internal import Patterns
internal import Sigma
internal import YAML

// What an answer says and counts for, and who is asked.
extension RobotReader {
    private enum FindingWord: String, CaseIterable { case never }
    private enum OtherVerdict: String, CaseIterable { case clear, unknown }

    static func finding(_ node: YAMLNode, usual: RobotFinding) throws(RobotError) -> RobotFinding {
        var finding = usual
        if node.scalar != nil {
            _ = try node.word("finding", of: FindingWord.allCases)
            finding.bound = .never
            return finding
        }
        let members = ["at-least", "at-most", "confidence", "points", "reason", "otherwise"]
        let map = try MapReader(node, name: "finding", members: members)
        switch (try map.number("at-least", in: 1...1_000_000_000), try map.number("at-most", in: 0...1_000_000_000)) {
        case (let least?, nil): finding.bound = .atLeast(least)
        case (nil, let most?): finding.bound = .atMost(most)
        case (nil, nil): break
        default: throw RobotError(.severalBounds, at: node.position)
        }
        finding.confidence = try map.word("confidence", of: [Confidence.high, .medium, .low]) ?? finding.confidence
        finding.points = try map.number("points", in: 1...100) ?? 0
        finding.reason = try map.text("reason")
        if finding.points == 0, let reason = map["reason"] {
            throw RobotError(.reasonWithoutPoints, at: reason.position)
        }
        if try map.word("otherwise", of: OtherVerdict.allCases) == .unknown { finding.otherwise = .unknown }
        return finding
    }

    /// - Parameter hasValues: whether the robot knows values of a field.
    static func sentence(
        _ node: YAMLNode, hasValues: Bool, _ source: SourceText
    ) throws(RobotError) -> RobotSentence {
        if node.scalar != nil { return RobotSentence(some: try Self.template(node, hasValues, source)) }
        let map = try MapReader(node, name: "answer", members: ["some", "none"])
        func template(_ member: String) throws(RobotError) -> TextTemplate? {
            guard let node = map[member] else { return nil }
            return try Self.template(node, hasValues, source)
        }
        return RobotSentence(some: try template("some"), none: try template("none"))
    }

    private static func template(
        _ node: YAMLNode, _ hasValues: Bool, _ source: SourceText
    ) throws(RobotError) -> TextTemplate {
        let text = try node.wholeText("answer")
        let template = TextTemplate(text)
        let known = RobotSentence.Value.allCases.map(\.rawValue) + AlertValue.allCases.map(\.rawValue)
        for name in template.names {
            let needsValues = [RobotSentence.Value.values, .distinct].map(\.rawValue).contains(name)
            guard !known.contains(name) || needsValues && !hasValues else { continue }
            let written = node.scalar?.text ?? text
            let place = written.firstRange(of: "{\(name)}")?.lowerBound ?? written.startIndex
            let offset = written.distance(from: written.startIndex, to: place)
            throw RobotError(
                known.contains(name) ? .noValues : .unknownValue(name, known: known),
                at: source.position(ofCharacter: offset, in: node))
        }
        return template
    }

    static func occasion(_ node: YAMLNode) throws(RobotError) -> RobotOccasion {
        let members = ["levels", "rules", "tags", "services", "calls", "principals", "has"]
        let map = try MapReader(node, name: "when", members: members)
        func globs(_ member: String) throws(RobotError) -> [Glob] {
            var globs: [Glob] = []
            for element in map[member]?.elements ?? [] {
                globs.append(Glob(TextPattern(glob: try element.wholeText(member))))
            }
            return globs
        }
        func words<Word: RawRepresentable<String>>(_ member: String, of known: [Word]) throws(RobotError) -> [Word] {
            var words: [Word] = []
            for element in map[member]?.elements ?? [] { words.append(try element.word(member, of: known)) }
            return words
        }
        var occasion = RobotOccasion()
        occasion.levels = Set(try words("levels", of: Level.allCases))
        occasion.rules = try globs("rules")
        occasion.tags = try globs("tags")
        occasion.services = try globs("services")
        occasion.calls = try globs("calls")
        occasion.principals = try globs("principals")
        occasion.has = try words("has", of: AlertValue.allCases.filter { !$0.isMoment })
        return occasion
    }
}

extension TextPattern {
    /// Text in which `*` and `?` are wildcards, and nothing is escaped.
    fileprivate init(glob text: String) {
        self.init(
            text.map { character in
                switch character {
                case "*": .many
                case "?": .one
                default: .literal(String(character))
                }
            })
    }
}
