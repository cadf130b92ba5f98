internal import YAML

/// Reads Sigma rules, correlations and filters (specification 2.1, and the rule collections of older ones).
///
/// What is wrong costs the document that it is in, and no other; it is a problem of the set. Files, documents and what
/// values grow to are bounded, so that no file takes long or much.
public struct RuleLoader: Sendable {
    private let placeholders: Placeholders

    /// - Parameter placeholders: what `%name%` stands for under the modifier `expand`.
    public init(placeholders: Placeholders = Placeholders()) { self.placeholders = placeholders }

    /// Loads files, and the `.yml` and `.yaml` files of folders, in the order of their names.
    ///
    /// - Parameter others: paths of rules that correlations and filters may also name, and that are no part of the set.
    public func load(_ paths: [String], knowing others: [String] = []) -> RuleSet {
        var draft = RuleSetDraft(placeholders: placeholders)
        var files = YAMLFiles()
        for path in paths { draft.add(path, of: &files) }
        let missing = files.missing
        draft.endSet()
        for path in others { draft.add(path, of: &files) }
        var set = draft.finish()
        set.missingPaths = missing
        return set
    }

    /// Loads the text of one file.
    /// - Parameter path: what the places of problems and rules name.
    public func load(_ bytes: [UInt8], path: String) -> RuleSet {
        var draft = RuleSetDraft(placeholders: placeholders)
        draft.add(bytes, path: path)
        return draft.finish()
    }

    /// Loads the text of one file.
    public func load(_ text: String, path: String) -> RuleSet { load(Array(text.utf8), path: path) }
}
