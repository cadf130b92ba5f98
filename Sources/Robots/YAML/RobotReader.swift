internal import CloudTrail
internal import Query
internal import YAML

/// Turns one document into a robot. Each part is read for itself, so that one mistake does not hide the next.
struct RobotReader {
    /// In the order of the parts.
    private(set) var errors: [RobotError] = []
    /// The robot's ID, as far as that is known.
    private(set) var id: String?
    private let source: SourceText

    private static let members = [
        "id", "question", "motive", "filter", "window", "summarise", "finding", "answer", "when",
    ]

    init(_ source: SourceText) { self.source = source }

    /// The robot; nil where there are errors, or nothing.
    mutating func robot() -> YAMLRobot? {
        let node: YAMLNode?
        do {
            node = try YAMLReader.read(source)
        } catch {
            errors.append(RobotError(.file(error.reason), at: error.position))
            return nil
        }
        guard let node else { return nil }
        do {
            return robot(try MapReader(node, name: "a robot", members: Self.members))
        } catch {
            errors.append(error)
            return nil
        }
    }

    private mutating func robot(_ map: MapReader) -> YAMLRobot? {
        id = attempt { () throws(RobotError) in try Self.id(map) }
        let question = attempt { () throws(RobotError) in try map.requiredText("question") }
        let motive = attempt { () throws(RobotError) in try map.requiredText("motive") }
        let filter = attempt { [source] () throws(RobotError) in try Self.filter(map, source) }
        let window = attempt { () throws(RobotError) in try map["window"].map(Self.window) ?? .all }
        let summary = attempt { () throws(RobotError) in try map["summarise"].map(Self.summary) ?? .count }
        let finding = attempt { () throws(RobotError) in
            try map["finding"].map { node throws(RobotError) in
                try Self.finding(node, usual: summary?.finding ?? RobotFinding())
            } ?? summary?.finding ?? RobotFinding()
        }
        let sentence = attempt { [source] () throws(RobotError) in
            try map["answer"].map { node throws(RobotError) in
                try Self.sentence(node, hasValues: summary?.field != nil || summary == nil, source)
            } ?? RobotSentence()
        }
        let occasion = attempt { () throws(RobotError) in try map["when"].map(Self.occasion) ?? RobotOccasion() }
        guard let id, let question, let motive, let filter, let window, let summary, let finding, let sentence,
            let occasion
        else { return nil }
        return YAMLRobot(
            id: id, question: question, motive: motive, position: map.node.position, filter: filter, window: window,
            summary: summary, finding: finding, sentence: sentence, occasion: occasion)
    }

    private mutating func attempt<Part>(_ read: () throws(RobotError) -> Part) -> Part? {
        do {
            return try read()
        } catch {
            errors.append(error)
            return nil
        }
    }

    private static func id(_ map: MapReader) throws(RobotError) -> String {
        let node = try map.required("id")
        let id = try node.wholeText("id")
        let isSound = id.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
        }
        guard isSound, id.utf8.count <= YAMLLimits.suggestedWord else {
            throw RobotError(.badID(id), at: node.position)
        }
        return id
    }

    private static func filter(_ map: MapReader, _ source: SourceText) throws(RobotError) -> RobotFilter {
        let node = try map.required("filter")
        guard let text = node.text else { throw RobotError(.notAText("filter"), at: node.position) }
        do {
            return try RobotFilter(text)
        } catch {
            throw RobotError(error.reason, at: source.position(ofCharacter: error.offset, in: node))
        }
    }
}

// MARK: Window and summary

extension RobotReader {
    private enum WindowWord: String, CaseIterable { case all, during }

    private static func window(_ node: YAMLNode) throws(RobotError) -> RobotWindow {
        if node.scalar != nil {
            switch try node.word("window", of: WindowWord.allCases) {
            case .all: return .all
            case .during: return .during
            }
        }
        let map = try MapReader(node, name: "window", members: ["around", "before", "after"])
        switch (try length(map, "around"), try length(map, "before"), try length(map, "after")) {
        case (let around?, nil, nil): return .around(before: around, after: around)
        case (nil, let before?, let after?): return .around(before: before, after: after)
        case (nil, let before?, nil): return .before(before)
        case (nil, nil, let after?): return .after(after)
        default: throw RobotError(.badWindow, at: node.position)
        }
    }

    private static func length(_ map: MapReader, _ member: String) throws(RobotError) -> RobotWindow.Length? {
        guard let node = map[member] else { return nil }
        let text = try node.wholeText(member)
        guard let length = RobotWindow.Length(text) else { throw RobotError(.notALength(text), at: node.position) }
        return length
    }

    private enum SummaryWord: String, CaseIterable {
        case count
        case firstLast = "first-last"
        case yesNo = "yes-no"
    }

    private static func summary(_ node: YAMLNode) throws(RobotError) -> RobotSummary {
        if node.scalar != nil {
            switch try node.word("summarise", of: SummaryWord.allCases) {
            case .count: return .count
            case .firstLast: return .firstLast
            case .yesNo: return .yesNo(threshold: 1, of: nil)
            }
        }
        let map = try MapReader(node, name: "summarise", members: ["top", "list", "yes-no", "limit"])
        let limit = try map.number("limit", in: 1...100) ?? RobotSummary.usualLimit
        switch (map["top"], map["list"], map["yes-no"]) {
        case (let top?, nil, nil): return .top(try field(top, "top"), limit: limit)
        case (nil, let list?, nil): return .list(try field(list, "list"), limit: limit)
        case (nil, nil, let yesNo?): return try self.yesNo(yesNo)
        default: throw RobotError(.badSummary, at: node.position)
        }
    }

    private static func yesNo(_ node: YAMLNode) throws(RobotError) -> RobotSummary {
        if node.scalar != nil { return .yesNo(threshold: try node.number("yes-no", in: counts), of: nil) }
        let map = try MapReader(node, name: "yes-no", members: ["threshold", "of"])
        let threshold = try map.number("threshold", in: counts) ?? 1
        return .yesNo(threshold: threshold, of: try map["of"].map { node throws(RobotError) in try field(node, "of") })
    }

    private static let counts = 1...1_000_000_000

    private static func field(_ node: YAMLNode, _ name: String) throws(RobotError) -> Field {
        let text = try node.wholeText(name)
        if let field = Field(text) {
            if FieldReader.isReadable(field) { return field }
            throw RobotError(.unknownField(text, near: nil), at: node.position)
        }
        let known = Alias.allCases.map(\.rawValue) + RecordKeys.event
        let first = text.prefix { $0 != "." }
        let near = Wording.suggestion(for: String(first), among: known).map { $0 + text[first.endIndex...] }
        throw RobotError(.unknownField(text, near: near), at: node.position)
    }
}
