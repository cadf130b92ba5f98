public import CloudTrail
internal import Events
internal import Ingest
public import Records

extension Coverage {
    /// Judges how much of an incident's time the trail holds. Without an incident the whole trail is the window.
    ///
    /// - Parameter baselineDays: how far back answers about "before" look.
    /// - Complexity: a pass over the trail's times; only calls that change trails are read again.
    public init(of scope: Scope, in trail: Trail, baselineDays: Int = 30) {
        self.init(from: scope.onset?.time, in: trail, baselineDays: baselineDays)
    }

    /// The same for a window that begins at a moment and ends with the trail.
    public init(from onset: EventTime?, in trail: Trail, baselineDays: Int = 30) {
        let index = trail.index
        guard let span = index.span else {
            self.init(
                grade: .broken, reasons: ["the trail has no events"], from: nil, to: nil, historyDays: 0, accounts: [],
                regions: [], gaps: [])
            return
        }
        let judge = CoverageJudge(trail, from: onset ?? span.lowerBound, span: span, baselineDays: baselineDays)
        var findings = CoverageJudge.Findings()
        judge.judgeChanges(&findings)
        judge.judgeDoubts(&findings)
        judge.judgeSources(&findings)
        let touching = judge.judgeGaps(trail.gaps, &findings)
        // Where there is no incident there is nothing before it; how long the trail is says what can be judged.
        let before = onset ?? span.upperBound
        let days = Int((before.milliseconds - span.lowerBound.milliseconds) / EventTime.day)
        if days < baselineDays {
            findings.add(
                .shortBaseline,
                "the trail reaches back \(Wording.counted(max(0, days), "day")), not \(baselineDays)")
        }
        let all = RowSet.all(of: index.count)
        self.init(
            grade: findings.grade, reasons: findings.reasons, from: onset ?? span.lowerBound, to: span.upperBound,
            historyDays: max(0, days), accounts: index.values(.account, in: all),
            regions: index.values(.region, in: all), gaps: touching)
    }
}

/// Looks for what a trail lacks in the window and in the baseline before it.
private struct CoverageJudge {
    /// The worst grade found, and all reasons, those of the worst first.
    struct Findings {
        private var found: [(grade: Coverage.Grade, reason: String)] = []

        var grade: Coverage.Grade { found.map(\.grade).max() ?? .complete }

        var reasons: [String] {
            [Coverage.Grade.broken, .gaps, .shortBaseline].flatMap { grade in
                found.filter { $0.grade == grade }.map(\.reason)
            }
        }

        mutating func add(_ grade: Coverage.Grade, _ reason: String) { found.append((grade, reason)) }
    }

    private let trail: Trail
    private let window: EventTime
    private let end: EventTime
    private let baseline: EventTime

    /// A baseline beyond this many days asks for more than trails hold.
    private static let mostDays = 36_500

    init(_ trail: Trail, from window: EventTime, span: ClosedRange<EventTime>, baselineDays: Int) {
        self.trail = trail
        self.window = window
        end = span.upperBound
        baseline = window.advanced(byMilliseconds: -Int64(min(max(baselineDays, 0), Self.mostDays)) * EventTime.day)
    }

    /// Trails that were stopped, or made to record less.
    func judgeChanges(_ findings: inout Findings) {
        let index = trail.index
        for change in TrailChange.all(among: index.rows(from: window, to: nil), in: trail) {
            findings.add(.broken, change.text)
        }
        for change in TrailChange.all(among: index.rows(from: baseline, to: window), in: trail) {
            findings.add(.shortBaseline, "before the window: " + change.text)
        }
    }

    /// Gaps that touch the window or the baseline, by the time they begin, then account and region.
    func judgeGaps(_ all: [Gap], _ findings: inout Findings) -> [Gap] {
        let touching = all.filter { $0.to > baseline && $0.from <= end }
        for gap in touching {
            let place = gap.region.map { "\($0) in \(gap.account)" } ?? gap.account
            let text = "\(place), \(Wording.span(gap.from, gap.to)): \(gap.reason)"
            // What ends with the trail does not end before the window, though the window be a moment.
            if gap.to <= window, gap.to < end {
                findings.add(.shortBaseline, "before the window: " + text)
            } else if gap.kind == .silence {
                findings.add(.gaps, text)
            } else if gap.from < window {
                // Stops within the window are told as changes.
                findings.add(.broken, text)
            }
        }
        return touching
    }

    // MARK: What was not read

    func judgeSources(_ findings: inout Findings) {
        let report = trail.report
        if report.stop != nil { findings.add(.broken, "reading ended before everything was read") }
        if let first = report.missingPaths.first {
            findings.add(
                .broken,
                Self.told(
                    report.missingPaths.count, "path that was asked for is", "paths that were asked for are", "missing",
                    first))
        }
        var worst: [Coverage.Grade: [Rejection]] = [:]
        for rejection in report.rejections {
            let most: Coverage.Grade = rejection.record == nil ? .broken : .gaps
            if let grade = grade(of: rejection.path, worst: most) { worst[grade, default: []].append(rejection) }
        }
        for (grade, rejections) in worst.sorted(by: { $0.key > $1.key }) {
            let sources = rejections.filter { $0.record == nil }
            let records = rejections.filter { $0.record != nil }
            let when = grade == .shortBaseline ? "before the window: " : ""
            if let first = sources.first {
                let what = "\(first.path): \(first.reason)"
                findings.add(grade, when + Self.told(sources.count, "source", "sources", "could not be read", what))
            }
            if let first = records.first {
                findings.add(
                    grade, when + Self.told(records.count, "record", "records", "could not be read", first.path))
            }
        }
    }

    // MARK: What is known against sources

    func judgeDoubts(_ findings: inout Findings) {
        for kind in SourceDoubt.Kind.allCases {
            let doubts = trail.doubts.filter { $0.kind == kind }.compactMap { doubt in
                grade(of: doubt).map { (grade: $0, path: doubt.path) }
            }
            for grade in [Coverage.Grade.broken, .shortBaseline] {
                let paths = doubts.filter { $0.grade == grade }.map(\.path)
                guard let first = paths.first else { continue }
                let (one, many) = Self.words(of: kind)
                let when = grade == .shortBaseline ? "before the window: " : ""
                findings.add(grade, when + Self.told(paths.count, one, many, "", first))
            }
        }
    }

    private static func words(of kind: SourceDoubt.Kind) -> (one: String, many: String) {
        switch kind {
        case .changed:
            ("source is not as the case first read it", "sources are not as the case first read them")
        case .missing: ("source that the case has read is missing", "sources that the case has read are missing")
        case .unread: ("source that the case has read was left out", "sources that the case has read were left out")
        case .contradicted:
            ("file is contradicted by CloudTrail's digests", "files are contradicted by CloudTrail's digests")
        }
    }

    /// By the time of the source's events, else by that in its name.
    private func grade(of doubt: SourceDoubt) -> Coverage.Grade? {
        guard let span = doubt.span else { return grade(of: doubt.path, worst: .broken) }
        if span.upperBound < baseline { return nil }
        return span.upperBound < window ? .shortBaseline : .broken
    }

    private static func told(_ count: Int, _ one: String, _ many: String, _ what: String, _ first: String) -> String {
        let what = what.isEmpty ? "" : " " + what
        return count == 1
            ? "1 \(one)\(what): \(first)" : "\(count) \(many)\(what), the first of them \(first)"
    }

    /// What a source or record that could not be read takes away, by the time in the name that CloudTrail gives files.
    /// Of other names the time is not known: they may hold the window.
    private func grade(of path: String, worst: Coverage.Grade) -> Coverage.Grade? {
        guard let delivered = LogFileName.time(in: path) else { return worst }
        if delivered.milliseconds < baseline.milliseconds { return nil }
        return delivered.milliseconds < window.milliseconds ? .shortBaseline : worst
    }
}

/// The names that CloudTrail gives its files: `ACCOUNT_CloudTrail_REGION_YYYYMMDDTHHMMZ_UNIQUE.json.gz`.
/// Source: the CloudTrail user guide, "CloudTrail log file name format".
enum LogFileName {
    /// The moment of delivery; nil where the name has none.
    static func time(in path: String) -> EventTime? {
        for part in path.split(separator: "_").reversed() where part.utf8.count == 14 {
            let bytes = Array(part.utf8)
            guard bytes[8] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: "Z") else { continue }
            func number(_ range: Range<Int>) -> Int? { Int(String(decoding: bytes[range], as: UTF8.self)) }
            guard let year = number(0..<4), let month = number(4..<6), let day = number(6..<8),
                let hour = number(9..<11), let minute = number(11..<13)
            else { continue }
            if let time = EventTime(year: year, month: month, day: day, hour: hour, minute: minute) { return time }
        }
        return nil
    }
}
