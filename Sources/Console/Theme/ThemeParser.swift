internal import Text
internal import Yams

/// Reads one theme file. The first thing wrong in it ends the reading, with its place.
struct ThemeParser {
    /// The theme's own part, before inheritance.
    struct Document {
        var name = ""
        var variant = Theme.Variant.any
        var inherits: (name: String, line: Int, column: Int)?
        var styles: [Role: Style] = [:]
    }

    let file: String
    private let lines: [String]
    private var palette: [String: Color] = [:]

    private static let keys = ["format", "name", "variant", "inherits", "palette", "styles"]
    private static let colorKeys = ["rgb", "c256", "ansi"]
    private static let styleKeys = ["fg", "bg", "mods", "mono"]

    private let yaml: String

    init(file: String, yaml: String) {
        self.file = file
        self.yaml = yaml
        lines = yaml.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    mutating func parse() throws(ThemeError) -> Document {
        let root = try compose()
        let members = try mapping(root, what: "a theme")
        var found: [String: Node] = [:]
        for (key, value) in members {
            let name = key.text
            guard Self.keys.contains(name) else {
                throw error(key, .unknownKey(name, near: nearest(to: name, among: Self.keys)))
            }
            found[name] = value
        }
        for key in ["format", "name"] where found[key] == nil {
            throw error(root, .missing(key: key))
        }
        var document = Document()
        // The palette comes before the styles that name its colours, whatever the order in the file.
        if let node = found["format"], node.text != "1" { throw error(node, .unknownFormat(node.text)) }
        if let node = found["name"] { document.name = node.text }
        if let node = found["variant"] { document.variant = try variant(node) }
        if let node = found["inherits"], let mark = node.mark {
            document.inherits = (node.text, mark.line, mark.column)
        }
        if let node = found["palette"] { try readPalette(node) }
        if let node = found["styles"] { document.styles = try readStyles(node) }
        return document
    }

    private func compose() throws(ThemeError) -> Node {
        do {
            if let node = try Yams.compose(yaml: yaml) { return node }
        } catch YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
            YamlError.composer(_, let problem, let mark, _)
        {
            throw error(mark.line, mark.column, .notYAML(problem))
        } catch YamlError.duplicatedKeysInMapping(let duplicates, let context) {
            throw error(context.mark.line, context.mark.column, .duplicate(duplicates.first ?? ""))
        } catch {
            throw self.error(1, 1, .notYAML("\(error)"))
        }
        throw error(1, 1, .notAMapping(what: "a theme"))
    }

    private func variant(_ node: Node) throws(ThemeError) -> Theme.Variant {
        guard let variant = Theme.Variant(rawValue: node.text) else {
            let near = nearest(to: node.text, among: Theme.Variant.allCases.map(\.rawValue))
            throw error(node, .unknownVariant(node.text, near: near))
        }
        return variant
    }

    private mutating func readPalette(_ node: Node) throws(ThemeError) {
        for (key, value) in try mapping(node, what: "palette") {
            var mixed = Color.Mixed()
            for (part, number) in try mapping(value, what: "the colour '\(key.text)'") {
                switch part.text {
                case "rgb":
                    guard let rgb = RGB(hex: number.text) else { throw error(number, .badRGB(number.text)) }
                    mixed.rgb = rgb
                case "c256":
                    guard let index = UInt8(number.text) else {
                        throw error(number, .notANumber(number.text, limit: 255))
                    }
                    mixed.c256 = index
                case "ansi":
                    guard let index = Color.ansiNames.firstIndex(of: number.text) else {
                        throw error(
                            number, .unknownColor(number.text, near: nearest(to: number.text, among: Color.ansiNames)))
                    }
                    mixed.ansi = UInt8(index)
                default:
                    throw error(part, .unknownKey(part.text, near: nearest(to: part.text, among: Self.colorKeys)))
                }
            }
            if mixed == Color.Mixed() { throw error(key, .emptyColor(key.text)) }
            palette[key.text] = .mixed(mixed)
        }
    }

    private func readStyles(_ node: Node) throws(ThemeError) -> [Role: Style] {
        var styles: [Role: Style] = [:]
        for (key, value) in try mapping(node, what: "styles") {
            guard let role = Role(rawValue: key.text) else {
                let near = nearest(to: key.text, among: Role.allCases.map(\.rawValue))
                throw error(key, .unknownRole(key.text, near: near))
            }
            styles[role] = try style(value, of: key.text)
        }
        return styles
    }

    private func style(_ node: Node, of role: String) throws(ThemeError) -> Style {
        var style = Style()
        for (part, value) in try mapping(node, what: "the style '\(role)'") {
            switch part.text {
            case "fg": style.foreground = try color(value)
            case "bg": style.background = try color(value)
            case "mods": style.modifiers = try modifiers(value, key: "mods")
            case "mono": style.mono = try modifiers(value, key: "mono")
            default: throw error(part, .unknownKey(part.text, near: nearest(to: part.text, among: Self.styleKeys)))
            }
        }
        return style
    }

    private func color(_ node: Node) throws(ThemeError) -> Color {
        let name = node.text
        if let color = palette[name] ?? Color(name: name) { return color }
        if name.hasPrefix("#") { throw error(node, .badRGB(name)) }
        let known = palette.keys.sorted() + Color.ansiNames + [Color.terminalName]
        throw error(node, .unknownColor(name, near: nearest(to: name, among: known)))
    }

    private func modifiers(_ node: Node, key: String) throws(ThemeError) -> Modifiers {
        guard let list = node.sequence else { throw error(node, .notAList(key: key)) }
        var modifiers: Modifiers = []
        for item in list {
            guard let modifier = Modifiers(name: item.text) else {
                throw error(item, .unknownModifier(item.text, near: nearest(to: item.text, among: Modifiers.names)))
            }
            modifiers.formUnion(modifier)
        }
        return modifiers
    }

    private func mapping(_ node: Node, what: String) throws(ThemeError) -> Node.Mapping {
        guard let mapping = node.mapping else { throw error(node, .notAMapping(what: what)) }
        return mapping
    }

    private func error(_ node: Node, _ reason: ThemeError.Reason) -> ThemeError {
        error(node.mark?.line ?? 1, node.mark?.column ?? 1, reason)
    }

    func error(_ line: Int, _ column: Int, _ reason: ThemeError.Reason) -> ThemeError {
        let source = lines.indices.contains(line - 1) ? lines[line - 1] : ""
        return ThemeError(file: file, line: line, column: column, reason: reason, source: source)
    }
}

extension Node {
    /// The text of a scalar as written; of anything else an empty one, which nothing accepts.
    fileprivate var text: String { scalar?.string ?? "" }
}
