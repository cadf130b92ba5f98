/// Which keys run which action, layer by layer.
public struct Keymap: Hashable, Sendable {
    /// What is wrong with a set of bindings.
    public enum Problem: Error, Hashable, Sendable, CustomStringConvertible {
        /// A sequence that no keyboard can send.
        case unknownKey(sequence: String, action: String)
        /// Two actions on one sequence in one layer.
        case clash(sequence: String, layer: Layer, first: String, second: String)
        /// A sequence that is the beginning of another in the same layer, and would have to wait for it.
        case hidden(sequence: String, by: String, layer: Layer, first: String, second: String)
        /// A key that terminals send for another one.
        case reserved(sequence: String, action: String, sameAs: String)
        /// A key that writes something, in a line that is being written.
        case typed(sequence: String, action: String)
        /// Actions of which at least one must have a key: without it there would be no way out.
        case needed(actions: [String])
        /// Two actions with one name, or two on one word of the palette.
        case duplicate(name: String)

        public var description: String {
            switch self {
            case .unknownKey(let sequence, let action):
                "action \(action): there is no key '\(sequence)'"
            case .clash(let sequence, let layer, let first, let second):
                "'\(sequence)' is bound to both \(first) and \(second) (\(layer.name))"
            case .hidden(let sequence, let other, let layer, let first, let second):
                "'\(sequence)' (\(first)) is the beginning of '\(other)' (\(second)) (\(layer.name))"
            case .reserved(let sequence, let action, let other):
                "action \(action): terminals send '\(sequence)' for \(other)"
            case .typed(let sequence, let action):
                "action \(action): '\(sequence)' is written, where a line is being written"
            case .needed(let actions):
                "\(actions.joined(separator: " or ")) must have a key: there is no other way out"
            case .duplicate(let name):
                "'\(name)' names two actions"
            }
        }
    }

    /// What a sequence of keys means.
    public enum Match: Hashable, Sendable {
        /// The action of that name.
        case action(String)
        /// The beginning of longer sequences.
        case prefix
        case nothing
    }

    private var bindings: [Layer: [[Key]: String]] = [:]

    private static let reserved: [Key: String] = [
        Key(.text("h"), control: true): "Backspace", Key(.text("i"), control: true): "Tab",
        Key(.text("m"), control: true): "Enter", Key(.text("["), control: true): "Esc",
    ]

    /// The keymap of some actions; the first clash throws.
    public init(_ actions: [Action]) throws(Problem) {
        for action in actions {
            for text in action.keys { try bind(Self.sequence(text, of: action), text, to: action) }
        }
        for action in actions {
            for text in action.keys { try checkPrefixes(of: Self.sequence(text, of: action), text, action) }
        }
    }

    private static func sequence(_ text: String, of action: Action) throws(Problem) -> [Key] {
        guard let sequence = Key.sequence(text) else { throw .unknownKey(sequence: text, action: action.id) }
        return sequence
    }

    private mutating func bind(_ sequence: [Key], _ text: String, to action: Action) throws(Problem) {
        if let problem = Self.problem(of: sequence, for: action) { throw problem }
        if let first = bindings[action.layer]?[sequence] {
            throw .clash(sequence: text, layer: action.layer, first: first, second: action.id)
        }
        bindings[action.layer, default: [:]][sequence] = action.id
    }

    /// What is wrong with a sequence for an action, whatever others there are.
    static func problem(of sequence: [Key], for action: Action) -> Problem? {
        for key in sequence {
            if let other = reserved[key] {
                return .reserved(sequence: name(sequence), action: action.id, sameAs: other)
            }
        }
        guard action.layer == .prompt, sequence.first?.typed != nil else { return nil }
        return .typed(sequence: name(sequence), action: action.id)
    }

    /// A sequence that begins another would never be sure that it is complete: there is no time-out.
    private func checkPrefixes(of sequence: [Key], _ text: String, _ action: Action) throws(Problem) {
        for length in 1..<max(1, sequence.count) {
            let shorter = Array(sequence.prefix(length))
            if let first = bindings[action.layer]?[shorter] {
                throw .hidden(
                    sequence: Self.name(shorter), by: text, layer: action.layer, first: first, second: action.id)
            }
        }
    }

    /// What a sequence means in some layers; the first layer that knows it decides.
    public func match(_ sequence: [Key], in layers: [Layer]) -> Match {
        for layer in layers {
            guard let table = bindings[layer] else { continue }
            if let action = table[sequence] { return .action(action) }
            if table.keys.contains(where: { $0.count > sequence.count && $0.starts(with: sequence) }) {
                return .prefix
            }
        }
        return .nothing
    }

    /// The sequences that go on from a beginning, with the action of each, ordered by name.
    public func continuations(of sequence: [Key], in layers: [Layer]) -> [(keys: [Key], action: String)] {
        var found: [[Key]: String] = [:]
        for layer in layers.reversed() {
            for (keys, action) in bindings[layer] ?? [:]
            where keys.count > sequence.count && keys.starts(with: sequence) {
                found[keys] = action
            }
        }
        return found.map { (keys: Array($0.key.dropFirst(sequence.count)), action: $0.value) }
            .sorted { Self.name($0.keys) < Self.name($1.keys) }
    }

    static func name(_ sequence: [Key]) -> String {
        sequence.map(\.name).joined(separator: " ")
    }
}
