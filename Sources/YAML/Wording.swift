internal import Text

/// What messages about a person's file have in common.
public enum Wording {
    /// The word that was most likely meant; nil where none is near, or the word is too long to be a slip.
    public static func suggestion(for word: String, among candidates: some Sequence<String>) -> String? {
        guard isShort(word) else { return nil }
        return nearest(to: word, among: candidates.lazy.filter(isShort))
    }

    /// ` (did you mean word?)`; nothing for nil.
    public static func didYouMean(_ word: String?) -> String { word.map { " (did you mean \(cut($0))?)" } ?? "" }

    /// A text of the file in a bearable length.
    public static func cut(_ text: String) -> String {
        let beginning = text.prefix(YAMLLimits.quotedWord)
        return beginning.endIndex == text.endIndex ? text : beginning + "…"
    }

    private static func isShort(_ word: String) -> Bool { word.utf8.count <= YAMLLimits.suggestedWord }
}
