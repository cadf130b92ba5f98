internal import CloudTrail
internal import Events
internal import JSON
internal import Records

/// Ways in that the attacker made: who comes through them was in already, so that none of them is how the attacker got in.
struct OwnDoors {
    /// The first call by which the attacker made a user or role, or changed whom a role trusts.
    private var principals: [CredentialOwner: Int] = [:]
    /// The first call by which the attacker set a user's password.
    private var passwords: [CredentialOwner: Int] = [:]
    /// The same for identity providers, instances and functions, by ARN, ID and name.
    private var others: [String: Int] = [:]

    private static let calls: [String] = [
        "CreateUser", "CreateRole", "UpdateAssumeRolePolicy", "CreateLoginProfile", "UpdateLoginProfile",
        "ChangePassword", "CreateSAMLProvider", "UpdateSAMLProvider", "CreateOpenIDConnectProvider",
        "AddClientIDToOpenIDConnectProvider", "UpdateOpenIDConnectProviderThumbprint", "RunInstances",
    ]
    private static let functionCalls = ["CreateFunction", "UpdateFunctionCode"]

    init(_ calls: AttackerCalls, in trail: Trail) {
        let index = calls.index
        let functions = calls.ofService("lambda").filter { row in
            let name = CallName.base(of: index.text(.name, row) ?? "")
            return index.flags(row).outcome == .ok && Self.functionCalls.contains(name)
        }
        for (row, record) in trail.records.trees(of: (calls.succeeded(Self.calls) + functions).sorted()) {
            let caller = CredentialOwner(
                principal: index.text(.principal, row) ?? "", account: index.text(.account, row) ?? "")
            see(CallName.base(of: index.text(.name, row) ?? ""), record, row, caller)
        }
    }

    private mutating func see(_ call: String, _ record: JSONValue, _ row: Int, _ caller: CredentialOwner) {
        let request = record["requestParameters"]
        func named(_ member: String, _ kind: CredentialOwner.Kind) -> CredentialOwner? {
            request?[member]?.stringValue.map {
                CredentialOwner(kind: kind, name: $0, account: caller.account, partition: caller.partition)
            }
        }
        switch call {
        case "CreateUser": note(named("userName", .user), row, in: \.principals)
        case "CreateRole", "UpdateAssumeRolePolicy": note(named("roleName", .role), row, in: \.principals)
        case "CreateLoginProfile", "UpdateLoginProfile", "ChangePassword":
            note(named("userName", .user) ?? caller, row, in: \.passwords)
        case "RunInstances":
            for instance in InstanceList.ids(in: record) { note(instance, row, in: \.others) }
        case "CreateFunction", "UpdateFunctionCode":
            let name = request?["functionName"]?.stringValue
            note(name.flatMap { $0.split(separator: ":").last.map(String.init) }, row, in: \.others)
        default:
            let members = ["sAMLProviderArn", "openIDConnectProviderArn"]
            let providers = members.flatMap {
                [request?[$0]?.stringValue, record["responseElements"]?[$0]?.stringValue]
            }
            for provider in providers { note(provider, row, in: \.others) }
        }
    }

    private mutating func note<Door: Hashable>(
        _ door: Door?, _ row: Int, in doors: WritableKeyPath<OwnDoors, [Door: Int]>
    ) {
        guard let door, self[keyPath: doors][door] == nil else { return }
        self[keyPath: doors][door] = row
    }

    /// The call that made a user or role, or changed whom a role trusts, before a row.
    func making(of principal: CredentialOwner, before row: Int) -> Int? {
        principals[principal].flatMap { $0 < row ? $0 : nil }
    }

    /// The call that made or changed an identity provider, an instance or a function before a row.
    func making(of resource: String, before row: Int) -> Int? { others[resource].flatMap { $0 < row ? $0 : nil } }

    /// Whether a user's password was set before a row, or the user made.
    func setPassword(of user: CredentialOwner, before row: Int) -> Bool {
        making(of: user, before: row) != nil || passwords[user].map { $0 < row } ?? false
    }
}
