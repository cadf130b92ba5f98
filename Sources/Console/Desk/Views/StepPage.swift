internal import Cases
internal import Events
internal import Investigation

/// One step of the response in full.
struct StepPage {
    let item: ResponseItem
    let index: EventIndex
    let request: ViewRequest

    /// The line from which on it says what verifies the step.
    static let proof = RowKey("proof 0")

    var listing: Listing {
        let step = item.step
        let label = item.entity.label
        var page = CasePage(columns: request.columns, toggled: request.toggled, index)
        page.begin("step", about: item.entity)
        page.add("step \(step.order)", step.action, .uiStrong)
        page.add("phase", step.phase.rawValue)
        page.add("target", step.target)
        page.add("account", step.account, entity: Entity(.account, step.account))
        if let region = step.region { page.add("region", region, entity: Entity(.region, region)) }
        page.add("breaks", step.breaks)
        page.add("undo", step.undo)
        page.add("owner", item.owner.isEmpty ? "nobody yet: o names one" : item.owner)
        page.begin("commands", about: item.entity)
        page.heading("Commands, for review: they are never run from here")
        for command in step.commands { page.add(verbatim: command.text) }
        page.begin("evidence", about: item.entity)
        page.heading("Why")
        page.add(events: step.evidence, "evidence", .step(step.id), label: label)
        page.begin("proof", about: item.entity)
        page.add("state", item.stateSentence, item.role)
        page.add(events: step.verifiedBy, "verified by", .step(step.id), label: label)
        page.add(events: step.takenBackBy, "taken back", .step(step.id), label: label)
        if step.verifiedBy.isEmpty { page.add("awaited", item.awaited) }
        return Listing(
            columns: [Column("step", "STEP", minimum: 20, isFlexible: true, isSortable: false)],
            rows: RowList(page.rows), summary: StyledText("\(step.phase.rawValue) · \(item.stateWord)"))
    }
}
