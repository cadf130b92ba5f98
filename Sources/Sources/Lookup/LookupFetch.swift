public import CloudTrail

/// Brings the event history of an account to a folder: management events of the last 90 days, region by region.
public struct LookupFetch: Sendable {
    public var aws: AWSCommandLine
    /// Empty for the region that the CLI would ask; `all` for every region that the account uses.
    public var regions: [String]
    public var from: EventTime?
    public var to: EventTime?
    public var attribute: LookupAttribute?
    /// Whether Insights events are meant, in place of management events.
    public var isInsight: Bool
    public var folder: FetchFolder
    /// So many regions at a time.
    public var width: Int
    /// When it is.
    public var now: EventTime
    /// The variables of the program, in which a region may be named.
    public var environment: [String: String]
    /// By what the time between two calls in a region is told.
    public var clock: @Sendable () -> ContinuousClock.Instant = { .now }
    /// Waits, between two calls in a region.
    public var sleep: @Sendable (Duration) async throws -> Void

    public init(
        aws: AWSCommandLine, regions: [String] = [], from: EventTime? = nil, to: EventTime? = nil,
        attribute: LookupAttribute? = nil, isInsight: Bool = false, folder: FetchFolder, width: Int = 4, now: EventTime,
        environment: [String: String] = [:],
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        self.aws = aws
        self.regions = regions
        self.from = from
        self.to = to
        self.attribute = attribute
        self.isInsight = isInsight
        self.folder = folder
        self.width = width
        self.now = now
        self.environment = environment
        self.sleep = sleep
    }

    /// AWS allows two calls a second for each account and region.
    /// Source: LookupEvents in the CloudTrail API reference.
    static let interval = Duration.milliseconds(500)

    var question: LookupQuestion { LookupQuestion(attribute: attribute, isInsight: isInsight) }

    /// The first moment that the event history can hold, at the beginning of its day.
    private var earliest: EventTime {
        now.advanced(byMilliseconds: -LookupWindow.reach).floored(toMultipleOf: EventTime.day)
    }

    /// What is asked for, in parts.
    var windows: [LookupWindow] {
        LookupWindow.windows(from: max(from ?? earliest, earliest), to: to, now: now)
    }

    /// What of the wish cannot be.
    private var notes: [String] {
        guard let from, from < earliest else { return [] }
        return ["the event history reaches back 90 days: asked from \(earliest.iso8601) on, not \(from.iso8601)"]
    }

    /// Whether the event history can hold anything of the time that is asked for.
    public var hasTime: Bool { !windows.isEmpty }

    /// Brings what is missing.
    ///
    /// When the task is cancelled the CLI is ended and the summary says so; the next run goes on behind the last page.
    ///
    /// - Throws: where nothing can be found out, or nothing can be written.
    public func run(
        progress: @escaping @Sendable (FetchProgress) -> Void = { _ in }
    ) async throws(FetchFailure) -> FetchSummary {
        let (lock, pages) = try ready()
        defer { withExtendedLifetime(lock) {} }
        let place: AWSPlace
        do throws(AWSFailure) {
            place = try await AWSPlace.find(regions, aws, environment: environment)
        } catch {
            throw .aws(error)
        }
        let count = Counter()
        let windows = windows
        var summary = FetchSummary()
        summary.notes = notes
        do throws(FetchProblem) {
            let parts = try await inParallel(place.regions, width: width) { region throws(FetchProblem) in
                let reading = LookupReading(
                    aws: aws.asking(region: region), question: question,
                    folder: "lookup/\(place.account)/\(region)/\(question.folder)", pages: pages, now: now,
                    clock: clock, sleep: sleep
                ) { more in
                    progress(FetchProgress(phase: .fetching, done: count.add(more)))
                }
                return try await reading.summary(of: windows, region)
            }
            for part in parts { summary.add(part) }
            try await pages.finish()
        } catch {
            throw .local(error)
        }
        summary.isCancelled = summary.isCancelled || Task.isCancelled
        return summary
    }

    private func ready() throws(FetchFailure) -> (FetchLock, LookupPages) {
        do throws(FetchProblem) {
            try folder.prepare()
            return (try FetchLock(folder), try LookupPages(folder: folder))
        } catch {
            throw .local(error)
        }
    }

    /// What ``run(progress:)`` would run.
    public var plan: FetchPlan {
        var plan = FetchPlan()
        for note in notes { plan.note(note) }
        plan.note("The account is found out" + (regions.contains("all") ? ", and its regions:" : ":"))
        if regions.contains("all") { plan.run(aws.jsonCommand(AWSPlace.regionsWords)) }
        plan.run(aws.jsonCommand(AWSPlace.identityWords))
        let names = regions.isEmpty || regions.contains("all") ? ["REGION"] : regions
        for region in names {
            plan.note("Page by page, two calls a second at most; --next-token is what the page before says:")
            for window in windows {
                plan.run(aws.asking(region: region).jsonCommand(question.words(window, token: nil)))
            }
        }
        return plan
    }
}
