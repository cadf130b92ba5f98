internal import Detections
internal import Events
internal import Patterns
internal import Query
internal import Records
internal import Sigma

/// Which alerts a robot is asked about. Each condition that is given must hold; of its values one is enough.
struct RobotOccasion: Sendable {
    var levels: Set<Level> = []
    /// The rule's ID.
    var rules: [Glob] = []
    /// The rule's tags.
    var tags: [Glob] = []
    /// Event sources of the alert's matches, with or without `.amazonaws.com`.
    var services: [Glob] = []
    /// Their event names.
    var calls: [Glob] = []
    /// Their `userIdentity.type`s.
    var principals: [Glob] = []
    /// What the alert must have a value of.
    var has: [AlertValue] = []

    /// Whether the question arises for an alert.
    func arises(for subject: RobotSubject) -> Bool {
        let rule = subject.alert.rule
        return (levels.isEmpty || levels.contains(rule.level))
            && (rules.isEmpty || rules.contains { $0.matches(rule.id) })
            && (tags.isEmpty || tags.contains { tag in rule.tags.contains { tag.matches($0) } })
            && has.allSatisfy { $0.text(of: subject) != nil }
            && holds(services, .service, subject) && holds(calls, .name, subject)
            && holds(principals, .type, subject)
    }

    private func holds(_ globs: [Glob], _ field: IndexField, _ subject: RobotSubject) -> Bool {
        guard !globs.isEmpty else { return true }
        let index = subject.trail.index
        let rows = RowSet(sorted: subject.alert.rows.map { UInt32($0) }, universe: index.count)
        return index.values(field, in: rows).contains { value in
            globs.contains { $0.matches(value) || field == .service && $0.matches(ServiceName.short(value)) }
        }
    }
}
