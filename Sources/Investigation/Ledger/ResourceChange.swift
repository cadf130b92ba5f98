/// Something that the attacker made, changed, shared or took away, and whether it is still so.
public struct ResourceChange: Hashable, Sendable {
    /// What was done, in the field's words: `type` is what scripts get.
    public enum Kind: String, Sendable, CaseIterable {
        // Ways in.
        case accessKey, accessKeyActivated, user, loginProfile, role, userPolicy, rolePolicy, groupPolicy
        case managedPolicy, policyVersion, permissionsBoundary, trustPolicy, group, groupMembership, identityProvider
        case mfaDevice, mfaDeactivated, sshPublicKey, serviceCredential, signingCertificate, trustAnchor
        case permissionSet, accountAssignment, directoryUser, directoryGroup, directoryPassword
        case principalSetting, serverCertificate, identityPool, poolUser
        // What owners may do, and what keeps others out, taken away.
        case accessKeyDeactivated, userPolicyRemoved, rolePolicyRemoved, groupPolicyRemoved, groupMembershipRemoved
        // Ways into machines.
        case instanceCommand, instanceSession, instanceLogin, containerCommand
        // Computing.
        case keyPair, instanceLaunched, instanceStarted, instanceStopped, instanceTerminated, instanceProfile
        case instanceProfileAssociation, instanceSecurityGroups, interfaceSecurityGroups, instanceSetting, userData
        case launchTemplate, workload
        case function, functionCode, functionPermission, functionURL, functionTrigger, layer, automation, api
        // Data.
        case volume, snapshot, snapshotShared, image, imageShared, bucket, bucketPolicy, bucketACL
        case bucketPublicAccess, bucketSetting, database, databaseSetting, databaseSnapshot, databaseShared, export
        case encryptionKey, keyPolicy, keyGrant, keyDisabled, secret, secretPolicy, parameter, resourcePolicy
        case resourceDeleted
        // Defences.
        case trail, logging, securityService
        // The account and its network.
        case network, securityGroup, securityGroupRuleRevoked, securityGroupRuleModified, trafficMirror, dns
        case organization, accountSetting, quota, email, modelAccess
        /// A call that changes something, of which the table of changes does not know what.
        case unclassified

        /// Whether something of the owner's is gone or out of use after it, and has to come back.
        public var isLoss: Bool {
            switch self {
            case .resourceDeleted, .instanceStopped, .instanceTerminated, .accessKeyDeactivated, .mfaDeactivated,
                .keyDisabled, .userPolicyRemoved, .rolePolicyRemoved, .groupPolicyRemoved, .groupMembershipRemoved,
                .securityGroupRuleRevoked:
                true
            default: false
            }
        }
    }

    public var kind: Kind
    /// The resource: a key's ID, a name, an ARN, of a setting of a whole account the call that changed it. The log's
    /// text; empty where the record does not say.
    public var id: String
    /// What more a command needs to name it, or says what was done: the user of a key or a policy, the account it is
    /// shared with (`all` for everybody), the call that changed a trail. The log's text.
    public var detail: String?
    public var account: String
    public var region: String
    /// Who did it: the canonical principal.
    public var by: String
    /// The call.
    public var row: Int
    /// The later call that undid it, by whomever; nil while it is there, also where it is there again.
    public var removedBy: Int?
    /// The call that put it back, as the attacker had left it, behind one that undid it; nil where it is gone, or was
    /// never undone.
    public var putBackBy: Int?
    /// The later call that turned it off and left it there: it can be turned on again. Nil where it is on.
    public var turnedOffBy: Int?
    /// The last later call by somebody else that set the same and does not show that it put an end to it; nil where it
    /// is gone.
    public var touchedBy: Int?

    /// What became of a change by the end of the trail, with the row that tells it.
    public enum Fate: Hashable, Sendable {
        case undone(Int), turnedOff(Int), putBack(Int)
        /// No table knows what the call did.
        case unknown
        /// Nothing in the trail undoes it.
        case standing
    }

    public var fate: Fate {
        if let removedBy { return .undone(removedBy) }
        if let turnedOffBy { return .turnedOff(turnedOffBy) }
        if let putBackBy { return .putBack(putBackBy) }
        return kind == .unclassified ? .unknown : .standing
    }

    public init(
        kind: Kind, id: String, detail: String? = nil, account: String, region: String, by: String, row: Int,
        removedBy: Int? = nil, putBackBy: Int? = nil, turnedOffBy: Int? = nil, touchedBy: Int? = nil
    ) {
        self.kind = kind
        self.id = id
        self.detail = detail
        self.account = account
        self.region = region
        self.by = by
        self.row = row
        self.removedBy = removedBy
        self.putBackBy = putBackBy
        self.turnedOffBy = turnedOffBy
        self.touchedBy = touchedBy
    }
}
