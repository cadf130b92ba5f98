internal import Detections

/// What a step changed in the decisions: entries that went, and entries that came. Of one that was rewritten both are in it.
public struct DecisionChange: Hashable, Sendable {
    public var removed: [NotebookEntry]
    public var added: [NotebookEntry]

    public init(removed: [NotebookEntry] = [], added: [NotebookEntry] = []) {
        self.removed = removed
        self.added = added
    }

    /// What led from some decisions to others.
    ///
    /// - Complexity: O(*n*) in the entries of the kinds that differ at all.
    public init(from before: Decisions, to after: Decisions) {
        let parts = Self.differing(before, after)
        let old = NotebookEntry.all(in: parts.before)
        let new = NotebookEntry.all(in: parts.after)
        let (held, holds) = (Set(old), Set(new))
        removed = old.filter { !holds.contains($0) }
        added = new.filter { !held.contains($0) }
    }

    public var isEmpty: Bool { removed.isEmpty && added.isEmpty }

    /// What leads back.
    public var inverse: DecisionChange { DecisionChange(removed: added, added: removed) }

    /// Makes the change.
    public func apply(to decisions: inout Decisions) {
        let kept = Set(added.map(\.identity))
        for entry in removed where !kept.contains(entry.identity) { entry.remove(from: &decisions) }
        for entry in added { entry.set(in: &decisions) }
    }

    /// Both without the kinds of entries that are the same in them: there may be very many marks.
    private static func differing(_ before: Decisions, _ after: Decisions) -> (before: Decisions, after: Decisions) {
        var (before, after) = (before, after)
        func clear<Part: Equatable>(_ part: WritableKeyPath<Decisions, Part>, _ none: Part) {
            guard before[keyPath: part] == after[keyPath: part] else { return }
            before[keyPath: part] = none
            after[keyPath: part] = none
        }
        clear(\.annotations, Annotations())
        clear(\.mutes, MuteList())
        clear(\.scope, ScopeChoices())
        clear(\.steps, [:])
        clear(\.answers, [:])
        clear(\.sections, [:])
        return (before, after)
    }
}
