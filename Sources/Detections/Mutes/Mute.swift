public import CloudTrail
internal import Events

/// A decision that alerts of a rule are not to be read in this case: all of them, or what they hold of one value.
public struct Mute: Hashable, Sendable, Codable {
    /// What a rule can be muted for.
    public enum Field: String, CaseIterable, Hashable, Sendable, Codable {
        case principal, key, address, account

        var indexed: IndexField {
            switch self {
            case .principal: .principal
            case .key: .key
            case .address: .ip
            case .account: .account
            }
        }
    }

    /// Whose events are muted.
    public struct Value: Hashable, Sendable, Codable {
        public var field: Field
        /// As the index has it: a principal by its ARN.
        public var text: String

        public init(_ field: Field, _ text: String) {
            self.field = field
            self.text = text
        }
    }

    public var ruleID: String
    /// Nil where the rule is muted altogether.
    public var value: Value?
    /// In the words of whoever decided.
    public var reason: String
    /// When that was.
    public var time: EventTime

    public init(ruleID: String, value: Value? = nil, reason: String, time: EventTime) {
        self.ruleID = ruleID
        self.value = value
        self.reason = reason
        self.time = time
    }
}
