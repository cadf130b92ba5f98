internal import CloudTrail

/// What the distinct identities of an index mean: for each identity code its session, and the traits that it shares with
/// the other sessions of its caller.
struct Callers: Sendable {
    /// What an identity says of its caller, each with a table of its own.
    enum Fact: Int, CaseIterable, Sendable {
        case principal, user, role, session, type
    }

    private var tables: [StringTable]
    /// The texts of all members.
    private(set) var texts: StringTable
    private(set) var traits: [CallerTraits] = []
    /// The traits by the hashes of the members that make them.
    private var traitTable = CodeTable()
    /// By identity code, where its traits stand.
    private(set) var traitCodes: [UInt32] = []
    /// By identity code, the code of its session.
    private var sessions: [UInt32] = []
    private let hasher: WideHasher
    /// The kind of each principal, by its code.
    private(set) var kinds: [Principal.Kind] = [.unknown]
    /// Traits whose role was only seen through its sessions' ARNs, which leave its path out.
    private var withoutPath: [UInt32] = []
    /// ARNs of roles with a path, from the sessions that name them.
    private var rolesWithPath: StringTable

    init(_ hasher: WideHasher) {
        self.hasher = hasher
        tables = Fact.allCases.map { _ in StringTable(hasher) }
        texts = StringTable(hasher)
        rolesWithPath = StringTable(hasher)
        // A row without any identity has code 0, whose principal is "none".
        var traits = CallerTraits()
        traits.facts[Fact.principal.rawValue] = note(Principal(Identity()))
        self.traits.append(traits)
        append(traits: 0, session: StringTable.missing)
    }

    /// Identity codes, the one of "no identity" included.
    var count: Int { traitCodes.count }

    func table(_ fact: Fact) -> StringTable { tables[fact.rawValue] }

    /// The codes of a fact by identity code.
    func codes(_ fact: Fact) -> [UInt32] {
        fact == .session ? sessions : traitCodes.map { traits[Int($0)].facts[fact.rawValue] }
    }

    /// What an identity says in a member; nil where it has no text.
    func text(_ member: IdentityMembers.Member, of identity: Int) -> String? {
        let traits = traits[Int(traitCodes[identity])]
        var text = texts.text(traits.texts[member.rawValue])
        if traits.endingWithSession.contains(member) { text += table(.session).text(sessions[identity]) }
        return text.isEmpty ? nil : text
    }

    /// The code of an identity's session.
    func session(of identity: Int) -> UInt32 { sessions[identity] }

    /// Bytes that it holds beside the tables of facts and the codes of sessions.
    var byteCount: Int {
        texts.byteCount + traits.capacity * MemoryLayout<CallerTraits>.stride + traitCodes.capacity * 4
            + kinds.capacity
    }

    // MARK: Storing

    func write(to file: inout StoredFileWriter) {
        for table in tables { table.write(to: &file) }
        texts.write(to: &file)
        file.write(traits.flatMap(\.words))
        file.write(traitCodes)
        file.write(sessions)
        file.write(kinds.map { UInt8($0.rank) })
    }

    /// What was written. No caller can be added.
    init(from file: inout StoredFileReader) throws(StoredFileProblem) {
        self.init(WideHasher(seed: 0))
        for fact in Fact.allCases { tables[fact.rawValue] = try StringTable(from: &file) }
        texts = try StringTable(from: &file)
        let words: [UInt32] = try file.array()
        traitCodes = try file.array()
        sessions = try file.array()
        let ranks: [UInt8] = try file.array()
        guard words.count % CallerTraits.wordCount == 0, let kinds = [Principal.Kind](ranks: ranks) else {
            throw .damaged("the callers")
        }
        traits = stride(from: 0, to: words.count, by: CallerTraits.wordCount).map {
            CallerTraits(words[$0..<($0 + CallerTraits.wordCount)])
        }
        self.kinds = kinds
        traitTable = CodeTable()
        guard isSound else { throw .damaged("the callers") }
    }

    /// Whether all codes are such.
    private var isSound: Bool {
        let counts = Fact.allCases.map { table($0).codeCount }
        return !traitCodes.isEmpty && traitCodes.areBelow(traits.count) && sessions.count == traitCodes.count
            && sessions.areBelow(table(.session).codeCount) && kinds.count >= table(.principal).codeCount
            && traits.allSatisfy { traits in
                counts.indices.allSatisfy { Int(traits.facts[$0]) < counts[$0] }
                    && traits.texts.indices.allSatisfy { Int(traits.texts[$0]) < texts.codeCount }
            }
    }

    // MARK: Identities

    private mutating func append(traits: UInt32, session: UInt32) {
        traitCodes.append(traits)
        sessions.append(session)
    }

    /// Adds the identity with the next code.
    mutating func append(_ members: borrowing IdentityMembers) {
        if !appendSession(members) { appendOther(members) }
    }

    /// Adds a session of a role that names its issuer: by far the most identities are such, and of all of a role only the
    /// first is looked at closely. False where the identity is none.
    private mutating func appendSession(_ members: borrowing IdentityMembers) -> Bool {
        guard let cut = SessionCut(members) else { return false }
        let hash = hasher.hash(cut.members, with: cut.mark)
        var code = traitTable.code(of: hash)
        if code == 0 {
            let principal = Principal(members.identity)
            // Of others it may hang on the session who they are.
            guard principal.kind == .role, ARN(principal.name) != nil else { return false }
            code = appendTraits(cut.members, principal, hash: hash, endingWithSession: cut.endingWithSession)
        }
        let session = tables[Fact.session.rawValue].intern(members.text.extracting(cut.session))
        append(traits: code, session: session)
        return true
    }

    private mutating func appendOther(_ members: borrowing IdentityMembers) {
        let identity = members.identity
        let principal = Principal(identity)
        let code = appendTraits(members, principal, hash: hasher.hash(members))
        if Principal.isPathUnknown(identity) { withoutPath.append(code) }
        append(traits: code, session: tables[Fact.session.rawValue].intern(principal.sessionName ?? ""))
    }

    private mutating func appendTraits(
        _ members: borrowing IdentityMembers, _ principal: Principal, hash: WideHash,
        endingWithSession: MemberSet = MemberSet()
    ) -> UInt32 {
        var new = CallerTraits()
        for member in IdentityMembers.Member.allCases {
            guard !members.places[member.rawValue].isNowhere else { continue }
            new.present.insert(MemberSet(member))
            new.texts[member.rawValue] = texts.intern(members[member])
        }
        new.endingWithSession = endingWithSession
        new.isAmbiguous = !members.places[IdentityMembers.ambiguity].isNowhere
        new.facts[Fact.principal.rawValue] = note(principal)
        new.facts[Fact.user.rawValue] = tables[Fact.user.rawValue].intern(principal.userName ?? "")
        new.facts[Fact.role.rawValue] = tables[Fact.role.rawValue].intern(principal.roleName ?? "")
        new.facts[Fact.type.rawValue] = tables[Fact.type.rawValue].intern(members[.type])
        let issuer = members[.issuerARN]
        if !issuer.isEmpty, RolePath.plain(String(utf8: issuer)) != nil { _ = rolesWithPath.intern(issuer) }
        return append(new, hash: hash)
    }

    private mutating func append(_ new: CallerTraits, hash: WideHash) -> UInt32 {
        let code = UInt32(traits.count)
        traits.append(new)
        traitTable.insert(hash, code: code)
        return code
    }

    /// The code of a principal's name.
    private mutating func note(_ principal: Principal) -> UInt32 {
        let code = tables[Fact.principal.rawValue].intern(principal.name)
        kinds.note(principal.kind, of: code)
        return code
    }

    // MARK: Merging

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
        if let map = sessions.maps[identities.base] { merged.sessions = merged.sessions.map { map[Int($0)] } }
        merged.traitCodes.reserveCapacity(identities.count)
        merged.sessions.reserveCapacity(identities.count)
        for (part, newCodes) in zip(parts.indices, identities.maps) {
            guard let newCodes else { continue }
            merged.add(parts[part], newCodes, sessions: sessions.maps[part])
        }
        merged.joinRolePaths()
        for fact in Fact.allCases where fact != .session { merged.tables[fact.rawValue].settle() }
        merged.tables[Fact.session.rawValue] = sessions.table
        merged.texts.settle()
        merged.traitTable = CodeTable()
        return merged
    }

    /// Adds the identities of other callers that are new here.
    ///
    /// - Parameters:
    ///   - newCodes: their codes here, by their codes there.
    ///   - sessions: the same for sessions; nil where they stay.
    private mutating func add(_ other: Callers, _ newCodes: [UInt32], sessions: [UInt32]?) {
        let known = count
        let traitMap = add(traitsOf: other)
        for (identity, code) in newCodes.enumerated() where code >= known {
            let session = other.sessions[identity]
            append(
                traits: traitMap[Int(other.traitCodes[identity])], session: sessions.map { $0[Int(session)] } ?? session
            )
        }
        _ = rolesWithPath.merge(other.rolesWithPath, isLast: false)
    }

    /// Adds the traits of other callers that are new here, and gives their codes here by their codes there.
    private mutating func add(traitsOf other: Callers) -> [UInt32] {
        let maps = Fact.allCases.map { fact in
            fact == .session ? [] : tables[fact.rawValue].merge(other.tables[fact.rawValue], isLast: false)
        }
        for (code, kind) in other.kinds.enumerated() {
            let own = maps[Fact.principal.rawValue][code]
            if own != StringTable.missing { kinds.note(kind, of: own) }
        }
        let textMap = texts.merge(other.texts, isLast: false)
        let waiting = Set(other.withoutPath)
        var traitMap: [UInt32] = [0]
        for (code, hash) in other.traitTable.hashes(codeCount: other.traits.count).enumerated().dropFirst() {
            var own = traitTable.code(of: hash)
            if own == 0 {
                var new = other.traits[code]
                for fact in Fact.allCases where fact != .session {
                    new.facts[fact.rawValue] = maps[fact.rawValue][Int(new.facts[fact.rawValue])]
                }
                for member in new.texts.indices { new.texts[member] = textMap[Int(new.texts[member])] }
                own = append(new, hash: hash)
                if waiting.contains(UInt32(code)) { withoutPath.append(own) }
            }
            traitMap.append(own)
        }
        return traitMap
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
        for number in traits.indices {
            let code = traits[number].facts[Fact.principal.rawValue]
            var name = old.text(code)
            if waiting.contains(UInt32(number)), let full = paths[name] { name = full }
            let new = names.intern(name)
            kinds.note(self.kinds[Int(code)], of: new)
            traits[number].facts[Fact.principal.rawValue] = new
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

extension [Principal.Kind] {
    /// - Parameter ranks: of each; nil where one is none.
    fileprivate init?(ranks: [UInt8]) {
        guard ranks.areBelow(Principal.Kind.ranked.count) else { return nil }
        self = ranks.map { Principal.Kind.ranked[Int($0)] }
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

    /// All of them, by their rank.
    fileprivate static let ranked: [Principal.Kind] = [
        .root, .role, .user, .service, .federated, .account, .directory, .hidden, .unknown,
    ]
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
