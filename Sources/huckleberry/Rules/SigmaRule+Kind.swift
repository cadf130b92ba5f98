import Sigma

extension SigmaRule.Content {
    /// What a list of rules calls it.
    enum Kind: String {
        case sigma, correlation, filter
    }

    var kind: Kind {
        switch self {
        case .detection: .sigma
        case .correlation: .correlation
        case .filter: .filter
        }
    }
}
