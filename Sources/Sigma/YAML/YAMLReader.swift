internal import Yams

/// Reads one document of YAML into nodes with places, within limits.
struct YAMLReader {
    private let source: SourceText
    private var nodesLeft = RuleLimits.nodes

    private init(_ source: SourceText) { self.source = source }

    /// The document's value; nil where it is empty.
    static func read(_ source: SourceText) throws(RuleError) -> YAMLNode? {
        if aliasCount(source.text) > RuleLimits.aliases {
            throw RuleError(.tooManyAliases, at: source.start)
        }
        var reader = YAMLReader(source)
        guard let root = try reader.compose() else { return nil }
        let node = try reader.node(root, depth: 0, at: source.start)
        return node.isNull ? nil : node
    }

    private func compose() throws(RuleError) -> Node? {
        do {
            return try Yams.compose(yaml: source.text)
        } catch YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
            YamlError.composer(_, let problem, let mark, _)
        {
            // The parser gives up later than we do, in words about its own settings.
            let reason = problem.contains("nesting level") ? RuleReason.tooDeep : .notYAML(problem)
            throw RuleError(reason, at: source.position(line: mark.line, column: mark.column))
        } catch YamlError.duplicatedKeysInMapping(let names, let context) {
            let position = source.position(line: context.mark.line, column: context.mark.column)
            throw RuleError(.duplicateKey(names.first ?? ""), at: position)
        } catch YamlError.reader(let problem, let offset, _, _) {
            throw RuleError(.notYAML(problem), at: source.position(ofCharacter: offset ?? 0))
        } catch {
            throw RuleError(.notYAML("\(error)"), at: source.start)
        }
    }

    /// How many words look like aliases in a text that has what looks like an anchor. Counted before anything is built:
    /// the parser compares keys with their aliases resolved, which a few nested ones make endless.
    private static func aliasCount(_ text: String) -> Int {
        var aliases = 0
        var anchors = 0
        var before: UInt8 = 0x0A
        var sign: UInt8?
        for byte in text.utf8 {
            let isSpace = byte <= 0x20
            if let sign, !isSpace {
                if sign == UInt8(ascii: "*") { aliases += 1 } else { anchors += 1 }
            }
            // Such a sign opens a value behind a space or a bracket.
            let opens = before <= 0x20 || [0x5B, 0x7B, 0x2C].contains(before)
            sign = opens && (byte == UInt8(ascii: "*") || byte == UInt8(ascii: "&")) ? byte : nil
            before = byte
        }
        return anchors == 0 ? 0 : aliases
    }

    private mutating func node(_ node: Node, depth: Int, at parent: RulePosition) throws(RuleError) -> YAMLNode {
        let position = node.mark.map { source.position(line: $0.line, column: $0.column) } ?? parent
        nodesLeft -= 1
        guard nodesLeft >= 0 else { throw RuleError(.tooManyNodes, at: position) }
        guard depth <= RuleLimits.depth else { throw RuleError(.tooDeep, at: position) }
        switch node {
        case .scalar(let scalar):
            return YAMLNode(content: .scalar(self.scalar(scalar, at: position)), position: position)
        case .sequence(let sequence):
            var list: [YAMLNode] = []
            for element in sequence { list.append(try self.node(element, depth: depth + 1, at: position)) }
            return YAMLNode(content: .list(list), position: position)
        case .mapping(let mapping):
            return YAMLNode(content: .map(try pairs(mapping, depth: depth, at: position)), position: position)
        case .alias:
            // Reading resolves aliases; Yams has the case for writing.
            return YAMLNode(content: .list([]), position: position)
        }
    }

    private mutating func pairs(
        _ mapping: Node.Mapping, depth: Int, at position: RulePosition
    ) throws(RuleError) -> [YAMLNode.Pair] {
        var pairs: [YAMLNode.Pair] = []
        var merged: [YAMLNode] = []
        for (key, value) in mapping {
            let name = try node(key, depth: depth + 1, at: position)
            let pair = (key: name, value: try node(value, depth: depth + 1, at: position))
            if let scalar = pair.key.scalar, scalar.text == "<<", !scalar.isQuoted {
                merged += pair.value.elements
            } else {
                pairs.append(pair)
            }
        }
        // Source: yaml.org, "Merge Key Language-Independent Type": own members win, then earlier maps.
        var names = Set(pairs.compactMap { $0.key.scalar?.text })
        for pair in merged.flatMap({ $0.map ?? [] }) {
            guard let name = pair.key.scalar?.text, names.insert(name).inserted else { continue }
            pairs.append(pair)
        }
        return pairs
    }

    private func scalar(_ scalar: Node.Scalar, at position: RulePosition) -> YAMLNode.Scalar {
        let hasQuotes = scalar.style == .singleQuoted || scalar.style == .doubleQuoted
        let isPlain = scalar.style == .plain || scalar.style == .any
        let offset = hasQuotes ? 1 : 0
        let stands = !scalar.string.isEmpty && source.has(scalar.string, behind: position, by: offset)
        return YAMLNode.Scalar(
            text: scalar.string, isQuoted: !isPlain || scalar.tag.description == Tag.Name.str.rawValue,
            textColumn: stands ? position.column + offset : nil)
    }
}
