internal import CloudTrail

/// What the distinct identities of an index mean: for each identity code the codes of principal, user, role, session,
/// type and account.
struct Callers: Sendable {
    /// What an identity says of its caller, each with a table of its own.
    enum Fact: Int, CaseIterable, Sendable {
        case principal, user, role, session, type, account
    }

    /// By `Fact`.
    private typealias Codes = InlineArray<6, UInt32>

    private var tables: [StringTable]
    /// The codes of an identity's facts, by identity code.
    private var codes: [Codes] = []
    /// The kind of each principal, by its code.
    private(set) var kinds: [Principal.Kind] = [.unknown]
    /// Identities whose role was only seen through its sessions' ARNs, which leave its path out.
    private var withoutPath: [UInt32] = []
    /// ARNs of roles with a path, from the sessions that name them.
    private var rolesWithPath: StringTable
    /// Issuers of role sessions that are sound ARNs, and the codes of principal and role for each.
    private var issuers: StringTable
    private var issued: [(principal: UInt32, role: UInt32)] = [(0, 0)]

    init(_ hasher: WideHasher) {
        tables = Fact.allCases.map { _ in StringTable(hasher) }
        rolesWithPath = StringTable(hasher)
        issuers = StringTable(hasher)
        // A row without any identity has code 0, whose principal is "none".
        append(Identity())
    }

    /// Identity codes, the one of "no identity" included.
    var count: Int { codes.count }

    func table(_ fact: Fact) -> StringTable { tables[fact.rawValue] }

    /// The codes of a fact by identity code.
    func codes(_ fact: Fact) -> [UInt32] { codes.map { $0[fact.rawValue] } }

    var byteCount: Int {
        tables.reduce(0) { $0 + $1.byteCount } + codes.capacity * MemoryLayout<Codes>.stride + kinds.capacity
    }

    /// Adds the identity with the next code.
    mutating func append(_ members: borrowing IdentityMembers) {
        if !appendSession(members) { append(members.identity) }
    }

    /// Adds a session of a role that names its issuer: by far the most identities are such, and of all sessions of a role
    /// the issuer says the same. False where the identity is none.
    private mutating func appendSession(_ members: borrowing IdentityMembers) -> Bool {
        let id = members[.principalID]
        let issuer = members[.issuerARN]
        guard members[.type].isEqual(to: Self.assumedRole.span), members[.userName].isEmpty, !issuer.isEmpty,
            let colon = id.indices.first(where: { id[$0] == UInt8(ascii: ":") })
        else { return false }
        let code = issuers.intern(issuer)
        if Int(code) == issued.count {
            let principal = Principal(members.identity)
            let isARN = principal.kind == .role && ARN(principal.name) != nil
            issued.append(isARN ? note(principal) : (0, 0))
            if isARN, RolePath.plain(principal.name) != nil { _ = rolesWithPath.intern(issuer) }
        }
        let known = issued[Int(code)]
        guard known.principal != StringTable.missing else { return false }
        append(
            principal: known.principal, role: known.role,
            session: tables[Fact.session.rawValue].intern(id.extracting(colon + 1..<id.count)),
            type: tables[Fact.type.rawValue].intern(members[.type]),
            account: tables[Fact.account.rawValue].intern(members[.accountID]))
        return true
    }

    private static let assumedRole = Array("AssumedRole".utf8)

    /// The codes of a principal and its role.
    private mutating func note(_ principal: Principal) -> (principal: UInt32, role: UInt32) {
        let code = tables[Fact.principal.rawValue].intern(principal.name)
        kinds.note(principal.kind, of: code)
        return (code, tables[Fact.role.rawValue].intern(principal.roleName ?? ""))
    }

    private mutating func append(
        principal: UInt32, user: UInt32 = StringTable.missing, role: UInt32, session: UInt32, type: UInt32,
        account: UInt32
    ) {
        codes.append([principal, user, role, session, type, account])
    }

    private mutating func append(_ identity: Identity) {
        let principal = Principal(identity)
        let (code, role) = note(principal)
        if Principal.isPathUnknown(identity) { withoutPath.append(UInt32(count)) }
        if let issuer = identity.issuerARN, RolePath.plain(issuer) != nil { _ = rolesWithPath.intern(issuer) }
        append(
            principal: code, user: tables[Fact.user.rawValue].intern(principal.userName ?? ""), role: role,
            session: tables[Fact.session.rawValue].intern(principal.sessionName ?? ""),
            type: tables[Fact.type.rawValue].intern(identity.type ?? ""),
            account: tables[Fact.account.rawValue].intern(identity.accountID ?? ""))
    }

    /// The callers of several tables as those of one. No caller can be added afterwards.
    ///
    /// - Parameters:
    ///   - identities: what becomes of the tables' codes.
    ///   - sessions: the merged table of sessions, of which there are by far the most, and the tables' codes in it.
    static func merged(
        _ parts: [Callers], _ identities: MergedCodes, sessions: (table: StringTable, maps: [[UInt32]?])
    ) -> Callers {
        guard !parts.isEmpty else { return Callers(WideHasher(seed: 0)) }
        var merged = parts[identities.base]
        if let map = sessions.maps[identities.base] {
            for code in merged.codes.indices {
                merged.codes[code][Fact.session.rawValue] = map[Int(merged.codes[code][Fact.session.rawValue])]
            }
        }
        merged.codes.reserveCapacity(identities.count)
        for (part, newCodes) in zip(parts.indices, identities.maps) {
            guard let newCodes else { continue }
            merged.add(parts[part], newCodes, sessions: sessions.maps[part])
        }
        merged.joinRolePaths()
        for fact in Fact.allCases where fact != .session { merged.tables[fact.rawValue].settle() }
        merged.tables[Fact.session.rawValue] = sessions.table
        return merged
    }

    /// Adds the identities of other callers that are new here.
    ///
    /// - Parameters:
    ///   - newCodes: their codes here, by their codes there.
    ///   - sessions: the same for sessions; nil where they stay.
    private mutating func add(_ other: Callers, _ newCodes: [UInt32], sessions: [UInt32]?) {
        let known = count
        let maps = Fact.allCases.map { fact in
            fact == .session ? sessions : tables[fact.rawValue].merge(other.tables[fact.rawValue], isLast: false)
        }
        for (code, kind) in other.kinds.enumerated() {
            let own = maps[Fact.principal.rawValue]?[code] ?? StringTable.missing
            if own != StringTable.missing { kinds.note(kind, of: own) }
        }
        for (facts, code) in zip(other.codes, newCodes) where code >= known {
            var own = facts
            for fact in facts.indices { own[fact] = maps[fact].map { $0[Int(facts[fact])] } ?? facts[fact] }
            codes.append(own)
        }
        withoutPath += other.withoutPath.map { newCodes[Int($0)] }.filter { $0 >= known }
        _ = rolesWithPath.merge(other.rolesWithPath, isLast: false)
    }

    /// Lets sessions that are known only by their own ARN join their role, where the role has a path. Where two roles of
    /// an account share a name under two paths, which IAM forbids, none is joined.
    private mutating func joinRolePaths() {
        guard !withoutPath.isEmpty, rolesWithPath.count > 0 else { return }
        let paths = RolePath.full((1...UInt32(rolesWithPath.count)).map { rolesWithPath.text($0) })
        guard !paths.isEmpty else { return }
        let old = table(.principal)
        let waiting = Set(withoutPath)
        // Names that nobody bears any more must not stay behind.
        var names = StringTable()
        var kinds: [Principal.Kind] = [.unknown]
        for identity in codes.indices {
            let code = codes[identity][Fact.principal.rawValue]
            var name = old.text(code)
            if waiting.contains(UInt32(identity)), let full = paths[name] { name = full }
            let new = names.intern(name)
            kinds.note(self.kinds[Int(code)], of: new)
            codes[identity][Fact.principal.rawValue] = new
        }
        tables[Fact.principal.rawValue] = names
        self.kinds = kinds
    }
}

extension [Principal.Kind] {
    /// Notes what sort a principal is by one of its identities. Where they differ, which nothing sound makes them do, the
    /// sort that comes first in a fixed order stands, so that it does not matter which identity was read first.
    fileprivate mutating func note(_ kind: Principal.Kind, of code: UInt32) {
        while count <= Int(code) { append(.unknown) }
        if kind.rank < self[Int(code)].rank { self[Int(code)] = kind }
    }
}

extension Principal.Kind {
    fileprivate var rank: Int {
        switch self {
        case .root: 0
        case .role: 1
        case .user: 2
        case .service: 3
        case .federated: 4
        case .account: 5
        case .directory: 6
        case .hidden: 7
        case .unknown: 8
        }
    }
}

/// The path of a role, which its ARN has and the ARNs of its sessions have not.
private enum RolePath {
    /// A role's ARN without its path; nil where it has none.
    static func plain(_ issuer: String) -> String? {
        guard let arn = ARN(issuer), arn.service == "iam", arn.resource.hasPrefix("role/"), arn.pathAndName != arn.name
        else { return nil }
        return "arn:\(arn.partition):iam::\(arn.account):role/\(arn.name)"
    }

    /// The ARNs by what they are without path, but for those that are one then.
    static func full(_ arns: [String]) -> [String: String] {
        var full: [String: String] = [:]
        var ambiguous: Set<String> = []
        for arn in arns {
            guard let plain = plain(arn) else { continue }
            if full.updateValue(arn, forKey: plain) != nil { ambiguous.insert(plain) }
        }
        return full.filter { !ambiguous.contains($0.key) }
    }
}
