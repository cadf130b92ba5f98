internal import Cases
internal import Investigation

extension ScopeChoice {
    /// The key that it is taken with, in front of its row: `c` taken in, `x` kept out, `r` responder.
    var sign: Unicode.Scalar {
        switch kind {
        case .accepted: "c"
        case .excluded: "x"
        case .responder: "r"
        }
    }

    /// In the place of what the closure says.
    var words: String { "by you: \(reason)" }
}
