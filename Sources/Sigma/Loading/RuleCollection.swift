internal import YAML

/// Joins the documents of a file that say they belong together.
///
/// The specification before 2.0 had `action`: `global` adds its members to every document that follows, `reset` forgets
/// them, and `repeat` is the document before with its own members in it.
struct RuleCollection {
    private var global: YAMLNode?
    private var previous: YAMLNode?

    /// The document as it is meant; nil where it is no rule of its own.
    mutating func resolve(_ node: YAMLNode) throws(RuleError) -> YAMLNode? {
        guard node.map != nil else { return node }
        guard let action = node["action"] else {
            let whole = global?.merged(with: node) ?? node
            previous = whole
            return whole
        }
        let own = node.without("action")
        switch action.text {
        case "global":
            global = global?.merged(with: own) ?? own
            return nil
        case "reset":
            global = nil
            return nil
        case "repeat":
            let whole = previous?.merged(with: own) ?? own
            previous = whole
            return whole
        default: throw RuleError(.unknownAction(action.scalar?.text ?? ""), at: action.position)
        }
    }
}

extension YAMLNode {
    fileprivate func without(_ name: String) -> YAMLNode {
        YAMLNode(content: .map((map ?? []).filter { $0.key.scalar?.text != name }), position: position)
    }
}
