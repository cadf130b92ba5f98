internal import Investigation

extension Lineage.Edge.Bond {
    /// What the link is, for readers who did not draw it.
    var words: String {
        switch self {
        case .issued: "issued the credential"
        case .made: "made it"
        case .held: "gave a hold of it"
        case .started: "started it; issued no credential"
        case .owned: "has it as its own"
        case .sign: "a sign only"
        }
    }
}
