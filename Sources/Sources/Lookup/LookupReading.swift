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
    let sleep: @Sendable (Duration) async throws -> Void
    /// Called with how many more events have come.
    let arrived: @Sendable (Int) -> Void

    func summary(of windows: [LookupWindow], _ region: String) async throws(FetchProblem) -> FetchSummary {
        var summary = FetchSummary()
        summary.regions = [region]
        for window in windows {
            do {
                if let events = try await read(window) { summary.fetched += events } else { summary.partsHere += 1 }
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
    /// - Returns: how many events came; nil where nothing had to be asked.
    private func read(_ window: LookupWindow) async throws(FetchFailure) -> Int? {
        let name = folder + "/" + window.name
        var state = await pages.state(of: name)
        if let known = state, known.token == nil {
            if known.isSettled { return nil }
            // Events may have come late.
            state = nil
        }
        if state == nil { try await local { () async throws(FetchProblem) in try await pages.discard(name) } }
        do throws(FetchFailure) {
            return try await read(window, name, from: state ?? LookupPages.State())
        } catch .aws(let failure) where state != nil && failure.isOfToken {
            // The token that was kept holds no longer: the window is read anew.
            try await local { () async throws(FetchProblem) in try await pages.discard(name) }
            return try await read(window, name, from: LookupPages.State())
        }
    }

    private func read(
        _ window: LookupWindow, _ name: String, from start: LookupPages.State
    ) async throws(FetchFailure) -> Int {
        var state = start
        repeat {
            let begin = ContinuousClock.now
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
            arrived(count)
            let rest = LookupFetch.interval - begin.duration(to: .now)
            if rest > .zero { try? await sleep(rest) }
        } while state.token != nil
        return state.events - start.events
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
