internal import ATTACK
public import Events
internal import Patterns

/// The values that the events of an index have.
public struct IndexValueSource: ValueSource {
    private let index: EventIndex

    public init(_ index: EventIndex) { self.index = index }

    /// - Complexity: one pass over the column and its distinct values.
    public func values(of field: Field, beginningWith prefix: String, limit: Int) -> [(value: String, count: Int)] {
        let wanted = prefix.lowercased()
        let found = candidates(field).filter { $0.value.lowercased().hasPrefix(wanted) }
        return Array(found.sorted { ($1.count, $0.value) < ($0.count, $1.value) }.prefix(limit))
    }

    private func candidates(_ field: Field) -> [(value: String, count: Int)] {
        guard case .alias(let alias) = field else { return [] }
        switch alias {
        case .tactic: return counted(AttackVersion.allCases.flatMap { Tactic.all(in: $0).map(\.shortName) }, alias)
        case .technique:
            return counted(AttackVersion.allCases.flatMap { AttackMatrix.of($0).techniques.map(\.id) }, alias)
        default: break
        }
        guard let column = alias.indexField else { return (alias.words ?? []).map { ($0, 0) } }
        let table = index.table(column)
        return index.groups(column, in: .all(of: index.count)).compactMap { group in
            guard let text = table[group.code] else { return nil }
            return (alias == .service ? ServiceName.short(text) : text, group.count)
        }
    }

    /// ATT&CK's names, each once, with the number of events they select; those without any are left out.
    private func counted(_ names: [String], _ alias: Alias) -> [(value: String, count: Int)] {
        let planner = Planner(index: index, facts: nil, filter: "")
        return names.unique().compactMap { name in
            let condition = Condition(.alias(alias), .text(TextPattern(literal: name)))
            guard case .rows(let rows)? = try? planner.node(.condition(condition)), !rows.isEmpty else { return nil }
            return (name, rows.count)
        }
    }
}
