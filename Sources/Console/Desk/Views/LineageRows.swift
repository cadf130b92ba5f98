internal import Cases
internal import CloudTrail
internal import Events
internal import Investigation

/// The lines of one tree or of several, each under a heading of its own; made when they are looked at.
struct LineageRows: RowSource {
    /// One tree.
    struct Part {
        /// What stands above it; nil for nothing.
        var heading: String?
        var tree: LineageTree
        /// What its keys begin with: a node may be in two trees.
        var name = ""
    }

    let parts: [Part]
    let words: CredentialWords
    /// What the incident has issued, for rows that stand alone: the edges to each node.
    private let starts: [Int]
    let count: Int

    /// Between the parts of the key of a line that refers to a node elsewhere.
    private static let separator = "\u{1F}"

    init(_ parts: [Part], _ words: CredentialWords) {
        self.parts = parts
        self.words = words
        var starts: [Int] = []
        var count = 0
        for part in parts {
            starts.append(count)
            count += part.tree.lines.count + (part.heading == nil ? 0 : 1)
        }
        self.starts = starts
        self.count = count
    }

    /// The part that a row belongs to, and the line in its tree; nil for its heading.
    private func place(_ index: Int) -> (part: Part, line: Int?) {
        let number = starts.lastIndex { $0 <= index } ?? 0
        let offset = index - starts[number] - (parts[number].heading == nil ? 0 : 1)
        return (parts[number], offset < 0 ? nil : offset)
    }

    func row(at index: Int) -> Row {
        let (part, line) = place(index)
        guard let line else { return heading(part) }
        return row(part, line)
    }

    /// Rows have as many cells as the view has columns.
    private func heading(_ part: Part) -> Row {
        let cells =
            [TableCell(StyledText(part.heading ?? "", .uiTitle))]
            + Array(repeating: TableCell(""), count: LineageView.columns.count - 1)
        return Row(key: RowKey(part.name + "heading"), cells: cells)
    }

    private func row(_ part: Part, _ number: Int) -> Row {
        let tree = part.tree
        let line = tree.lines[number]
        let node = tree.node(line)
        let edges = line.edges.map { tree.lineage.edges[$0] }
        let entity = words.entity(node)
        let event = words.evidence(node, edges.first).map { words.index.entity(event: $0) }
        let record = event.map { Link.pivot(.record, $0, alert: nil) }
        let principal = node.principal.isEmpty || node.principal == node.id ? nil : Entity.principal(node.principal)
        let address = words.key(node.id)?.addresses.first.map { Entity(.address, $0) }
        let rows = words.rows(node)
        return Row(
            key: key(part, line),
            cells: [
                TableCell(treeText(tree, number, edges), link: line.children > 0 ? .fold : record),
                TableCell(entity.label, entity: entity),
                TableCell(principal?.label ?? "-", entity: principal),
                TableCell(words.statusWord(node, edges)),
                TableCell(since(node, edges.first), link: record),
                TableCell(words.kindWord(node)),
                TableCell(
                    rows.isEmpty ? "-" : rows.count.grouped, entity: entity, link: .pivot(.timeline, entity, alert: nil)
                ),
                TableCell(evidence(node, edges.first), link: record),
            ],
            role: node.status.map(KeysView.role) ?? .uiText,
            traits: line.children == 0 || line.isReference ? [] : line.folded == nil ? .unfolded : .folded,
            entities: [entity, principal, address, event].compactMap { $0 })
    }

    private func key(_ part: Part, _ line: LineageTree.Line) -> RowKey {
        let id = part.tree.node(line).id
        guard line.isReference, let parent = line.parent else { return RowKey(part.name + id) }
        return RowKey(
            [part.name, part.tree.node(part.tree.lines[parent]).id, id].joined(separator: Self.separator))
    }

    /// The node that the key of a row names.
    static func node(of key: RowKey, in parts: [Part]) -> (part: Part, id: String)? {
        for part in parts.reversed() where key.text.hasPrefix(part.name) {
            let id = key.text.dropFirst(part.name.count).components(after: separator)
            if part.tree.places[id] != nil { return (part, id) }
        }
        return nil
    }

    private func treeText(_ tree: LineageTree, _ number: Int, _ edges: [Lineage.Edge]) -> StyledText {
        let line = tree.lines[number]
        let join = edges.isEmpty ? words.kindWord(tree.node(line)) : CredentialWords.join(edges)
        let note = line.isReference ? " (above or below)" : line.folded.map { " +\($0.grouped)" } ?? ""
        return StyledText([Span(tree.stem(number), .uiTableSeparator), Span(join), Span(note, .uiDim)])
    }

    private func since(_ node: Lineage.Node, _ edge: Lineage.Edge?) -> String {
        EventIndex.minute(edge.map(words.time) ?? words.firstUse(node.id))
    }

    private func evidence(_ node: Lineage.Node, _ edge: Lineage.Edge?) -> String {
        guard let row = words.evidence(node, edge) else { return "-" }
        return words.index.eventIDs[row] ?? "row \(row)"
    }

    // MARK: Search

    func index(about entity: Entity) -> Int? {
        guard let value = entity.value else { return nil }
        for (part, start) in zip(parts, starts) {
            let first = start + (part.heading == nil ? 0 : 1)
            if let place = part.tree.places[value] { return first + place }
            // Else the first of the principal's own credentials.
            let lines = part.tree.lines
            if let place = lines.firstIndex(where: { part.tree.node($0).principal == value }) { return first + place }
        }
        return nil
    }

    func index(of key: RowKey) -> Int? {
        guard let (part, id) = Self.node(of: key, in: parts), let line = part.tree.places[id],
            let number = parts.firstIndex(where: { $0.name == part.name })
        else { return (0..<count).first { place($0).line == nil && row(at: $0).key == key } }
        let found = starts[number] + (part.heading == nil ? 0 : 1) + line
        return row(at: found).key == key ? found : (0..<count).first { row(at: $0).key == key }
    }
}

extension Substring {
    /// What follows the last separator; all of it where there is none.
    fileprivate func components(after separator: String) -> String {
        guard let place = lastIndex(of: Character(separator)) else { return String(self) }
        return String(self[index(after: place)...])
    }
}
