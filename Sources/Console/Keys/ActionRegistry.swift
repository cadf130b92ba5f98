internal import Cases

/// All actions, and the keymap that they make. What the console can do is written down nowhere else.
public struct ActionRegistry: Sendable {
    public let actions: [Action]
    public let keymap: Keymap
    private let byID: [String: Action]

    /// Throws when two actions share a name, a word of the palette, or a key in one layer.
    public init(_ actions: [Action]) throws(Keymap.Problem) {
        var byID: [String: Action] = [:]
        var words: Set<String> = []
        for action in actions {
            if byID.updateValue(action, forKey: action.id) != nil { throw .duplicate(name: action.id) }
            for word in action.words where !words.insert(word).inserted { throw .duplicate(name: word) }
        }
        self.actions = actions
        self.byID = byID
        keymap = try Keymap(actions)
    }

    /// The actions of the console.
    ///
    /// - Parameter bindings: keys by the name of an action, in place of those it is shipped with.
    public static func standard(
        bindings: [String: [String]] = [:]
    ) throws(Keymap.Problem) -> ActionRegistry {
        var actions =
            Action.movement + Action.pivots + Action.views + Action.travel + Action.searches + Action.filtering
            + Action.time + Action.alerts + Action.signals + Action.annotations + Action.notebook + Action.tables
            + Action.scope + Action.answers + Action.response + Action.decisions + Action.layout + Action.themes
            + Action.copying + Action.program + Action.prompts + Action.popups + Action.span + Action.pane
            + Action.savedViews
        for index in actions.indices {
            if let keys = bindings[actions[index].id] { actions[index].keys = keys }
        }
        for needed in needed {
            let isBound = actions.contains { needed.contains($0.id) && !$0.keys.isEmpty }
            if !isBound { throw .needed(actions: needed) }
        }
        return try ActionRegistry(actions)
    }

    /// Of each line at least one must have a key: what is opened must be closed.
    private static let needed = [["close", "quit"], ["prompt.accept"], ["prompt.cancel"], ["popup.close"]]

    public subscript(id: String) -> Action? { byID[id] }

    /// The action that a word of the palette runs.
    public func action(word: String) -> Action? {
        actions.first { $0.words.contains(word) }
    }
}

extension ActionRegistry: Equatable {
    /// Equal when the same keys run actions of the same names.
    public static func == (left: ActionRegistry, right: ActionRegistry) -> Bool {
        left.keymap == right.keymap && left.actions.map(\.id) == right.actions.map(\.id)
    }
}
