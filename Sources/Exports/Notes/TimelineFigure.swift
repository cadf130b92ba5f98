public import CloudTrail
internal import Detections
internal import Events
internal import Investigation
internal import Records

/// The calls of an incident on an axis of time, a lane for each phase.
///
/// Silences are cut short, as everybody does who draws a night on a page: between two calls lies their distance in time, but
/// never more than a fortieth of the whole, and no less than five minutes.
public struct TimelineFigure: Hashable, Sendable {
    public struct Lane: Hashable, Sendable {
        public var name: String
        public var calls: Int
        public var bursts: [Dot]
    }

    /// A call, or a burst of them.
    public struct Dot: Hashable, Sendable {
        public var first: EventTime
        public var last: EventTime
        public var count: Int
        /// Whether none of them was allowed.
        public var isRefused: Bool
    }

    /// Something to be pointed at.
    public struct Flag: Hashable, Sendable {
        public var time: EventTime
        /// The text of the log may be in it.
        public var text: String
    }

    /// A stretch of time without a call that is drawn shorter than it is.
    public struct Cut: Hashable, Sendable {
        public var from: EventTime
        public var to: EventTime
    }

    /// By the first call.
    public var lanes: [Lane]
    /// In time order.
    public var flags: [Flag]
    public var cuts: [Cut]
    public var first: EventTime
    public var last: EventTime

    /// Where times lie, from 0 to 1: pairs in time order, straight between them.
    private let stops: [Stop]

    private struct Stop: Hashable, Sendable {
        var time: EventTime
        var place: Double
    }

    /// More lanes or flags than these cannot be told apart.
    private static let mostLanes = 14
    private static let mostFlags = 8

    /// Nil without phases.
    init?(_ exported: ExportedCase) {
        let found = exported.investigation
        let index = exported.trail.index
        let rows = Set(found.phases.flatMap(\.rows)).sorted()
        guard let firstRow = rows.first, let lastRow = rows.last else { return nil }
        lanes = found.phases.prefix(Self.mostLanes).map { phase in
            Lane(
                name: phase.name, calls: phase.rows.count,
                bursts: Burst.fold(phase.rows, in: index).map { burst in
                    Dot(
                        first: index.time(burst.first), last: index.time(burst.last), count: burst.rows.count,
                        isRefused: burst.ok == 0)
                })
        }
        first = index.time(firstRow)
        last = index.time(lastRow)
        flags = Self.flags(found)
        let times = Set(rows.map { index.times[$0] } + flags.map(\.time.milliseconds)).sorted()
        let longest = max(5 * EventTime.minute, (times[times.count - 1] - times[0]) / 40)
        var reached: Int64 = 0
        var stops: [(time: Int64, place: Int64)] = [(times[0], 0)]
        var cuts: [Cut] = []
        for (before, now) in zip(times, times.dropFirst()) {
            if now - before > longest {
                cuts.append(Cut(from: EventTime(milliseconds: before), to: EventTime(milliseconds: now)))
            }
            reached += min(now - before, longest)
            stops.append((now, reached))
        }
        self.cuts = cuts
        let whole = Double(max(1, reached))
        self.stops = stops.map { Stop(time: EventTime(milliseconds: $0.time), place: Double($0.place) / whole) }
    }

    /// The lead alert, and what decides.
    private static func flags(_ found: Investigation) -> [Flag] {
        let index = found.trail.index
        var flags: [Flag] = []
        func add(_ row: Int?, _ text: String) {
            guard let row, !flags.contains(where: { $0.time == index.time(row) }) else { return }
            flags.append(Flag(time: index.time(row), text: text))
        }
        add(found.scope.attackerRows.first, "first call")
        if let row = found.lead?.leadRow, found.scope.attackerRows.contains(row) {
            add(row, "alert: \(index.text(.name, row) ?? "")")
        }
        for pattern in found.patterns {
            switch pattern.kind {
            case .pivotKey: add(pattern.rows.first, "first change: \(index.text(.name, pattern.rows[0]) ?? "")")
            case .shellAccess: add(pattern.rows.first, "probable shell access")
            case .openingBurst, .keyPairLaunch, .sweep, .toolSignature: continue
            }
        }
        for change in found.changes.prefix(mostFlags) {
            add(change.row, "\(change.kind.words) \(change.id)")
        }
        return flags.prefix(mostFlags).sorted { $0.time < $1.time }
    }

    /// Where a moment lies, from 0 to 1.
    ///
    /// - Complexity: a binary search.
    public func place(of time: EventTime) -> Double {
        var after = 0
        var rest = stops.count
        // The first stop that is not before the moment.
        while after < rest {
            let middle = (after + rest) / 2
            if stops[middle].time < time { after = middle + 1 } else { rest = middle }
        }
        guard after < stops.count else { return 1 }
        let end = stops[after]
        guard after > 0, end.time > time else { return end.place }
        let start = stops[after - 1]
        let length = Double(end.time.milliseconds - start.time.milliseconds)
        let share = Double(time.milliseconds - start.time.milliseconds) / length
        return start.place + share * (end.place - start.place)
    }
}
