internal import Yams

/// Reads one document of YAML into nodes with places, within limits.
public struct YAMLReader {
    private let source: SourceText
    private var nodesLeft = YAMLLimits.nodes

    private init(_ source: SourceText) { self.source = source }

    /// The document's value; nil where it is empty.
    public static func read(_ source: SourceText) throws(YAMLError) -> YAMLNode? {
        if aliasCount(source.text) > YAMLLimits.aliases {
            throw YAMLError(.tooManyAliases, at: source.start)
        }
        var reader = YAMLReader(source)
        guard let root = try reader.compose() else { return nil }
        let node = try reader.node(root, depth: 0, at: source.start)
        return node.isNull ? nil : node
    }

    private func compose() throws(YAMLError) -> Node? {
        do {
            return try Yams.compose(yaml: source.text)
        } catch YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
            YamlError.composer(_, let problem, let mark, _)
        {
            // The parser gives up later than we do, in words about its own settings.
            let reason = problem.contains("nesting level") ? YAMLError.Reason.tooDeep : .notYAML(problem)
            throw YAMLError(reason, at: source.position(line: mark.line, column: mark.column))
        } catch YamlError.duplicatedKeysInMapping(let names, let context) {
            let position = source.position(line: context.mark.line, column: context.mark.column)
            throw YAMLError(.duplicateKey(names.first ?? ""), at: position)
        } catch YamlError.reader(let problem, let offset, _, _) {
            throw YAMLError(.notYAML(problem), at: source.position(ofCharacter: offset ?? 0))
        } catch {
            throw YAMLError(.notYAML("\(error)"), at: source.start)
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

    private mutating func node(_ node: Node, depth: Int, at parent: FilePosition) throws(YAMLError) -> YAMLNode {
        let position = node.mark.map { source.position(line: $0.line, column: $0.column) } ?? parent
        nodesLeft -= 1
        guard nodesLeft >= 0 else { throw YAMLError(.tooManyNodes, at: position) }
        guard depth <= YAMLLimits.depth else { throw YAMLError(.tooDeep, at: position) }
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
        _ mapping: Node.Mapping, depth: Int, at position: FilePosition
    ) throws(YAMLError) -> [YAMLNode.Pair] {
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

    private func scalar(_ scalar: Node.Scalar, at position: FilePosition) -> YAMLNode.Scalar {
        let style: YAMLNode.Style =
            switch scalar.style {
            case .singleQuoted: .singleQuoted
            case .doubleQuoted: .doubleQuoted
            case .literal, .folded: .block
            case .plain, .any: .plain
            }
        let offset = style == .singleQuoted || style == .doubleQuoted ? 1 : 0
        let stands = !scalar.string.isEmpty && source.has(scalar.string, behind: position, by: offset)
        return YAMLNode.Scalar(
            text: scalar.string, isQuoted: style != .plain || scalar.tag.description == Tag.Name.str.rawValue,
            style: style,
            textColumn: stands ? position.column + offset : nil)
    }
}
