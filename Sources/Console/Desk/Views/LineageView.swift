internal import Cases
internal import CloudTrail
internal import Events
internal import Investigation

/// Which credential issued which, as a tree, and what of it is the attacker's. Of a key that is not in the incident it says
/// what the whole trail tells.
struct LineageView: TrailView {
    let desk: TrailDesk
    let request: ViewRequest

    static let columns = [
        Column("tree", "ISSUED BY", minimum: 20, isFlexible: true, isSortable: false),
        Column("id", "CREDENTIAL", minimum: 14, ideal: 20, fit: .middle, isSortable: false),
        Column("principal", "PRINCIPAL", minimum: 10, ideal: 22, fit: .middle, priority: 1, isSortable: false),
        Column("status", "STATUS", minimum: 11, isSortable: false),
        Column("since", "SINCE (UTC)", minimum: 11, isSortable: false),
        Column("kind", "KIND", minimum: 13, priority: 3, isSortable: false),
        Column("events", "EVENTS", minimum: 6, fit: .trailing, priority: 2, isSortable: false),
        Column("evidence", "EVIDENCE", minimum: 8, ideal: 36, fit: .middle, priority: 4, isSortable: false),
    ]

    func listing(isCancelled: @escaping @Sendable () -> Bool) throws(Problem) -> Listing {
        let rows = try rows(isCancelled)
        return Listing(
            columns: Self.columns, rows: rows, summary: summary(rows), firstColumn: 1,
            emptyText: request.activeFilters.isEmpty ? Self.empty : "No credential of the incident has such events.")
    }

    private static let empty = "No credential is in the scope. In 3, c takes a key into it."

    private func rows(_ isCancelled: @escaping @Sendable () -> Bool) throws(Problem) -> LineageRows {
        let found = try desk.investigation(for: request, isCancelled: isCancelled)
        let words = CredentialWords(found.scope, index)
        var lineage = found.lineage
        if !request.activeFilters.isEmpty {
            var whole = request
            whole.subject = nil
            lineage = lineage.restricted(
                to: ids(in: try desk.rows(for: whole, isCancelled: isCancelled), words, lineage))
        }
        var parts: [LineageRows.Part] = []
        if let wanted, !found.lineage.names(wanted) {
            let descent = Descent(of: wanted, in: desk.trail, status: words.status)
            parts = [
                LineageRows.Part(
                    heading: descent.isCut ? "in the whole trail, in part" : "in the whole trail",
                    tree: tree(descent.lineage, words), name: "trail "),
                LineageRows.Part(heading: "in the incident", tree: tree(lineage, words)),
            ]
            if lineage.nodes.isEmpty { parts.removeLast() }
        } else {
            parts = [LineageRows.Part(tree: tree(lineage, words))]
        }
        return LineageRows(parts, words)
    }

    /// The key or principal that the view was opened from.
    private var wanted: String? {
        guard let subject = request.subject, [.key, .principal].contains(subject.kind) else { return nil }
        return subject.value
    }

    private func tree(_ lineage: Lineage, _ words: CredentialWords) -> LineageTree {
        LineageTree(lineage, toggled: Set(request.toggled.map { Self.id($0) }), shown: wanted) {
            words.time($0).milliseconds
        }
    }

    /// A node is folded in every tree that has it.
    private static func id(_ key: RowKey) -> String {
        key.text.hasPrefix("trail ") ? String(key.text.dropFirst(6)) : key.text
    }

    /// The nodes that have events among some.
    private func ids(in rows: RowSet, _ words: CredentialWords, _ lineage: Lineage) -> Set<String> {
        Set(lineage.nodes.filter { !words.rows($0).intersection(rows).isEmpty }.map(\.id))
    }

    private func summary(_ rows: LineageRows) -> StyledText {
        var parts: [String] = []
        if rows.parts.contains(where: { $0.name == "trail " }) {
            parts.append("\(request.subject?.label.shortened ?? "") is not part of the incident")
        }
        if let tree = rows.parts.first(where: { $0.name.isEmpty })?.tree {
            for (kind, word) in Self.kinds {
                let count = tree.lineage.nodes.count { $0.kind == kind }
                if count > 0 { parts.append(counted(count, word)) }
            }
            for status in [ScopeStatus.confirmed, .proposed] {
                let count = tree.lineage.nodes.count { $0.status == status }
                if count > 0 { parts.append("\(count.grouped) \(status.rawValue)") }
            }
        }
        return StyledText(parts.joined(separator: " · "))
    }

    private static let kinds: [(Lineage.Kind, String)] = [
        (.key, "key"), (.session, "session"), (.user, "user"), (.role, "role"), (.instance, "instance"),
        (.account, "account"),
    ]

    func preview(of key: RowKey, column: Int) throws(Problem) -> Preview {
        let rows = try rows { false }
        guard let (part, id) = LineageRows.node(of: key, in: rows.parts),
            let node = part.tree.lineage.nodes.first(where: { $0.id == id })
        else {
            return Preview(
                title: "lineage", lines: ["Enter folds a line that others hang on, or opens what a cell names."])
        }
        return CredentialPreview(node: node, lineage: part.tree.lineage, words: rows.words).preview
    }
}

extension Lineage {
    /// Whether it has a key or a principal, or a credential of that.
    fileprivate func names(_ id: String) -> Bool { nodes.contains { $0.id == id || $0.principal == id } }

    /// Some of its nodes, and what leads to them.
    fileprivate func restricted(to ids: Set<String>) -> Lineage {
        let sources = Dictionary(grouping: edges, by: \.to)
        var kept = ids
        var waiting = Array(ids)
        while let id = waiting.popLast() {
            for edge in sources[id] ?? [] where kept.insert(edge.from).inserted { waiting.append(edge.from) }
        }
        return Lineage(
            nodes: nodes.filter { kept.contains($0.id) },
            edges: edges.filter { kept.contains($0.from) && kept.contains($0.to) })
    }
}
