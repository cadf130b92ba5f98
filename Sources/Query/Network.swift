public import CloudTrail

/// A network as a filter names it, in CIDR form.
public struct Network: Hashable, Sendable {
    public let block: AddressBlock
    /// As written.
    public let text: String

    /// Nil where the text is no network with a prefix length: a single address is a text.
    public init?(_ text: String) {
        guard text.contains("/"), let block = AddressBlock(text) else { return nil }
        self.block = block
        self.text = text
    }
}
