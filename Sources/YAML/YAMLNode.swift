/// A value in a file, with its place. Aliases and merge keys are resolved.
public struct YAMLNode: Sendable {
    /// How a scalar is written.
    public enum Style: Sendable { case plain, singleQuoted, doubleQuoted, block }

    /// A scalar as written.
    public struct Scalar: Sendable {
        public let text: String
        /// In quotes, a block, or with a tag that makes it a string: never a number, a truth value or null.
        public let isQuoted: Bool
        public let style: Style
        /// The column where the text stands to the letter on the line of the node; nil where it spans lines or has
        /// escapes.
        let textColumn: Int?

        /// Whether it is YAML's null: `null`, `~` or nothing.
        public var isNull: Bool { !isQuoted && ["", "~", "null", "Null", "NULL"].contains(text) }

        /// As a truth value, in the words of YAML 1.1 that rules use, also in quotes.
        public var truth: Bool? {
            switch text.lowercased() {
            case "true", "yes", "on": true
            case "false", "no", "off": false
            default: nil
            }
        }
    }

    public typealias Pair = (key: YAMLNode, value: YAMLNode)

    public enum Content: Sendable {
        case scalar(Scalar)
        case list([YAMLNode])
        case map([Pair])
    }

    public let content: Content
    public let position: FilePosition

    public init(content: Content, position: FilePosition) {
        self.content = content
        self.position = position
    }

    public var scalar: Scalar? {
        if case .scalar(let scalar) = content { scalar } else { nil }
    }

    /// The text of a scalar that is not null.
    public var text: String? {
        guard let scalar, !scalar.isNull else { return nil }
        return scalar.text
    }

    public var list: [YAMLNode]? {
        if case .list(let nodes) = content { nodes } else { nil }
    }

    public var map: [Pair]? {
        if case .map(let pairs) = content { pairs } else { nil }
    }

    public var isNull: Bool { scalar?.isNull ?? false }

    /// The member of a map with this name.
    public subscript(name: String) -> YAMLNode? { pair(name)?.value }

    /// The member of a map with this name, and its key.
    public func pair(_ name: String) -> Pair? { map?.first { $0.key.scalar?.text == name } }

    /// A list's elements; a single value as a list of one; null as none.
    public var elements: [YAMLNode] { isNull ? [] : list ?? [self] }

    /// The place of a character of a scalar's text, as far as that is known; else the scalar's own.
    public func position(ofCharacter offset: Int) -> FilePosition {
        guard let column = scalar?.textColumn else { return position }
        return FilePosition(path: position.path, line: position.line, column: column + offset)
    }

    /// This map with the members of another in it: those of `other` win, and maps in both are joined in the same way.
    public func merged(with other: YAMLNode) -> YAMLNode {
        guard let own = map, let new = other.map else { return other }
        var pairs = own
        var places: [String: Int] = [:]
        for (index, pair) in own.enumerated() { if let name = pair.key.scalar?.text { places[name] = index } }
        for pair in new {
            if let name = pair.key.scalar?.text, let place = places[name] {
                pairs[place] = (pair.key, pairs[place].value.merged(with: pair.value))
            } else {
                pairs.append(pair)
            }
        }
        return YAMLNode(content: .map(pairs), position: other.position)
    }
}
