/// The kinds of access key that an identifier's prefix tells.
/// Source: the IAM user guide, "IAM identifiers", unique ID prefixes.
public enum AccessKeyKind: Sendable, Hashable {
    /// `AKIA...`: of an IAM user or the root user, valid until it is deactivated.
    case longTerm
    /// `ASIA...`: issued by STS, valid for hours.
    case temporary
    /// Any other text in `accessKeyId`.
    case unknown

    public init(accessKeyID: String) {
        if accessKeyID.hasPrefix("AKIA") {
            self = .longTerm
        } else if accessKeyID.hasPrefix("ASIA") {
            self = .temporary
        } else {
            self = .unknown
        }
    }
}
