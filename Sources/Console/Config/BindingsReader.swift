internal import YAML

/// Reads which actions are on which keys.
struct BindingsReader {
    /// A sequence of keys as it is written for an action.
    private struct Binding {
        var action: String
        var keys: [Key]
        var position: FilePosition
    }

    private(set) var bindings: [String: [String]] = [:]
    private var places: [Binding] = []
    /// Where an action is named.
    private var names: [String: FilePosition] = [:]
    /// The actions as they are shipped.
    private let standard: ActionRegistry

    init(_ standard: ActionRegistry) {
        self.standard = standard
    }

    private typealias Problem = (position: FilePosition, message: String)

    /// Takes the keys of one action.
    ///
    /// - Returns: what is wrong with them.
    mutating func read(_ key: YAMLNode, _ value: YAMLNode) -> [(position: FilePosition, message: String)] {
        let id = key.text ?? ""
        guard let action = standard[id] else {
            let near = Wording.suggestion(for: id, among: standard.actions.map(\.id))
            return [(key.position, "no action is called \(Wording.cut(id))" + Wording.didYouMean(near))]
        }
        names[id] = key.position
        if value.text == "none" {
            bindings[id] = []
            return []
        }
        guard !value.elements.isEmpty else {
            return [(value.position, "here belong keys, such as [g k, ctrl-k], or none; signs of YAML stand in quotes")]
        }
        var problems: [Problem] = []
        for element in value.elements {
            guard let text = element.text, !text.isEmpty else {
                problems.append((element.position, "here belongs a key; signs of YAML stand in quotes"))
                continue
            }
            if let problem = problem(of: text, at: element, in: action) {
                problems.append(problem)
            } else if let keys = Key.sequence(text) {
                bindings[id, default: []].append(Keymap.name(keys))
                places.append(Binding(action: id, keys: keys, position: element.position))
            }
        }
        return problems
    }

    /// What is wrong with a sequence by itself.
    private func problem(of text: String, at node: YAMLNode, in action: Action) -> Problem? {
        var offset = 0
        for name in text.split(separator: " ", omittingEmptySubsequences: false) {
            if !name.isEmpty, Key(name: String(name)) == nil {
                let bound = standard.actions.flatMap(\.keys).filter { !$0.contains(" ") }
                let near = Wording.suggestion(for: String(name), among: Key.names + bound)
                let message = "there is no key \(Wording.cut(String(name)))" + Wording.didYouMean(near)
                return (node.position(ofCharacter: offset), message)
            }
            offset += name.count + 1
        }
        guard let keys = Key.sequence(text) else { return (node.position, "here belongs a key") }
        if places.contains(where: { $0.action == action.id && $0.keys == keys }) {
            return (node.position, "\(Keymap.name(keys)) is given twice")
        }
        return Keymap.problem(of: keys, for: action).map { (node.position, $0.description) }
    }

    /// The first thing that is wrong with all of them together, at the binding that brings it about.
    func clash() -> (position: FilePosition?, message: String)? {
        do throws(Keymap.Problem) {
            _ = try ActionRegistry.standard(bindings: bindings)
            return nil
        } catch {
            return (position(of: error), error.description)
        }
    }

    private func position(of problem: Keymap.Problem) -> FilePosition? {
        func place(_ action: String, _ sequence: String) -> FilePosition? {
            let keys = Key.sequence(sequence)
            return places.first { $0.action == action && $0.keys == keys }?.position
        }
        switch problem {
        case .unknownKey(let sequence, let action), .reserved(let sequence, let action, _),
            .typed(let sequence, let action):
            return place(action, sequence)
        case .clash(let sequence, _, let first, let second):
            return place(second, sequence) ?? place(first, sequence)
        case .hidden(let sequence, let longer, _, let first, let second):
            return place(second, longer) ?? place(first, sequence)
        case .needed(let actions): return actions.compactMap { names[$0] }.last
        case .duplicate(let name): return names[name]
        }
    }
}
