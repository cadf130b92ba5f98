internal import Cases
internal import CloudTrail
internal import Events

/// A row for each day, a cell for each hour: its number of events, above 99 in hundreds or thousands.
struct HoursRows: RowSource {
    private let counts: HourCounts
    private let days: [Int64]
    private let index: EventIndex

    init(_ counts: HourCounts, days: [Int64], index: EventIndex) {
        self.counts = counts
        self.days = days
        self.index = index
    }

    var count: Int { days.count }

    func row(at number: Int) -> Row {
        let day = days[number]
        let time = EventTime(milliseconds: day * EventTime.day)
        let hours = (0..<24).map { counts[day, $0] }
        let total = hours.reduce(0) { $0 + $1.all }
        let whole = Link.span(Self.span(day: day, hour: nil))
        var traits: RowTraits = []
        if hours.contains(where: { $0.denied > 0 }) { traits.insert(.failed) }
        if hours.contains(where: { $0.alerted > 0 }) { traits.insert(.alerted) }
        return Row(
            key: RowKey(time.date),
            cells: [TableCell(" " + time.monthAndDay, link: whole)]
                + hours.enumerated().map { hour, count in
                    TableCell(
                        Self.text(count), link: .span(Self.span(day: day, hour: hour)), role: Self.role(count))
                } + [TableCell(total == 0 ? "" : total.grouped, link: whole)],
            role: total == 0 ? .uiDim : .uiText, sign: time.weekdayName.unicodeScalars.first, traits: traits,
            time: time)
    }

    /// `  ·`, ` 12`, `! 3`, `!1h`. A cell has room for two signs beside that of the alert: above 99 it counts
    /// hundreds or thousands, rounded down; all of the number is in the preview.
    private static func text(_ count: HourCounts.Count) -> String {
        let number: String
        switch count.all {
        case 0: number = "·"
        case ..<100: number = String(count.all)
        case ..<1_000: number = "\(count.all / 100)h"
        case ..<10_000: number = "\(count.all / 1_000)k"
        default: number = "9k"
        }
        return (count.alerted > 0 ? "!" : " ") + String(repeating: " ", count: 2 - number.count) + number
    }

    private static func role(_ count: HourCounts.Count) -> Role {
        if count.all == 0 { return .attackNone }
        if count.alerted > 0 || count.scoped > 0 { return .attackConfirmed }
        if count.denied * 2 > count.all { return .outcomeDenied }
        return .uiText
    }

    /// A day of the trail, or one of its hours.
    static func span(day: Int64, hour: Int?) -> TimeSpan {
        let midnight = EventTime(milliseconds: day * EventTime.day)
        guard let hour else { return TimeSpan(start: midnight, end: midnight.advanced(byMilliseconds: EventTime.day)) }
        let start = midnight.advanced(byMilliseconds: Int64(hour) * EventTime.hour)
        return TimeSpan(start: start, end: start.advanced(byMilliseconds: EventTime.hour))
    }

    /// The day that a row is about, since 1970.
    static func day(of key: RowKey) -> Int64? { EventTime(key.text).map(HourCounts.day) }

    func index(of key: RowKey) -> Int? { Self.day(of: key).flatMap(position) }

    func index(about entity: Entity) -> Int? {
        guard entity.kind == .event, let row = entity.value.flatMap({ index.row(of: RowKey($0)) }) else { return nil }
        return position(HourCounts.day(of: index.time(row)))
    }

    func index(at time: EventTime, forward: Bool) -> Int? {
        TimeOrder.ascending.index(at: time, forward: forward, among: count) {
            EventTime(milliseconds: days[$0] * EventTime.day)
        }
    }

    private func position(_ day: Int64) -> Int? {
        let place = days.partitioningIndex { $0 >= day }
        return place < days.count && days[place] == day ? place : nil
    }
}

extension Array {
    /// The first place from which on a condition holds, in an array whose front does not meet it.
    fileprivate func partitioningIndex(where isBehind: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
