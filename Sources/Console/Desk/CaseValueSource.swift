internal import Events
internal import Query

/// The values that filters can ask for: those of the events, and what is known of them besides.
struct CaseValueSource: ValueSource {
    private let events: IndexValueSource
    /// Nil as long as nothing is known.
    private let facts: (any FactSource)?

    init(_ events: IndexValueSource, _ facts: (any FactSource)?) {
        self.events = events
        self.facts = facts
    }

    func values(of field: Query.Field, beginningWith prefix: String, limit: Int) -> [(value: String, count: Int)] {
        guard let facts, case .alias(let alias) = field, [.is, .has, .tag].contains(alias) else {
            return events.values(of: field, beginningWith: prefix, limit: limit)
        }
        let wanted = prefix.lowercased()
        // What nothing can tell here selects nothing: it is no candidate.
        let found = facts.values(of: alias).compactMap { value in
            facts.rows(where: alias, is: value).map { (value: value, count: $0.count) }
        }
        return Array(found.filter { $0.value.lowercased().hasPrefix(wanted) }.prefix(limit))
    }
}
