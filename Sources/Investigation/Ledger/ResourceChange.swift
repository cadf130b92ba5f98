/// Something that the attacker made, changed or shared, and whether it is still there.
public struct ResourceChange: Hashable, Sendable {
    /// What was done, in the field's words. More may follow: `type` is what scripts get.
    public enum Kind: String, Sendable, CaseIterable {
        case accessKey, user, loginProfile, role, userPolicy, rolePolicy, groupPolicy, managedPolicy, rolePermission
        case trustPolicy, groupMembership, identityProvider, mfaDevice, keyPair, instanceLaunched, instanceStarted
        case instanceProfile, snapshotShared, imageShared, bucket, bucketPolicy, trail, function, functionPermission
        case databaseShared, keyPolicy, secretPolicy, userData, network
    }

    public var kind: Kind
    /// The resource: a key's ID, a name, an ARN. The log's text.
    public var id: String
    /// What more a command needs to name it: the user of a key, the policy of a user, the account it is shared with.
    public var detail: String?
    public var account: String
    public var region: String
    /// Who did it: the canonical principal.
    public var by: String
    /// The call.
    public var row: Int
    /// The later call that undid it, by whomever; nil while it is there.
    public var removedBy: Int?

    public init(
        kind: Kind, id: String, detail: String? = nil, account: String, region: String, by: String, row: Int,
        removedBy: Int? = nil
    ) {
        self.kind = kind
        self.id = id
        self.detail = detail
        self.account = account
        self.region = region
        self.by = by
        self.row = row
        self.removedBy = removedBy
    }
}
