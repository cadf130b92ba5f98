internal import CloudTrail

/// What the distinct identities of an index mean: for each identity code the codes of principal, user, role, session,
/// type and account.
struct Callers: Sendable {
    private(set) var principals = StringTable()
    private(set) var users = StringTable()
    private(set) var roles = StringTable()
    private(set) var sessions = StringTable()
    private(set) var types = StringTable()
    private(set) var accounts = StringTable()
    private(set) var principalCodes: [UInt32] = [0]
    private(set) var userCodes: [UInt32] = [0]
    private(set) var roleCodes: [UInt32] = [0]
    private(set) var sessionCodes: [UInt32] = [0]
    private(set) var typeCodes: [UInt32] = [0]
    private(set) var accountCodes: [UInt32] = [0]
    /// The kind of each principal, by its code.
    private(set) var kinds: [Principal.Kind] = [.unknown]

    init(_ identities: StringTable) {
        var known: [Identity] = []
        known.reserveCapacity(identities.count)
        if identities.count > 0 {
            for code in 1...UInt32(identities.count) { known.append(IdentityTable.identity(identities[code] ?? "")) }
        }
        // A row without any identity has code 0, whose principal is "none".
        let none = Principal(Identity())
        principalCodes[0] = principals.intern(none.name)
        kinds.append(none.kind)
        let paths = Self.rolePaths(known)
        for identity in known {
            var principal = Principal(identity)
            if Principal.isPathUnknown(identity), let full = paths[principal.name] { principal.name = full }
            let code = principals.intern(principal.name)
            if Int(code) == kinds.count { kinds.append(principal.kind) }
            principalCodes.append(code)
            userCodes.append(users.intern(principal.userName ?? ""))
            roleCodes.append(roles.intern(principal.roleName ?? ""))
            sessionCodes.append(sessions.intern(principal.sessionName ?? ""))
            typeCodes.append(types.intern(identity.type ?? ""))
            accountCodes.append(accounts.intern(identity.accountID ?? ""))
        }
    }

    /// Role ARNs with a path, by the ARN without it, so that sessions known only by their own ARN join their role.
    /// Where two roles of an account share a name under two paths, which IAM forbids, none is joined.
    private static func rolePaths(_ identities: [Identity]) -> [String: String] {
        var paths: [String: String] = [:]
        var ambiguous: Set<String> = []
        for case let issuer? in identities.map(\.issuerARN) {
            guard let arn = ARN(issuer), arn.service == "iam", arn.resource.hasPrefix("role/"),
                arn.pathAndName != arn.name
            else { continue }
            let plain = "arn:\(arn.partition):iam::\(arn.account):role/\(arn.name)"
            if let other = paths.updateValue(issuer, forKey: plain), other != issuer { ambiguous.insert(plain) }
        }
        return paths.filter { !ambiguous.contains($0.key) }
    }
}
