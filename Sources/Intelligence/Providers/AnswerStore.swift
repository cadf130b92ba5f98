public import CloudTrail

/// Where answers of providers are kept, so that nobody is asked twice and a case can be read where there is no network.
public protocol AnswerStore: Sendable {
    /// What a provider answered about an address before.
    func answer(of provider: String, about address: IPAddress) -> ProviderAnswer?

    /// Keeps an answer, in place of an earlier one of the same provider about the same address.
    func keep(_ answer: ProviderAnswer) throws

    /// All of them: by provider, then address.
    var answers: [ProviderAnswer] { get }
}

/// What providers said before, as one of the sources that are looked up without asking.
public struct KeptAnswers: AddressSource {
    public let name = "kept answers"
    private let labels: [IPAddress: [AddressLabel]]

    /// - Parameter answers: in the order in which their labels are shown.
    public init(_ answers: [ProviderAnswer]) {
        labels = answers.reduce(into: [:]) { labels, answer in labels[answer.address, default: []] += answer.labels }
    }

    public func labels(of address: IPAddress) -> [AddressLabel] { labels[address] ?? [] }
}
