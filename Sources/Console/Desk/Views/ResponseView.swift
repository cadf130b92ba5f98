internal import Cases
internal import CloudTrail
internal import Events
internal import Investigation

/// The checklist of the response, phase by phase, or one step of it in full.
struct ResponseView: TrailView {
    let desk: TrailDesk
    let request: ViewRequest

    func listing(isCancelled: @escaping @Sendable () -> Bool) throws(Problem) -> Listing {
        let found = try desk.investigation(for: request, isCancelled: isCancelled)
        let items = ResponseItem.all(of: found, request.decisions.steps)
        if let subject = request.subject, subject.kind == .step {
            guard let item = items.first(where: { $0.step.id == subject.value }) else {
                throw Problem(
                    "This step is no longer in the plan: the scope or the logs have changed. 8 shows the plan.")
            }
            return StepPage(item: item, index: index, request: request).listing
        }
        var rows: [Row] = []
        for phase in ResponseStep.Phase.allCases {
            let part = items.filter { $0.step.phase == phase }
            if !part.isEmpty { add(phase.rawValue, Self.counts(part), part.map(row), to: &rows) }
        }
        if !found.resilience.isEmpty {
            add("resilience", "for the time after", found.resilience.map(row), to: &rows)
        }
        return Listing(
            columns: columns, rows: RowList(rows), summary: summary(items), firstColumn: 1, emptyText: Self.empty)
    }

    private static let empty = "No incident, so no steps. In 3, c takes a key into the scope."

    private var columns: [Column] {
        [
            Column("number", "NO", minimum: 3, fit: .trailing, isSortable: false),
            Column("action", "STEP", minimum: 30, ideal: 44, isFlexible: true, isSortable: false),
            Column("target", "TARGET", minimum: 16, ideal: 22, fit: .middle, priority: 4, isSortable: false),
            Column("breaks", "BREAKS", minimum: 16, ideal: 30, priority: 5, isSortable: false),
            Column("owner", "OWNER", minimum: 6, ideal: 8, priority: 1, isSortable: false),
            Column("state", "STATE", minimum: 10, isSortable: false),
            Column("proof", "VERIFIED BY", minimum: 11, ideal: 28, priority: 1, isSortable: false),
        ]
    }

    private func summary(_ items: [ResponseItem]) -> StyledText {
        guard !items.isEmpty else { return "" }
        let parts =
            [Self.counts(items)] + (request.activeFilters.isEmpty ? [] : ["filters do not apply here"])
        return StyledText(parts.joined(separator: " · "))
    }

    /// `3 of 9 verified, 2 done, 1 taken back`.
    private static func counts(_ items: [ResponseItem]) -> String {
        let verified = items.count { $0.step.state == .verified }
        let done = items.count { $0.step.state == .done }
        let lost = items.count { $0.stateWord == "taken back" }
        return "\(verified.grouped) of \(items.count.grouped) verified"
            + (done == 0 ? "" : ", \(done.grouped) done") + (lost == 0 ? "" : ", \(lost.grouped) taken back")
    }

    // MARK: Rows

    private func add(_ name: String, _ note: String, _ part: [Row], to rows: inout [Row]) {
        let key = RowKey("phase \(name)")
        let isClosed = request.toggled.contains(key)
        let title = StyledText([Span(name.uppercased(), .uiTitle), Span("  " + note, .uiDim)])
        var cells = [TableCell](repeating: TableCell(""), count: columns.count)
        cells[1] = TableCell(title, link: .fold)
        rows.append(Row(key: key, cells: cells, traits: isClosed ? .folded : .unfolded))
        if !isClosed { rows += part }
    }

    private func row(_ item: ResponseItem) -> Row {
        let step = item.step
        let proof = step.verifiedBy.first.map { row in
            "\(EventIndex.minute(index.time(row)))"
                + (step.verifiedBy.count > 1 ? " +\(step.verifiedBy.count - 1)" : "")
                + " \(index.text(.name, row) ?? "")"
        }
        let label = item.entity.label
        return Row(
            key: RowKey("step \(step.id)"),
            cells: [
                TableCell(String(step.order)),
                TableCell(step.action, link: .pivot(.response, item.entity, alert: nil)),
                TableCell(step.target), TableCell(step.breaks), TableCell(item.owner.isEmpty ? "-" : item.owner),
                TableCell(item.stateWord),
                TableCell(proof ?? "-", link: Link.evidence(step.verifiedBy, .step(step.id), label: label, index)),
            ],
            role: item.role,
            entities: [item.entity] + (step.evidence.first.map { CasePage.entities($0, index) } ?? []))
    }

    private func row(_ advice: ResilienceAdvice) -> Row {
        var cells = [TableCell](repeating: TableCell(""), count: columns.count)
        cells[1] = TableCell(
            advice.recommendation,
            link: Link.evidence(advice.evidence, .advice(advice.id), label: advice.recommendation.shortened, index))
        return Row(
            key: RowKey("advice \(advice.id)"), cells: cells,
            entities: advice.evidence.first.map { CasePage.entities($0, index) } ?? [])
    }

    // MARK: Pane

    func preview(of key: RowKey, column: Int) throws(Problem) -> Preview {
        let found = try desk.investigation(for: request) { false }
        let pane = ResponsePreview(index: index, columns: request.columns)
        if let item = ResponseItem.all(of: found, request.decisions.steps).first(where: {
            key == RowKey("step \($0.step.id)") || $0.step.id == request.subject?.value
        }) {
            return pane.preview(of: item)
        }
        if let advice = found.resilience.first(where: { key == RowKey("advice \($0.id)") }) {
            return pane.preview(of: advice)
        }
        return Preview(
            title: "phase",
            lines: [
                "Enter opens or closes it. On a step d is done, o owner, v verify; s the script.",
                "Nothing here is ever run: the commands are for review.",
            ])
    }
}
