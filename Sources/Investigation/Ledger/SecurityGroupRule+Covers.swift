internal import CloudTrail
internal import Records

extension SecurityGroupRule {
    /// Whether a rule of the same group lets in all that another one does. Both are in their canonical spelling.
    func covers(_ other: SecurityGroupRule) -> Bool {
        direction == other.direction && (ipProtocol == "-1" || ipProtocol == other.ipProtocol && coversPorts(of: other))
            && coversSource(of: other)
    }

    private func coversPorts(of other: SecurityGroupRule) -> Bool {
        guard let from = fromPort, let to = toPort, let first = other.fromPort, let last = other.toPort else {
            return fromPort == nil
        }
        if from == -1 { return true }
        // Of ICMP these are a type and a code, which no range holds.
        if ipProtocol.hasPrefix("icmp") { return from == first && (to == -1 || to == last) }
        return from <= first && last <= to
    }

    private func coversSource(of other: SecurityGroupRule) -> Bool {
        guard let block = AddressBlock(source), let inner = AddressBlock(other.source) else {
            return source == other.source && (source.hasPrefix("sg-") || sourceAccount == other.sourceAccount)
        }
        return block.prefixLength <= inner.prefixLength && block.contains(inner.base)
    }
}
