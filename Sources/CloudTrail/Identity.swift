/// The members of `userIdentity` that tell who called. Empty texts count as missing.
/// Source: the CloudTrail user guide, "CloudTrail userIdentity element".
public struct Identity: Hashable, Sendable {
    public var type: String?
    public var principalID: String?
    public var arn: String?
    public var accountID: String?
    public var userName: String?
    public var invokedBy: String?
    /// `sessionContext.sessionIssuer.arn`: the role or user that issued the session.
    public var issuerARN: String?
    /// `sessionContext.sessionIssuer.userName`.
    public var issuerName: String?
    public var identityProvider: String?
    /// `onBehalfOf.userId`: a directory user of IAM Identity Center.
    public var onBehalfOfUserID: String?

    public init(
        type: String? = nil, principalID: String? = nil, arn: String? = nil, accountID: String? = nil,
        userName: String? = nil, invokedBy: String? = nil, issuerARN: String? = nil, issuerName: String? = nil,
        identityProvider: String? = nil, onBehalfOfUserID: String? = nil
    ) {
        self.type = type
        self.principalID = principalID
        self.arn = arn
        self.accountID = accountID
        self.userName = userName
        self.invokedBy = invokedBy
        self.issuerARN = issuerARN
        self.issuerName = issuerName
        self.identityProvider = identityProvider
        self.onBehalfOfUserID = onBehalfOfUserID
    }

    /// What CloudTrail writes as the name in a failed sign-in, where the text typed may have been a password.
    public static let hiddenName = "HIDDEN_DUE_TO_SECURITY_REASONS"
}
