extension AddressIntelligence {
    /// Whether an address belongs to AWS, by the first label that names its network or cloud; nil where none does.
    public func isOfAWS(_ address: String) -> Bool? {
        let labels = labels(of: address)
        let isAWS = labels.contains { label in
            let words = label.text.uppercased()
            return [.network, .cloud, .hosting].contains(label.kind)
                && (words.contains("AMAZON") || words.contains("AWS"))
        }
        if isAWS { return true }
        return labels.contains { [.network, .cloud].contains($0.kind) } ? false : nil
    }
}
