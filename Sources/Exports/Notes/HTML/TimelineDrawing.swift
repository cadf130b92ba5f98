internal import CloudTrail
internal import Text

/// The timeline of an incident as SVG inside HTML.
struct TimelineDrawing {
    private let figure: TimelineFigure

    init(_ figure: TimelineFigure) {
        self.figure = figure
    }

    // In units of the drawing, which is as wide as its frame.
    private static let width = 1_160.0
    private static let left = 150.0
    private static let right = 24.0
    private static let laneHeight = 30.0
    private static let flagHeight = 16.0
    private static let axisHeight = 42.0
    /// About a letter of the drawing's text.
    private static let letter = 6.2

    var html: String {
        let flags = placedFlags
        let top = Double((flags.map(\.level).max() ?? -1) + 1) * Self.flagHeight + 8
        let bottom = top + Double(figure.lanes.count) * Self.laneHeight
        let height = bottom + Self.axisHeight
        var parts: [String] = []
        parts += figure.cuts.map { cut($0, top: top, bottom: bottom) }
        parts += figure.lanes.enumerated().map { number, lane in
            self.lane(lane, at: top + Double(number) * Self.laneHeight)
        }
        parts += axis(at: bottom)
        // Words stand over the poles of their neighbours.
        parts += flags.map { Self.line($0.x, $0.top, $0.x, bottom, "flag") }
        parts += flags.map(words)
        let name = "Timeline: \(figure.lanes.count) phases from \(figure.first.iso8601) to \(figure.last.iso8601)"
        return """
            <figure>
            <svg viewBox="0 0 \(Self.number(Self.width)) \(Self.number(height))" role="img" aria-labelledby="timeline-title \
            timeline-text">
            <title id="timeline-title">\(HTMLText.attribute(name))</title>
            <desc id="timeline-text">\(HTMLText.attribute(description))</desc>
            \(parts.joined(separator: "\n"))
            </svg>
            <figcaption>Each lane is a phase, each bar a call or a burst of calls: the taller, the more; hollow where none was \
            allowed. Long silences are cut short, where the ground is grey. Times are UTC.</figcaption>
            </figure>

            """
    }

    private var description: String {
        figure.lanes.map { lane in
            let first = lane.bursts.map(\.first).min()?.iso8601 ?? ""
            return "\(lane.name): \(lane.calls) calls from \(first)"
        }.joined(separator: "; ")
    }

    // MARK: Places

    private func x(_ time: EventTime) -> Double {
        Self.left + figure.place(of: time) * (Self.width - Self.left - Self.right)
    }

    /// A coordinate to a tenth: finer ones are not seen, and differ between machines.
    private static func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths.isMultiple(of: 10) ? String(tenths / 10) : "\(tenths / 10).\(abs(tenths % 10))"
    }

    private static func text(_ x: Double, _ y: Double, _ words: String, _ more: String = "") -> String {
        "<text x=\"\(number(x))\" y=\"\(number(y))\"\(more)>\(HTMLText.attribute(words))</text>"
    }

    private static func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ kind: String) -> String {
        "<line class=\"\(kind)\" x1=\"\(number(x1))\" y1=\"\(number(y1))\" x2=\"\(number(x2))\" y2=\"\(number(y2))\"/>"
    }

    private static func box(
        _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ kind: String, round: Double = 0
    ) -> String {
        """
        <rect class="\(kind)" x="\(number(x))" y="\(number(y))" width="\(number(width))" height="\(number(height))" \
        rx="\(number(round))"/>
        """
    }

    // MARK: Parts

    private func cut(_ cut: TimelineFigure.Cut, top: Double, bottom: Double) -> String {
        let (start, end) = (x(cut.from), x(cut.to))
        let words = Self.length(cut.to.milliseconds - cut.from.milliseconds)
        let isRoomy = end - start > Double(words.count) * Self.letter
        return Self.box(start, top, end - start, bottom - top, "cut")
            + (isRoomy
                ? Self.text((start + end) / 2, bottom - 5, words, " class=\"soft\" text-anchor=\"middle\"") : "")
    }

    private func lane(_ lane: TimelineFigure.Lane, at top: Double) -> String {
        let middle = top + Self.laneHeight / 2
        var parts = [
            Self.text(Self.left - 12, middle + 4, lane.name, " class=\"name\" text-anchor=\"end\""),
            Self.line(Self.left, top + Self.laneHeight, Self.width - Self.right, top + Self.laneHeight, "rule"),
        ]
        if let first = lane.bursts.map(\.first).min(), let last = lane.bursts.map(\.last).max() {
            parts.append(Self.box(x(first) - 4, middle - 10, x(last) - x(first) + 8, 20, "band", round: 4))
        }
        for dot in lane.bursts {
            // Twice as many calls make a bar as much taller again.
            let size = min(18, 6 + 2 * Double(dot.count.bitWidth - dot.count.leadingZeroBitCount - 1))
            let start = x(dot.first) - 3
            parts.append(
                Self.box(
                    start, middle - size / 2, max(6, x(dot.last) + 3 - start), size,
                    dot.isRefused ? "refused" : "done", round: 3))
        }
        return parts.joined(separator: "\n")
    }

    // MARK: Axis

    /// Steps between marks of the axis, in minutes.
    private static let steps: [Int64] = [1, 2, 5, 10, 15, 30, 60, 120, 360, 720, 1_440, 2_880, 10_080]

    /// The moments that are written at the axis: the ends of each stretch without a cut, and round ones between.
    private var ticks: [EventTime] {
        var ticks: [EventTime] = []
        func add(_ time: EventTime) {
            if let last = ticks.last, x(time) - x(last) < 44 { return }
            ticks.append(time)
        }
        let starts = [figure.first] + figure.cuts.map(\.to)
        let ends = figure.cuts.map(\.from) + [figure.last]
        for (start, end) in zip(starts, ends) {
            add(start)
            let minutes = Double(end.milliseconds - start.milliseconds) / Double(EventTime.minute)
            guard minutes > 0, x(end) - x(start) > 120 else { continue }
            let room = (x(end) - x(start)) / minutes
            guard let step = Self.steps.first(where: { Double($0) * room >= 80 }) else { continue }
            let length = step * EventTime.minute
            var moment = (start.milliseconds / length + 1) * length
            while moment <= end.milliseconds {
                add(EventTime(milliseconds: moment))
                moment += length
            }
        }
        return ticks
    }

    private func axis(at bottom: Double) -> [String] {
        var parts = [Self.line(Self.left, bottom, Self.width - Self.right, bottom, "axis")]
        var date = ""
        for tick in ticks {
            let place = x(tick)
            parts.append(Self.line(place, bottom, place, bottom + 5, "axis"))
            parts.append(
                Self.text(place, bottom + 17, String(tick.clock.prefix(5)), " text-anchor=\"middle\" class=\"soft\""))
            if tick.date != date {
                date = tick.date
                parts.append(Self.text(place, bottom + 32, date, " text-anchor=\"middle\""))
            }
        }
        return parts
    }

    /// `1 h 41 min`, `3 d 4 h`.
    private static func length(_ milliseconds: Int64) -> String {
        let minutes = milliseconds / EventTime.minute
        let (days, hours) = (minutes / 1_440, minutes / 60 % 24)
        if days > 0 { return hours > 0 ? "\(days) d \(hours) h" : "\(days) d" }
        return hours > 0 ? "\(hours) h \(minutes % 60) min" : "\(minutes) min"
    }

    // MARK: Flags

    private struct PlacedFlag {
        var flag: TimelineFigure.Flag
        var x: Double
        var words: String
        /// The line of text above the lanes, 0 for the highest.
        var level: Int
        /// Whether its text ends at the pole.
        var isLeft: Bool
        /// Where the pole begins.
        var top: Double { Double(level) * TimelineDrawing.flagHeight + 3 }
    }

    /// The flags, each on the first line on which its text has room.
    private var placedFlags: [PlacedFlag] {
        var placed: [PlacedFlag] = []
        var taken: [[ClosedRange<Double>]] = []
        for flag in figure.flags {
            let place = x(flag.time)
            let words = "\(flag.time.clock)  " + Truncation.end(Neutral.text(flag.text), to: 44)
            let length = Double(DisplayWidth.of(words)) * Self.letter + 8
            let isLeft = place + length > Self.width
            let range = isLeft ? place - length...place : place...place + length
            let level = taken.firstIndex { !$0.contains { $0.overlaps(range) } } ?? taken.count
            if level == taken.count { taken.append([]) }
            taken[level].append(range)
            placed.append(PlacedFlag(flag: flag, x: place, words: words, level: level, isLeft: isLeft))
        }
        return placed
    }

    private func words(_ placed: PlacedFlag) -> String {
        Self.text(
            placed.x + (placed.isLeft ? -5 : 5), placed.top + 9, placed.words,
            " class=\"flagged\" text-anchor=\"\(placed.isLeft ? "end" : "start")\"")
    }
}
