internal import CloudTrail
internal import Events
internal import JSON
internal import Records

/// A user or role that a call made, or took a hold of.
struct HeldPrincipal: Hashable {
    enum Hold: Hashable {
        /// It was made: whatever it does is its maker's doing.
        case created
        /// Somebody who was there before got a password that its owner does not know.
        case password
        /// A role that was there before may be assumed by others.
        case trust
    }

    var row: Int
    /// The call's name: `CreateUser`.
    var via: String
    var hold: Hold
    /// Canonical principal.
    var principal: String
    /// The accounts that a role's trust names; `all` for everybody.
    var trusted: Set<String>
    /// The identity providers and principals that it names.
    var named: Set<String>
}

/// Reads whom calls made or took a hold of, each record once. One thread owns it.
struct HeldPrincipals {
    private let trail: Trail
    private var known: [Int: HeldPrincipal?] = [:]
    private var names = PrincipalNames()
    /// Successful calls of such a kind.
    let calls: RowSet

    /// Calls, what kind of principal they hold and how. Source: the API reference of IAM.
    private static let kinds: [String: (kind: String, hold: HeldPrincipal.Hold)] = [
        "CreateUser": ("user", .created), "CreateRole": ("role", .created),
        "CreateLoginProfile": ("user", .password), "UpdateLoginProfile": ("user", .password),
        "UpdateAssumeRolePolicy": ("role", .trust),
    ]

    init(_ trail: Trail) {
        self.trail = trail
        let index = trail.index
        calls = Self.kinds.keys.map { index.rows(.name, equal: $0) }
            .reduce(RowSet.none(of: index.count)) { $0.union($1) }
            .intersection(index.rows(.outcome, equal: Outcome.ok.word))
    }

    /// Whom rows made or hold, in time order; other calls are left out.
    mutating func held(by rows: some Collection<Int>) -> [HeldPrincipal] {
        let unknown = rows.filter { known[$0] == nil && calls.contains($0) }
        for row in unknown { known[row] = .some(nil) }
        trail.records.forEach(unknown) { row, record in known[row] = .some(held(row, record.json)) }
        return rows.sorted().compactMap { known[$0] ?? nil }
    }

    private mutating func held(_ row: Int, _ record: JSONValue) -> HeldPrincipal? {
        let via = trail.index.text(.name, row) ?? ""
        guard let (kind, hold) = Self.kinds[via],
            let name = record[path: ["requestParameters", kind + "Name"]]?.stringValue, !name.isEmpty
        else { return nil }
        let principal =
            record[path: ["responseElements", kind, "arn"]]?.stringValue
            ?? names.principal(
                kind, name, calledIn: record, account: trail.index.text(.account, row) ?? "", trail.index)
        return HeldPrincipal(
            row: row, via: via, hold: hold, principal: principal,
            trusted: kind == "role" ? ExternalAccount.named(in: record) : [],
            named: kind == "role" ? Self.named(in: record) : [])
    }

    /// Whom the statements of a role's trust name that are no accounts.
    private static func named(in record: JSONValue) -> Set<String> {
        let request = record["requestParameters"]
        guard let text = (request?["policyDocument"] ?? request?["assumeRolePolicyDocument"])?.stringValue,
            let policy = try? JSONValue.parse(text), let statements = policy["Statement"]
        else { return [] }
        var found: Set<String> = []
        for statement in PolicyReading.list(statements) where statement["Effect"]?.stringValue == "Allow" {
            for member in ["Federated", "AWS"] {
                found.formUnion(PolicyReading.list(statement["Principal"]?[member]).compactMap(\.stringValue))
            }
        }
        return found.subtracting(["*"])
    }
}

/// Finds the canonical principal of a user or role that a request names without its path. One thread owns it.
struct PrincipalNames {
    /// Nil before it was needed.
    private var known: [Name: String]?

    private struct Name: Hashable {
        var account: String
        var kind: String
        var name: String
    }

    /// The principal of the trail with the name, else the one that has no path.
    ///
    /// - Parameters:
    ///   - kind: `user` or `role`.
    ///   - record: the call, for the partition.
    /// - Complexity: one pass over all principals when it is first asked.
    mutating func principal(
        _ kind: String, _ name: String, calledIn record: JSONValue, account: String, _ index: EventIndex
    ) -> String {
        let partition = record[path: ["userIdentity", "arn"]]?.stringValue.flatMap { ARN($0) }?.partition ?? "aws"
        let plain = "arn:\(partition):iam::\(account):\(kind)/\(name)"
        if index.table(.principal).code(of: plain) != nil { return plain }
        let names = known ?? Self.all(in: index)
        known = names
        return names[Name(account: account, kind: kind, name: name)] ?? plain
    }

    private static func all(in index: EventIndex) -> [Name: String] {
        let table = index.table(.principal)
        var found: [Name: String] = [:]
        for code in 1..<UInt32(max(1, table.codeCount)) {
            let text = table.text(code)
            guard let arn = ARN(text), arn.service == "iam", let kind = arn.resource.split(separator: "/").first else {
                continue
            }
            let key = Name(account: arn.account, kind: String(kind), name: arn.name)
            // Of two paths the first in the alphabet: names are unique in an account.
            found[key] = min(text, found[key] ?? text)
        }
        return found
    }
}
