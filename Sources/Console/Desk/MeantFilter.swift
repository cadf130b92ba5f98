internal import CloudTrail
internal import Events
internal import Patterns
internal import Query
internal import Text

extension TrailDesk {
    /// What a filter that finds nothing was perhaps to say: a value that occurs nowhere is nearly one that does.
    /// `name:CreateKeyPair`; nil where nothing is near.
    func meant(by filter: String) -> String? {
        guard let filter = try? Query.Filter(filter) else { return nil }
        return meant(by: filter.predicate)
    }

    private func meant(by predicate: Predicate) -> String? {
        switch predicate {
        case .condition(let condition): meant(by: condition)
        case .all(let parts), .any(let parts): parts.lazy.compactMap { self.meant(by: $0) }.first
        case .word(let pattern): pattern.literal.flatMap(meant(byWord:))
        case .everything, .not: nil
        }
    }

    /// A word whose beginning is nearly a field is looked for as a text, and found nowhere.
    private func meant(byWord word: String) -> String? {
        guard let colon = word.firstIndex(of: ":") else { return nil }
        let name = String(word[..<colon])
        guard name.allSatisfy(\.isLetter),
            let field = nearest(to: name, among: Alias.allCases.map(\.rawValue) + RecordKeys.event)
        else { return nil }
        return try? Query.Filter(field + word[colon...]).text
    }

    /// Fields whose values are words that people write. An address or a key is near many others, which means nothing.
    private static let worded: Set<Alias> = [
        .name, .service, .region, .error, .type, .principal, .user, .role, .session, .bucket,
    ]

    private func meant(by condition: Condition) -> String? {
        guard case .alias(let alias) = condition.field, Self.worded.contains(alias),
            case .text(let pattern) = condition.test, let wanted = pattern.literal
        else { return nil }
        let text = Query.Filter(.condition(condition)).text
        guard let rows = try? rows(matching: text, isCancelled: { false }), rows.isEmpty else { return nil }
        let values = IndexValueSource(index).values(of: condition.field, beginningWith: "", limit: .max).map(\.value)
        let names = alias == .principal ? values.map(EventIndex.shortName) : values
        return nearest(to: wanted, among: names).map { Query.Filter(.field(alias, is: $0)).text }
    }
}
