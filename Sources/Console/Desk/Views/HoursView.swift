internal import Cases
internal import CloudTrail
internal import Detections
internal import Events
internal import Investigation

/// When somebody works: hours across, days down, so that a night or a Sunday out of the usual meets the eye.
struct HoursView: TrailView {
    let desk: TrailDesk
    let request: ViewRequest

    func listing(isCancelled: @Sendable () -> Bool) throws(Problem) -> Listing {
        let rows = try desk.rows(for: request, isCancelled: isCancelled)
        let counts = counts(rows)
        let days = counts.days
        let isWhole = days.isEmpty || days.count == Int(days[days.count - 1] - days[0]) + 1
        let gaps = isWhole ? "" : " · days without events left out"
        return Listing(
            columns: Self.columns, rows: HoursRows(counts, days: days, index: index),
            summary: StyledText(
                "\(who) · \(counted(rows.count, "event")) on \(counted(activeDays(counts), "day"))\(gaps) · 3h is 300, 2k 2,000, ! the alert"
            ),
            overflow: .scroll, firstColumn: firstColumn(counts), emptyText: "No event matches.")
    }

    /// Whose hours these are, as nobody may take those of a whole organisation for one person's.
    private var who: String { request.subject?.label.shortened ?? "everybody" }

    private func counts(_ rows: RowSet) -> HourCounts {
        let alert = desk.alert(request.alert) ?? desk.alerts.first
        return HourCounts(
            rows, scoped: desk.rowSet(desk.incident(for: request).scope.attackerRows),
            alerted: desk.rowSet(alert?.rows ?? []), in: index)
    }

    private func activeDays(_ counts: HourCounts) -> Int {
        Set(counts.hours.keys.map { EventTime(milliseconds: $0 * EventTime.hour) }.map(HourCounts.day)).count
    }

    /// The alert's hour, or the fullest one.
    private func firstColumn(_ counts: HourCounts) -> Int {
        let best = counts.hours.max { left, right in
            (left.value.alerted, left.value.all, right.key) < (right.value.alerted, right.value.all, left.key)
        }
        return best.map { Int(($0.key % 24 + 24) % 24) + 1 } ?? 0
    }

    /// On 80 columns a day has room to the last cell.
    private static let columns =
        [Column("day", " DAY", minimum: 6, isSortable: false)]
        + (0..<24).map { hour in
            Column(
                "\(hour)", (hour < 10 ? "0" : "") + "\(hour)", minimum: 3, fit: .trailing, isSortable: false,
                isTight: true)
        } + [Column("total", "TOTAL", minimum: 8, fit: .trailing, isSortable: false)]

    func preview(of key: RowKey, column: Int) throws(Problem) -> Preview {
        guard let day = HoursRows.day(of: key) else { throw Problem("There is no such day.") }
        let rows = try desk.rows(for: request, isCancelled: { false })
        let counts = counts(rows)
        let hour = (1...24).contains(column) ? column - 1 : nil
        let span = HoursRows.span(day: day, hour: hour)
        let own = rows.within(index.rows(from: span.start, before: span.end))
        var lines = [hour.map { usual(counts, day: day, hour: $0) } ?? StyledText(span.words)]
        if !own.isEmpty {
            lines += [
                GroupWords.calls(of: own, index), GroupWords.principals(of: own, index),
                GroupWords.addresses(of: own, index),
            ]
        }
        let count = hour.map { counts[day, $0] }
        let attacker = count.map { $0.scoped > 0 ? ", \($0.scoped.grouped) by the attacker" : "" } ?? ""
        let denied = count.map { $0.denied > 0 ? ", \($0.denied.grouped) denied" : "" } ?? ""
        return Preview(
            title: StyledText(
                "\(span.start.weekdayName) \(span.start.date)"
                    + (hour == nil ? "" : " \(span.start.clock.prefix(5)) UTC")),
            note: StyledText(counted(own.count, "event") + denied + attacker), lines: lines)
    }

    /// What the same hour holds on other days.
    private func usual(_ counts: HourCounts, day: Int64, hour: Int) -> StyledText {
        let others = counts.days.filter { $0 != day }.map { (day: $0, count: counts[$0, hour].all) }
        let active = others.filter { $0.count > 0 }
        guard let most = active.max(by: { ($0.count, $1.day) < ($1.count, $0.day) }) else {
            return StyledText("at this hour on none of \(counted(others.count, "other day"))")
        }
        let when = EventTime(milliseconds: most.day * EventTime.day).monthAndDay
        return StyledText(
            "at this hour on \(active.count.grouped) of \(counted(others.count, "other day")), at most \(most.count.grouped) on \(when)"
        )
    }
}

extension EventTime {
    private static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

    /// `Wednesday`.
    var weekdayName: String { Self.weekdays[parts.weekday] }
}

extension EventIndex {
    /// The rows from a moment on, before another.
    fileprivate func rows(from start: EventTime, before end: EventTime) -> Range<Int> {
        func first(_ time: EventTime) -> Int {
            var (low, high) = (0, count)
            while low < high {
                let middle = (low + high) / 2
                if self.time(middle) < time { low = middle + 1 } else { high = middle }
            }
            return low
        }
        return first(start)..<first(end)
    }
}
