internal import YAML

/// What ends the reading of a document: why, and where.
struct RuleError: Error {
    let reason: RuleReason
    let position: RulePosition

    init(_ reason: RuleReason, at position: RulePosition) {
        self.reason = reason
        self.position = position
    }
}
