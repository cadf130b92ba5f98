internal import CloudTrail

/// Who called, as expressions over the table: the rules by which ``Principal`` names callers. NULL is what the table
/// cannot tell.
enum IdentityExpressions {
    private static let type = "useridentity.type"
    private static let arn = "nullif(useridentity.arn, '')"
    private static let account = "nullif(useridentity.accountid, '')"
    private static let name = "nullif(useridentity.username, '')"
    private static let id = "nullif(useridentity.principalid, '')"
    private static let service = "nullif(useridentity.invokedby, '')"
    private static let issuer = "nullif(useridentity.sessioncontext.sessionissuer.arn, '')"

    /// The canonical name. A role whose session does not name its issuer may have a path that other events tell.
    static let principal = """
        CASE WHEN \(name) = '\(Identity.hiddenName)' THEN concat('hidden@', coalesce(\(account), '')) \
        WHEN \(type) = 'Root' THEN coalesce(\(arn), 'arn:aws:iam::' || \(account) || ':root', 'root') \
        WHEN \(type) = 'IAMUser' THEN coalesce(\(arn), 'arn:aws:iam::' || \(account) || ':user/' || \(name), \(name), \
        \(id), \(service), 'none') \
        WHEN \(type) IN ('AssumedRole', 'FederatedUser') THEN \(issuer) \
        WHEN \(type) = 'AWSService' THEN coalesce(\(service), \(id), 'none') \
        WHEN \(type) = 'AWSAccount' THEN CASE WHEN coalesce(lower(\(account)), 'anonymous') = 'anonymous' \
        THEN 'anonymous' ELSE 'account:' || \(account) END \
        WHEN \(type) = 'IdentityCenterUser' THEN coalesce(nullif(useridentity.onbehalfof.userid, ''), \(id), \(name), \
        'none') END
        """

    /// The name that people say: the last part of a user's or role's name, or `root`.
    static let shortPrincipal = """
        CASE WHEN \(type) = 'Root' THEN 'root' ELSE regexp_extract(\(principal), '[^/]+$') END
        """

    /// The user's name, where the type says that there can be one; nothing for roles, services and accounts.
    static let user = """
        CASE WHEN \(type) = 'IAMUser' THEN coalesce(\(name), regexp_extract(\(arn), '[^/]+$')) END
        """
    static let userIsUntold = """
        coalesce(\(type), '') NOT IN ('IAMUser', 'AssumedRole', 'AWSService', 'AWSAccount')
        """

    static let role = "CASE WHEN \(type) = 'AssumedRole' THEN regexp_extract(\(issuer), '[^/]+$') END"
    static let roleIsUntold = """
        coalesce(\(type), '') NOT IN ('IAMUser', 'Root', 'AWSService', 'AWSAccount') \
        AND NOT (coalesce(\(type), '') = 'AssumedRole' AND \(issuer) IS NOT NULL)
        """

    static let session = """
        CASE WHEN \(type) = 'AssumedRole' THEN regexp_extract(\(id), '^[^:]*:(.*)$', 1) END
        """
    static let sessionIsUntold = """
        coalesce(\(type), '') NOT IN ('IAMUser', 'Root', 'AWSService', 'AWSAccount') \
        AND NOT (coalesce(\(type), '') = 'AssumedRole' AND coalesce(strpos(\(id), ':'), 0) > 0)
        """
}
