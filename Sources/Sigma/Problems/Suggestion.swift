internal import Text

/// The word that was most likely meant; nil where none is near, or the word is too long to be a slip.
func suggestion(for word: String, among candidates: some Sequence<String>) -> String? {
    func isShort(_ word: String) -> Bool { word.utf8.count <= RuleLimits.suggestedWord }
    guard isShort(word) else { return nil }
    return nearest(to: word, among: candidates.lazy.filter(isShort))
}
