internal import Detections
internal import Events
internal import Sigma

/// One alert in full: the event that leads it, why it was raised, and what its rule says of itself.
struct AlertView: TrailView {
    let desk: TrailDesk
    let request: ViewRequest

    func listing(isCancelled: @escaping @Sendable () -> Bool) throws(Problem) -> Listing {
        guard let id = request.subject?.value else {
            throw Problem("Which alert? g a on a row of the alerts opens it.")
        }
        guard let alert = desk.alert(id) else {
            throw Problem("The alert is no longer there: it is muted, or its rule is gone.")
        }
        var page = AlertPage(id: id, alert: alert, desk.index, mute: desk.muted.first { $0.id == id }?.mute)
        page.addHead()
        page.addMutes(desk.mutedParts(of: alert))
        if let row = alert.leadRow {
            let facts = AlertFacts(desk: desk, alert: alert, row: row)
            page.addLead(row, try facts.call().plain, facts.origin + facts.surroundings)
        }
        page.addReasons()
        if let row = alert.leadRow,
            let explanation = desk.detectors.detectors.explanation(of: row, in: alert, of: desk.trail)
        {
            page.add(explanation)
        }
        if let correlation = alert.correlation { page.add(correlation) }
        page.addRule()
        return Listing(
            columns: [Column("alert", "ALERT", minimum: 20, isFlexible: true, isSortable: false)],
            rows: RowList(page.rows),
            summary: StyledText("\(alert.rule.level.rawValue) · \(alert.score) of 100 · \(alert.rule.title)"))
    }

    func preview(of row: RowKey, column: Int) throws(Problem) -> Preview {
        Preview(title: "alert", lines: ["Enter goes on from a line: to an event, a value, the events of a rule."])
    }
}
