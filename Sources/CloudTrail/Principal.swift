/// Who called, by one name for each: the same user, role or service always has the same `name`, whichever members a
/// record happened to carry.
public struct Principal: Hashable, Sendable {
    /// What sort of principal it is.
    public enum Kind: Sendable, Hashable {
        case root, user, role, service, federated, account, directory, hidden, unknown
    }

    /// The canonical name: an ARN where there is one, else as the members' notes below say.
    public var name: String
    public var kind: Kind
    /// The IAM user's name, or the name that an identity provider gave.
    public var userName: String?
    /// The role's name without its path.
    public var roleName: String?
    /// The name of the role session or of the federated session.
    public var sessionName: String?

    /// The name that people say: the user's or role's name, without path and account.
    public var shortName: String {
        switch kind {
        case .role: roleName ?? name
        case .root: "root"
        case .user: userName ?? name
        default: name
        }
    }

    private init(_ name: String, _ kind: Kind, user: String? = nil, role: String? = nil, session: String? = nil) {
        self.name = name
        self.kind = kind
        userName = user
        roleName = role
        sessionName = session
    }

    /// Names the caller.
    ///
    /// - IAM user: its ARN. Root: the root ARN. AWS service, or `invokedBy` alone: the service's name.
    /// - Assumed role: the role's ARN from the session issuer, else built from the session's ARN; in the second case
    ///   the role's path is unknown (`isPathUnknown`).
    /// - Federated user: the issuing user, with the federated name as session.
    /// - Foreign account: `account:ID`, or `anonymous`. SAML and web identities: `provider/name`.
    /// - Identity Center user: the directory user's ID. A failed sign-in with a hidden name: `hidden@ACCOUNT`.
    /// - Nothing at all: `none`.
    public init(_ identity: Identity) {
        let account = identity.accountID ?? ""
        if identity.userName == Identity.hiddenName {
            self.init("hidden@\(account)", .hidden, user: Identity.hiddenName)
            return
        }
        switch identity.type {
        case "Root":
            self.init(Self.rootARN(identity), .root, user: identity.userName)
        case "IAMUser":
            self = Self.user(identity)
        case "AssumedRole":
            self = Self.role(identity)
        case "Role":
            self = Self.byARN(identity) ?? Self.role(identity)
        case "FederatedUser":
            self = Self.federated(identity)
        case "AWSService":
            self.init(identity.invokedBy ?? identity.principalID ?? "none", .service)
        case "AWSAccount":
            let isAnonymous = account.isEmpty || account.lowercased() == "anonymous"
            self.init(isAnonymous ? "anonymous" : "account:\(account)", .account)
        case "SAMLUser", "WebIdentityUser":
            let name = identity.userName ?? identity.principalID ?? ""
            let provider = identity.identityProvider ?? ""
            self.init(provider.isEmpty ? (name.isEmpty ? "none" : name) : "\(provider)/\(name)", .federated, user: name)
        case "IdentityCenterUser":
            self.init(
                identity.onBehalfOfUserID ?? identity.principalID ?? identity.userName ?? "none", .directory,
                user: identity.userName)
        default:
            self = Self.byForm(identity)
        }
    }

    /// The ARN of a role that was only seen through the ARNs of its sessions has no path, even where the role has one.
    public static func isPathUnknown(_ identity: Identity) -> Bool {
        identity.type == "AssumedRole" && identity.issuerARN == nil
    }
}

extension Principal {
    private static func rootARN(_ identity: Identity) -> String {
        if let arn = identity.arn { return arn }
        return identity.accountID.map { "arn:aws:iam::\($0):root" } ?? "root"
    }

    private static func user(_ identity: Identity) -> Principal {
        if let arn = identity.arn {
            return Principal(arn, .user, user: identity.userName ?? ARN(arn)?.name)
        }
        if let user = identity.userName {
            return Principal(identity.accountID.map { "arn:aws:iam::\($0):user/\(user)" } ?? user, .user, user: user)
        }
        if let id = identity.principalID { return Principal(id, .user) }
        return identity.invokedBy.map { Principal($0, .service) } ?? Principal("none", .unknown)
    }

    private static func role(_ identity: Identity) -> Principal {
        let session = sessionName(identity)
        if let issuer = identity.issuerARN {
            return Principal(issuer, .role, role: ARN(issuer)?.name ?? identity.issuerName, session: session)
        }
        if let arn = identity.arn.flatMap({ ARN($0) }) {
            let parts = arn.resource.split(separator: "/")
            if arn.service == "sts", parts.count >= 2, parts[0] == "assumed-role" {
                let role = String(parts[1])
                return Principal(
                    "arn:\(arn.partition):iam::\(arn.account):role/\(role)", .role, role: role, session: session)
            }
            return byARN(identity) ?? Principal(identity.arn ?? "none", .unknown)
        }
        if let name = identity.issuerName, let account = identity.accountID {
            return Principal("arn:aws:iam::\(account):role/\(name)", .role, role: name, session: session)
        }
        return byForm(identity)
    }

    /// The part behind the colon of `AROA...:session`, else the last part of the session's ARN.
    private static func sessionName(_ identity: Identity) -> String? {
        if let id = identity.principalID, let colon = id.firstIndex(of: ":") {
            return String(id[id.index(after: colon)...])
        }
        guard let arn = identity.arn.flatMap({ ARN($0) }) else { return nil }
        let parts = arn.resource.split(separator: "/")
        return parts.count >= 3 ? String(parts[parts.count - 1]) : nil
    }

    private static func federated(_ identity: Identity) -> Principal {
        let federatedName = identity.arn.flatMap { ARN($0) }?.pathAndName ?? sessionName(identity) ?? identity.userName
        guard let issuer = identity.issuerARN else {
            return Principal(identity.arn ?? identity.principalID ?? "none", .federated, session: federatedName)
        }
        let arn = ARN(issuer)
        if arn?.resource == "root" { return Principal(issuer, .root, session: federatedName) }
        return Principal(issuer, .user, user: arn?.name ?? identity.issuerName, session: federatedName)
    }

    /// An identity without a known type is named by the form of what it has.
    private static func byForm(_ identity: Identity) -> Principal {
        if let principal = byARN(identity) { return principal }
        if let service = identity.invokedBy { return Principal(service, .service) }
        if let arn = identity.arn { return Principal(arn, .unknown) }
        if let user = identity.userName {
            return Principal(identity.accountID.map { "arn:aws:iam::\($0):user/\(user)" } ?? user, .user, user: user)
        }
        if let id = identity.principalID, id != identity.accountID { return Principal(id, .unknown) }
        return identity.accountID.map { Principal("account:\($0)", .account) } ?? Principal("none", .unknown)
    }

    private static func byARN(_ identity: Identity) -> Principal? {
        guard let text = identity.arn, let arn = ARN(text) else { return nil }
        let kind = arn.resource.split(separator: "/").first
        switch (arn.service, kind) {
        case ("iam", "user"): return Principal(text, .user, user: arn.name)
        case ("iam", "role"): return Principal(text, .role, role: arn.name)
        case ("iam", "root"): return Principal(text, .root)
        case ("sts", "assumed-role"):
            let parts = arn.resource.split(separator: "/")
            guard parts.count >= 2 else { return nil }
            var typed = identity
            typed.type = "AssumedRole"
            return role(typed)
        case ("sts", "federated-user"): return federated(identity)
        default: return nil
        }
    }
}
