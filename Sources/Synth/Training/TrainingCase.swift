import CloudTrail

/// A story in the trail of a company that goes about its work.
///
/// The story is the same whatever number of events is asked for; ordinary traffic fills up to that number. Days are made
/// and written one after the other, so that memory does not grow with the trail.
struct TrainingCase {
    let company: Company
    /// Everything that has to be in the trail, whatever its size, in order of time.
    let story: [Record]
    let findings: [Findings.Export]
    let truth: Truth

    init(_ company: Company, logs: [Logbook], findings: [Findings.Export] = [], truth: Truth) {
        self.company = company
        story = logs.flatMap(\.records).sortedByTime()
        self.findings = findings
        self.truth = truth
    }

    func write(_ options: TrailOptions) throws(SynthError) -> TrailSummary {
        try options.prepare(minimum: story.count)
        var writer = TrailWriter(root: options.path, level: 9)
        let background = Background(company: company)
        let ordinary = options.events - story.count
        let days = company.calendar.days
        let weight = days.reduce(0) { $0 + $1.weight }
        var told = story[...]
        var weightBefore = 0
        for day in days {
            let before = ordinary * weightBefore / weight
            weightBefore += day.weight
            let share = ordinary * weightBefore / weight - before
            let storyOfDay = told.prefix { $0.time < day.end }
            told = told.dropFirst(storyOfDay.count)
            let records = (background.fill(day, events: share) + storyOfDay).sortedByTime()
            try write(records, of: day, seed: options.seed, with: &writer)
        }
        for export in findings {
            try writer.write(
                findings: export.findings, account: export.account, region: export.region, exported: export.time,
                token: export.token)
        }
        try writer.write(truth.file(of: options.scenario))
        return writer.summary
    }

    /// A day of one account and region goes into files of at most this many events.
    private static let eventsPerFile = 250

    private func write(
        _ records: [Record], of day: Calendar.Day, seed: UInt64, with writer: inout TrailWriter
    ) throws(SynthError) {
        var random = SplitMix64(seed: seed, stream: "files", day.index)
        for place in company.places {
            let here = records.filter { $0.account == place.account && $0.region == place.region }
            for start in stride(from: 0, to: here.count, by: Self.eventsPerFile) {
                let part = Array(here[start..<min(start + Self.eventsPerFile, here.count)])
                // Delivered within five minutes of its last event, but filed under the day of its events.
                let delivered = min(part[part.count - 1].time.adding(seconds: 300), day.end.adding(seconds: -1))
                try writer.write(
                    part, account: place.account, region: place.region, delivered: delivered,
                    token: random.letters(16))
            }
        }
    }
}

extension Array where Element == Record {
    /// In order of time; of the same second, in the order in which they were made.
    func sortedByTime() -> [Record] {
        enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(\.element)
    }
}

extension Company {
    /// One part of a story, with random numbers of its own, so that it can grow without moving another.
    func log(_ stream: StaticString, _ tell: (inout Logbook) -> Void) -> Logbook {
        var log = Logbook(
            from: calendar.start, to: calendar.end, form: form, random: SplitMix64(seed: seed, stream: stream))
        tell(&log)
        return log
    }

    /// The company of a scenario in which nothing of another's is left: other keys, other names of things.
    init(of scenario: StaticString, seed: UInt64, calendar: Calendar) {
        var random = SplitMix64(seed: seed, stream: scenario)
        self.init(seed: random.next(), form: .of2024, calendar: calendar)
    }
}
