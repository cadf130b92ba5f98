internal import Cases
internal import Detections
internal import Events
internal import Robots
internal import Sigma

/// One alert in full: the event that leads it, what robots answer, why it was raised, and what its rule says of itself.
/// Where the screen is wide enough the robots stand beside the rest, below the facts where it is not. They are asked a few
/// at a time: what is answered is shown while the others work.
struct AlertView: TrailView {
    let desk: TrailDesk
    let request: ViewRequest

    /// From this many cells on the robots stand beside the facts.
    private static let wide = 110

    func listing(isCancelled: @escaping @Sendable () -> Bool) throws(Problem) -> Listing {
        guard let id = request.subject?.value else {
            throw Problem("Which alert? g a on a row of the alerts opens it.")
        }
        guard let alert = desk.alert(id) else {
            throw Problem("The alert is no longer there: it is muted, or its rule is gone.")
        }
        guard let progress = desk.roundOfRobots(about: [alert], for: request, isCancelled)?.first else {
            throw TrailDesk.givenUp
        }
        let width = max(request.columns, 40) - TableLayout.gutter
        let isWide = request.columns >= Self.wide
        let left = isWide ? (width - 1) / 2 : width
        func page(_ width: Int) -> AlertPage {
            AlertPage(
                id: id, alert: alert, desk.index, mute: desk.muted.first { $0.id == id }?.mute, width: width)
        }
        var facts = page(left)
        try addFacts(of: alert, to: &facts)
        var robots = page(isWide ? width - 1 - left : left)
        if alert.leadRow != nil {
            robots.add(progress.report.answers, left: desk.crew.robots.count - progress.asked)
        }
        var reasons = page(left)
        addReasons(of: alert, progress.report, to: &reasons)
        var columns = [Column("alert", "ALERT", minimum: left, isFlexible: true, isSortable: false)]
        if isWide { columns.append(Column("robots", "ROBOTS", minimum: width - 1 - left, isSortable: false)) }
        let entities = [Entity(.alert, id, label: alert.rule.title)] + AlertRows.entities(alert, desk.index)
        let blank = AlertPage.Line(text: "")
        let rows =
            isWide
            ? Self.rows(beside: facts.lines + [blank] + reasons.lines, robots.lines, entities)
            : Self.rows(beside: facts.lines + [blank] + robots.lines + [blank] + reasons.lines, [], entities)
        var listing = Listing(
            columns: columns, rows: RowList(rows),
            summary: StyledText(
                "\(alert.rule.level.rawValue) · \(progress.report.score) of 100 · \(alert.rule.title)"),
            overflow: isWide ? .scroll : .drop)
        listing.isPartial = !progress.isComplete
        return listing
    }

    private func addFacts(of alert: Alert, to page: inout AlertPage) throws(Problem) {
        page.addHead()
        page.addMutes(desk.mutedParts(of: alert))
        guard let row = alert.leadRow else { return }
        let facts = AlertFacts(desk: desk, request: request, alert: alert, row: row)
        page.addLead(
            row, try facts.call().plain, share: facts.share, company: facts.company,
            facts.origin + facts.surroundings)
    }

    private func addReasons(of alert: Alert, _ report: RobotReport, to page: inout AlertPage) {
        page.add(report.reasons, score: report.score)
        if let row = alert.leadRow,
            let explanation = desk.detectors.detectors.explanation(of: row, in: alert, of: desk.trail)
        {
            page.add(explanation)
        }
        if let correlation = alert.correlation { page.add(correlation) }
        page.addRule()
    }

    /// Lines of two pages as rows of one list. What stands on the left begins a row; the right is nothing to go by.
    private static func rows(
        beside left: [AlertPage.Line], _ right: [AlertPage.Line], _ entities: [Entity]
    ) -> [Row] {
        (0..<max(left.count, right.count)).map { number in
            let lines = [left, right].map { $0.indices.contains(number) ? $0[number] : AlertPage.Line(text: "") }
            let own = lines.compactMap(\.entity).first.map { [$0] } ?? []
            var row = Row(
                key: RowKey("line \(number)"),
                cells: lines.map { TableCell($0.text, entity: $0.entity, link: $0.link) }, entities: own + entities)
            row.mute = lines[0].mute
            return row
        }
    }

    func preview(of row: RowKey, column: Int) throws(Problem) -> Preview {
        Preview(title: "alert", lines: ["Enter goes on from a line: to an event, a value, the events of a rule."])
    }
}
