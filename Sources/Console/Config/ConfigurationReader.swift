internal import YAML

/// Reads the file with a person's settings, and notes everything that is wrong with it.
struct ConfigurationReader {
    private let source: SourceText
    private let themes: [String]
    private let standard: ActionRegistry
    private(set) var configuration = Configuration()
    private(set) var problems: [FileProblem] = []

    private static let members = ["keys", "theme", "color", "mouse", "ascii", "plain", "analyst"]

    init(_ source: SourceText, themes: [String], standard: ActionRegistry) {
        self.source = source
        self.themes = themes
        self.standard = standard
    }

    mutating func complain(_ position: FilePosition, _ message: String) {
        problems.append(FileProblem(position: position, message: message, in: source))
    }

    mutating func read(_ node: YAMLNode) {
        guard let pairs = node.map else {
            return complain(node.position, "a map is wanted, with \(Self.listed(Self.members))")
        }
        for (key, value) in pairs {
            switch key.text {
            case "keys": readKeys(value)
            case "theme": configuration.theme = choice(value, among: themes, of: "themes")
            case "color":
                let names = Configuration.Color.allCases.map(\.rawValue)
                configuration.color = choice(value, among: names, of: "choices").flatMap(Configuration.Color.init)
            case "mouse": configuration.usesMouse = truth(value, of: "mouse")
            case "ascii": configuration.isASCII = truth(value, of: "ascii")
            case "analyst":
                configuration.analyst = value.text
                if value.text == nil { complain(value.position, "analyst is a name") }
            case "plain": configuration.isPlain = truth(value, of: "plain")
            case "thresholds":
                complain(
                    key.position,
                    "thresholds are not read from this file: move them into one of their own, and start with --config FILE"
                )
            default:
                let near = Wording.suggestion(for: key.text ?? "", among: Self.members)
                let what = "nothing here is called \(Wording.cut(key.text ?? "null"))"
                complain(key.position, what + Wording.didYouMean(near))
            }
        }
    }

    private mutating func readKeys(_ node: YAMLNode) {
        if node.isNull { return }
        guard let pairs = node.map else {
            return complain(node.position, "keys are a map of actions, such as go.key: [g k, ctrl-k]")
        }
        let before = problems.count
        var reader = BindingsReader(standard)
        for (key, value) in pairs {
            for problem in reader.read(key, value) { complain(problem.position, problem.message) }
        }
        configuration.bindings = reader.bindings
        // With a binding left out, what clashes with what could not be told.
        guard problems.count == before, let problem = reader.clash() else { return }
        complain(problem.position ?? node.position, problem.message)
    }

    private mutating func choice(_ node: YAMLNode, among names: [String], of kind: String) -> String? {
        guard let name = node.text else {
            complain(node.position, "one of the \(kind) is wanted: \(Self.listed(names))")
            return nil
        }
        if names.contains(name) { return name }
        let near = Wording.suggestion(for: name, among: names)
        let hint = near == nil ? "; there are \(Self.listed(names))" : Wording.didYouMean(near)
        complain(node.position, "\(Wording.cut(name)) is none of the \(kind)\(hint)")
        return nil
    }

    private mutating func truth(_ node: YAMLNode, of name: String) -> Bool? {
        if node.scalar?.isQuoted == false, let truth = node.scalar?.truth { return truth }
        complain(node.position, "\(name) is true or false")
        return nil
    }

    private static func listed(_ names: [String]) -> String { names.joined(separator: ", ") }
}
