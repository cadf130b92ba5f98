internal import CloudTrail
internal import JSON

/// The reading of one region's event history.
struct LookupReading: Sendable {
    /// Asks in the region.
    let aws: AWSCommandLine
    let question: LookupQuestion
    /// Where windows lie.
    let folder: String
    let pages: LookupPages
    let now: EventTime
    let clock: @Sendable () -> ContinuousClock.Instant
    let sleep: @Sendable (Duration) async throws -> Void
    /// Called with how many more events have come.
    let arrived: @Sendable (Int) -> Void

    private let events = Counter()

    func summary(of windows: [LookupWindow], _ region: String) async throws(FetchProblem) -> FetchSummary {
        var summary = try await read(windows, region)
        summary.regions = [region]
        summary.fetched = events.add(0)
        return summary
    }

    private func read(_ windows: [LookupWindow], _ region: String) async throws(FetchProblem) -> FetchSummary {
        var summary = FetchSummary()
        for window in windows {
            do {
                if try await !read(window) { summary.partsHere += 1 }
            } catch {
                switch error {
                case .local(let problem): throw problem
                case .aws(let failure):
                    guard failure.kind != .cancelled else {
                        summary.isCancelled = true
                        return summary
                    }
                    summary.losses.append(
                        FetchLoss(name: "\(region) from \(window.from.iso8601)", reason: failure.description))
                    // What is denied or unknown here stays so.
                    summary.failure = failure.isFinal ? failure : nil
                    return summary
                }
            }
        }
        return summary
    }

    /// Brings the pages of a window that are not here.
    ///
    /// - Returns: whether anything had to be asked.
    private func read(_ window: LookupWindow) async throws(FetchFailure) -> Bool {
        let name = folder + "/" + window.name
        var state = await pages.state(of: name)
        if let known = state, known.token == nil {
            if known.isSettled { return false }
            // Events may have come late.
            state = nil
        }
        if state == nil { try await local { () async throws(FetchProblem) in try await pages.discard(name) } }
        do throws(FetchFailure) {
            try await read(window, name, from: state ?? LookupPages.State())
        } catch .aws(let failure) where state != nil && failure.isOfToken {
            // The token that was kept holds no longer: the window is read anew.
            try await local { () async throws(FetchProblem) in try await pages.discard(name) }
            try await read(window, name, from: LookupPages.State())
        }
        return true
    }

    private func read(
        _ window: LookupWindow, _ name: String, from start: LookupPages.State
    ) async throws(FetchFailure) {
        var (window, state) = (window, start)
        window.to = start.to ?? window.to
        state.to = window.to
        repeat {
            let begin = clock()
            let page: (value: JSONValue, bytes: [UInt8])
            do throws(AWSFailure) {
                page = try await aws.answer(question.words(window, token: state.token))
            } catch {
                throw .aws(error)
            }
            let count = page.value["Events"]?.arrayValue?.count ?? 0
            state.pages += 1
            state.events += count
            state.token = page.value["NextToken"]?.stringValue
            state.isSettled = state.token == nil && window.isSettled(askedAt: now)
            let now = state
            try await local { () async throws(FetchProblem) in try await pages.add(page.bytes, now, to: name) }
            _ = events.add(count)
            arrived(count)
            let rest = LookupFetch.interval - begin.duration(to: clock())
            if rest > .zero { try? await sleep(rest) }
        } while state.token != nil
    }

    private func local(_ work: () async throws(FetchProblem) -> Void) async throws(FetchFailure) {
        do throws(FetchProblem) {
            try await work()
        } catch {
            throw .local(error)
        }
    }
}

extension AWSFailure {
    /// Whether AWS does not know the page that was asked for.
    var isOfToken: Bool {
        if case .other(let code?, _) = kind { code.hasPrefix("InvalidNextToken") } else { false }
    }
}
