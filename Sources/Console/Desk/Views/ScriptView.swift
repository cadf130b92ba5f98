internal import Cases
internal import Investigation
internal import Text

/// The commands of the response as one script for each account, to be read. `huckleberry export --format script` writes
/// the same; nothing here runs it.
struct ScriptView: TrailView {
    let desk: TrailDesk
    let request: ViewRequest

    func listing(isCancelled: @escaping @Sendable () -> Bool) throws(Problem) -> Listing {
        let found = try desk.investigation(for: request, isCancelled: isCancelled)
        let items = ResponseItem.all(of: found, request.decisions.steps)
        let scripts = ResponseScript.all(items.map(\.step), in: desk.trail)
        let steps = Dictionary(items.map { ($0.step.order, $0.entity) }, uniquingKeysWith: { first, _ in first })
        var rows: [Row] = []
        for script in scripts { add(script, steps, to: &rows) }
        let summary = scripts.isEmpty ? "" : "\(counted(scripts.count, "account")) · to be read, never run from here"
        return Listing(
            columns: [Column("script", "SCRIPT", minimum: 20, isFlexible: true, isSortable: false)],
            rows: RowList(rows),
            summary: StyledText(summary), emptyText: "No incident, so no script. In 3, c takes a key into the scope.")
    }

    private func add(_ script: ResponseScript, _ steps: [Int: Entity], to rows: inout [Row]) {
        var step: Entity?
        let width = max(16, request.columns - TableLayout.gutter)
        for (number, line) in script.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if let order = Self.order(line) { step = steps[order] } else if line == "fi" { step = nil }
            for (piece, text) in LineWrap.cuts(of: String(line), width: width).enumerated() {
                let role: Role = line.hasPrefix("#") ? .uiDim : .uiText
                var row = Row(
                    key: RowKey("\(script.account) \(number) \(piece)"), cells: [TableCell(StyledText(text, role))],
                    entities: [step].compactMap { $0 })
                if piece > 0 { row.sign = CasePage.goesOn }
                rows.append(row)
            }
        }
    }

    /// The number in `# Step 12: ...`.
    private static func order(_ line: Substring) -> Int? {
        guard line.hasPrefix("# Step ") else { return nil }
        return Int(line.dropFirst(7).prefix { $0 != ":" })
    }

    func preview(of row: RowKey, column: Int) throws(Problem) -> Preview {
        Preview(
            title: "script",
            lines: [
                "huckleberry export --format script --output FILE writes it. Without options it calls nothing.",
                "│ in front of a line: it goes on from the line above.",
            ])
    }
}
