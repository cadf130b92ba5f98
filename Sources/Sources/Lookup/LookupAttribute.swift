internal import Text

/// By what the event history can be searched: one attribute and its value.
///
/// Source: the data type `LookupAttribute` of the CloudTrail API reference.
public struct LookupAttribute: Hashable, Sendable {
    /// The names, as AWS spells them.
    public static let names = [
        "AccessKeyId", "EventId", "EventName", "EventSource", "ReadOnly", "ResourceName", "ResourceType", "Username",
    ]

    public let name: String
    public let value: String

    /// Reads `NAME=VALUE`; the name in any case.
    ///
    /// - Throws: where there is no such attribute, or no value.
    public init(_ text: String) throws(Problem) {
        guard let equals = text.firstIndex(of: "=") else { throw .noValue(text) }
        let (name, value) = (String(text[..<equals]), String(text[text.index(after: equals)...]))
        guard let known = Self.names.first(where: { $0.lowercased() == name.lowercased() }) else {
            throw .unknown(name, guess: nearest(to: name, among: Self.names))
        }
        guard !value.isEmpty else { throw .noValue(text) }
        (self.name, self.value) = (known, value)
    }

    public enum Problem: Error, Hashable, Sendable {
        case unknown(String, guess: String?)
        case noValue(String)
    }

    /// As it is written: `EventName=CreateKeyPair`.
    public var text: String { "\(name)=\(value)" }
}

extension LookupAttribute.Problem: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unknown(let name, let guess):
            "\(name) is no attribute of the event history" + (guess.map { "; did you mean \($0)?" } ?? "")
                + " There are: \(LookupAttribute.names.joined(separator: ", "))."
        case .noValue(let text): "\(text): write NAME=VALUE, such as EventName=CreateKeyPair."
        }
    }
}
