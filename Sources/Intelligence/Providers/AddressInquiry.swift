public import CloudTrail

/// Asks providers about addresses: those that were turned on, about addresses that others may have seen, once each.
public actor AddressInquiry {
    /// What came of asking one provider.
    public struct Outcome: Sendable {
        public var provider: String
        public var result: Result<ProviderAnswer, ProviderFailure>
        /// Why the answer could not be kept; nil where it was.
        public var notKept: String?

        init(_ provider: String, _ result: Result<ProviderAnswer, ProviderFailure>, notKept: String? = nil) {
            self.provider = provider
            self.result = result
            self.notKept = notKept
        }
    }

    private struct Question: Hashable {
        let provider: String
        let address: IPAddress
    }

    private let providers: [any AddressProvider]
    private let store: any AnswerStore
    private let now: @Sendable () -> EventTime
    /// When each provider was asked within the last minute.
    private var asked: [String: [EventTime]] = [:]
    /// What is being asked: a second caller waits for the same answer.
    private var underWay: [Question: Task<Outcome, Never>] = [:]

    /// Names that were turned on and that no provider has.
    public nonisolated let unknownNames: [String]

    /// - Parameters:
    ///   - providers: all that are described, in the order in which their answers come.
    ///   - turnedOn: the names of those that may be asked; without it nobody is.
    ///   - now: the time.
    public init(
        _ providers: [any AddressProvider], turnedOn: Set<String>, store: any AnswerStore,
        now: @escaping @Sendable () -> EventTime
    ) {
        self.providers = providers.filter { turnedOn.contains($0.name) }
        self.store = store
        self.now = now
        unknownNames = turnedOn.subtracting(providers.map(\.name)).sorted()
    }

    /// Asks all that are turned on about a `sourceIPAddress`, side by side. What was answered before is not asked again.
    ///
    /// - Parameter isRenewed: whether to ask again, also where an answer was kept.
    /// - Returns: one for each provider that is turned on, in their order.
    public func ask(_ text: String, isRenewed: Bool = false) async -> [Outcome] {
        guard let address = IPAddress(source: text), SetAsideRange.mayBeAsked(address) else {
            return providers.map { Outcome($0.name, .failure(.notPublic)) }
        }
        var tasks: [Task<Outcome, Never>] = []
        for provider in providers { tasks.append(outcome(provider, address, isRenewed)) }
        var outcomes: [Outcome] = []
        for task in tasks { outcomes.append(await task.value) }
        return outcomes
    }

    private func outcome(_ provider: any AddressProvider, _ address: IPAddress, _ isRenewed: Bool) -> Task<
        Outcome, Never
    > {
        let question = Question(provider: provider.name, address: address)
        if let task = underWay[question] { return task }
        if !isRenewed, let kept = store.answer(of: provider.name, about: address) {
            return Task { Outcome(provider.name, .success(kept)) }
        }
        guard mayAsk(provider) else {
            return Task { Outcome(provider.name, .failure(.rateLimit(perMinute: provider.limits.queriesPerMinute))) }
        }
        let task = Task { await query(provider, address) }
        underWay[question] = task
        return task
    }

    private func query(_ provider: any AddressProvider, _ address: IPAddress) async -> Outcome {
        defer { underWay[Question(provider: provider.name, address: address)] = nil }
        do throws(ProviderFailure) {
            let labels = try await provider.labels(of: address)
            let answer = ProviderAnswer(provider: provider.name, address: address, time: now(), labels: labels)
            return Outcome(provider.name, .success(answer), notKept: keep(answer))
        } catch {
            return Outcome(provider.name, .failure(error))
        }
    }

    private func keep(_ answer: ProviderAnswer) -> String? {
        do {
            try store.keep(answer)
            return nil
        } catch {
            return "\(error)"
        }
    }

    /// Whether one more query within this minute is allowed; counts it if so.
    private func mayAsk(_ provider: any AddressProvider) -> Bool {
        let time = now()
        let minuteAgo = time.advanced(byMilliseconds: -EventTime.minute)
        let recent = (asked[provider.name] ?? []).filter { $0 > minuteAgo && $0 <= time }
        guard recent.count < provider.limits.queriesPerMinute else {
            asked[provider.name] = recent
            return false
        }
        asked[provider.name] = recent + [time]
        return true
    }
}
