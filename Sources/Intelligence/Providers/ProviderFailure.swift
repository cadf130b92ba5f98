/// Why a provider gave no answer.
public enum ProviderFailure: Error, Hashable, Sendable {
    /// Addresses that nobody outside can know are asked of nobody.
    case notPublic
    /// No answer within the time limit.
    case timeout(Duration)
    /// As many queries as may be made in a minute were made.
    case rateLimit(perMinute: Int)
    /// The server could not be reached; the system's words.
    case unreachable(String)
    /// The server's status says that there is no answer.
    case status(Int)
    /// The server sent the query on to somewhere else, which was not asked.
    case redirected(to: String)
    case tooLarge(limit: Int)
    /// The answer cannot be read as JSON.
    case notJSON(String)
    /// The answer is about another address.
    case aboutAnother(String)
    /// The environment variable that a header comes from is not set.
    case missingVariable(String)
    /// A program could not be run, or ended with another status than 0.
    case program(String)
}

extension ProviderFailure: CustomStringConvertible {
    /// In one line. Words of servers and programs in it are as they gave them: neutralise it before it is shown.
    public var description: String {
        switch self {
        case .notPublic: "not asked: nobody outside can know a private or reserved address, or a service's name"
        case .timeout(let limit): "no answer within \(limit)"
        case .rateLimit(let count): "not asked: \(count) queries were made within a minute, which is the limit"
        case .unreachable(let message): "not reached: \(message)"
        case .status(let status): "the server answered with status \(status)"
        case .redirected(let place): "the server sent the query on to \(place.prefix(200)), which was not asked"
        case .tooLarge(let limit): "the answer is larger than \(limit) bytes"
        case .notJSON(let message): "the answer is not JSON: \(message)"
        case .aboutAnother(let address): "the answer is about \(address.prefix(60)), which was not asked"
        case .missingVariable(let name): "not asked: the environment variable \(name) is not set"
        case .program(let message): message
        }
    }
}
