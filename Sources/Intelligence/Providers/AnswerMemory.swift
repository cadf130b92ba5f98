public import CloudTrail
internal import Synchronization

/// Answers that are kept no longer than the program runs.
public final class AnswerMemory: AnswerStore {
    private let known = Mutex<[ProviderAnswer]>([])

    public init() {}

    public func answer(of provider: String, about address: IPAddress) -> ProviderAnswer? {
        known.withLock { $0.first { $0.provider == provider && $0.address == address } }
    }

    public func keep(_ answer: ProviderAnswer) {
        known.withLock { known in
            known.removeAll { $0.provider == answer.provider && $0.address == answer.address }
            known.append(answer)
        }
    }

    public var answers: [ProviderAnswer] {
        known.withLock { $0 }.sorted {
            ($0.provider, $0.address.family == .v4 ? 0 : 1, $0.address.bits)
                < ($1.provider, $1.address.family == .v4 ? 0 : 1, $1.address.bits)
        }
    }
}
