extension State {
    /// The key of an action for messages, as it is now: `^R`, `g k`; its word in the palette where it has no key.
    func keyName(_ id: String) -> String {
        guard let action = registry[id] else { return id }
        guard let text = action.keys.first, let keys = Key.sequence(text) else {
            return action.words.first.map { ":" + $0 } ?? id
        }
        return keys.count == 1 ? keys[0].shortName : text
    }
}
