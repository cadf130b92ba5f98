internal import CloudTrail

/// Events over time: an axis, bars for all, and on tall screens bars for what was denied. On low ones a bar of which more
/// than half was denied is drawn in a role of its own, and hatched.
struct HistogramStrip {
    private let histogram: Histogram
    private let current: EventTime?

    private let step: TimeStep
    private let selection: SpanSelection?

    /// - Parameters:
    ///   - current: the moment of the row under the cursor, whose bar is marked.
    ///   - step: how far one step in time leads.
    ///   - selection: the stretch that is being selected.
    init(_ histogram: Histogram, current: EventTime?, step: TimeStep, selection: SpanSelection? = nil) {
        self.histogram = histogram
        self.current = current
        self.step = step
        self.selection = selection
    }

    func draw(on screen: inout Screen, in region: Region, isPlain: Bool) {
        guard region.rows > 0 else { return }
        if isPlain { return drawWords(on: &screen, in: region) }
        let margin = TableLayout.gutter
        let width = Self.barCount(columns: region.columns)
        let shown = histogram.fitting(width)
        let most = max(1, shown.buckets.map(\.count).max() ?? 0)
        drawAxis(shown, on: &screen, at: Point(column: margin, row: region.top), width: width)
        let hasOwnRow = region.rows > 2
        let selected = selection?.bars(in: shown)
        let marked = selection.map { shown.nearest(to: $0.cursor) } ?? current.flatMap { shown.index(of: $0) }
        for (index, bucket) in shown.buckets.enumerated() {
            let isMarked = selected?.contains(index) ?? (index == marked)
            let isDenied = !hasOwnRow && bucket.denied * 2 > bucket.count
            let role = isDenied ? Role.histDenied : .histBar
            let sign = isDenied ? "▓" : Sparkline.bar(bucket.count, most: most)
            let paint = Paint(role, over: isMarked ? .histBarSel : nil)
            screen.fill(sign, at: margin + index, row: region.top + 1, count: 1, paint: paint)
            if hasOwnRow {
                let sign = Sparkline.bar(bucket.denied, most: most)
                screen.fill(sign, at: margin + index, row: region.top + 2, count: 1, paint: Paint(.histDenied))
            }
        }
        if let selected { drawEnds(selected, on: &screen, at: Point(column: margin, row: region.top)) }
        if let marked, selected != nil { screen.cursor = Point(column: margin + marked, row: region.top + 1) }
        let here = marked.map { shown.buckets[$0].count }
        drawLegend(shown, here: here, most: most, hasOwnRow, on: &screen, in: region)
    }

    /// What the bars would show, for who has them read aloud.
    private func drawWords(on screen: inout Screen, in region: Region) {
        let shown = histogram.fitting(Self.barCount(columns: region.columns))
        let buckets = shown.buckets
        let most = buckets.indices.max { (buckets[$0].count, $1) < (buckets[$1].count, $0) }
        let peak = most.map { index in
            ", most \(buckets[index].count.grouped) from \(shown.start(of: index).minuteWords)"
        }
        let marked = selection.map { shown.nearest(to: $0.cursor) } ?? current.flatMap { shown.index(of: $0) }
        let here = marked.map { "\(buckets[$0].count.grouped), \(buckets[$0].denied.grouped) denied" } ?? "-"
        let lines = [
            "events by \(EventTime.words(forLength: shown.step)): \(buckets.count.grouped) bars from "
                + shown.start.minuteWords + (peak ?? ""),
            "here \(here); step \(step.words); denied in all "
                + buckets.reduce(0) { $0 + $1.denied }.grouped,
        ]
        for (row, line) in lines.prefix(region.rows).enumerated() {
            let point = Point(column: TableLayout.gutter, row: region.top + row)
            screen.write(StyledText(line, .histAxis), at: point, width: region.columns - TableLayout.gutter)
        }
        if marked != nil, selection != nil {
            screen.cursor = Point(column: TableLayout.gutter, row: region.top + min(1, region.rows - 1))
        }
    }

    /// How many bars a screen of that width has room for.
    static func barCount(columns: Int) -> Int { columns - TableLayout.gutter - legendWidth(columns: columns) }

    private static func legendWidth(columns: Int) -> Int { columns < 110 ? 22 : 36 }

    /// A label wherever there is room, at the bucket that it names.
    private func drawAxis(_ shown: Histogram, on screen: inout Screen, at point: Point, width: Int) {
        let isLong = shown.step * Int64(shown.buckets.count) > 2 * EventTime.day
        let label = isLong ? 12 : 8
        for index in stride(from: 0, to: min(shown.buckets.count, max(0, width - label)) + 1, by: label) {
            let time = shown.start.advanced(byMilliseconds: shown.step * Int64(index))
            let text = isLong ? time.monthAndDay : String(time.clock.prefix(5))
            screen.write(
                StyledText(text, .histAxis), at: Point(column: point.column + index, row: point.row), width: label - 1)
        }
    }

    /// The stretch as a bracket on the axis: its bars are marked by colour, or by nothing on some terminals.
    private func drawEnds(_ bars: ClosedRange<Int>, on screen: inout Screen, at point: Point) {
        let paint = Paint(.uiStrong)
        screen.fill("-", at: point.column + bars.lowerBound, row: point.row, count: bars.count, paint: paint)
        if bars.count == 1 {
            screen.fill("v", at: point.column + bars.lowerBound, row: point.row, count: 1, paint: paint)
        } else {
            screen.fill("[", at: point.column + bars.lowerBound, row: point.row, count: 1, paint: paint)
            screen.fill("]", at: point.column + bars.upperBound, row: point.row, count: 1, paint: paint)
        }
    }

    private func drawLegend(
        _ shown: Histogram, here: Int?, most: Int, _ hasOwnRow: Bool, on screen: inout Screen, in region: Region
    ) {
        let legend = Self.legendWidth(columns: region.columns)
        let left = region.right - legend + 1
        func write(_ text: String, _ row: Int, _ role: Role) {
            let point = Point(column: left, row: region.top + row)
            screen.write(StyledText(text, role), at: point, width: legend - 2, fit: .trailing)
        }
        let denied = shown.buckets.reduce(0) { $0 + $1.denied }
        let hatch = denied > 0 && !hasOwnRow ? "▓ denied, " : ""
        write("\(hatch)\(EventTime.words(forLength: shown.step)) a bar", 0, .histAxis)
        let scale = legend > 22 ? ", most \(most.grouped)" : ""
        write("step \(step.words), here \(here?.grouped ?? "-")\(scale)", 1, .histAxis)
        if hasOwnRow { write("denied \(denied.grouped)", 2, .histDenied) }
    }
}

extension EventTime {
    /// `05-06 08:50`.
    fileprivate var minuteWords: String { "\(monthAndDay) \(clock.prefix(5))" }
}
