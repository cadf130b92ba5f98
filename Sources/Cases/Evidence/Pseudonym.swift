/// What stands for a value in redacted exports.
public struct Pseudonym: Hashable, Sendable {
    /// `account`, `address`, `principal`: what the value is.
    public var kind: String
    public var value: String
    public var pseudonym: String

    public init(kind: String, value: String, pseudonym: String) {
        self.kind = kind
        self.value = value
        self.pseudonym = pseudonym
    }
}
