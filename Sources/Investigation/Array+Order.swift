extension Array where Element: Hashable {
    /// Each element once, where it first stands.
    func onceEach() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}

extension Array {
    /// Sorts the places of elements and then moves each once: to move large ones about costs more than to compare them.
    func sortedByPlace(_ precedes: (Element, Element) -> Bool) -> [Element] {
        indices.sorted { precedes(self[$0], self[$1]) }.map { self[$0] }
    }
}
