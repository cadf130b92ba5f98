internal import CloudTrail
internal import Events
internal import JSON
internal import Records

/// What calls since an attacker's first one took away or gave: keys and passwords, by whomever.
struct CredentialEnds {
    /// A key that the attacker made, or made work again.
    struct GivenKey {
        var owner: CredentialOwner
        var row: Int
        var isMade: Bool
    }

    /// The calls that deactivated or deleted keys, which have not been activated since.
    private(set) var keys: [String: Int] = [:]
    /// The calls that deleted passwords, or set others: the attacker's own setting gives one again.
    private(set) var passwords: [CredentialOwner: Int] = [:]
    private(set) var givenKeys: [String: GivenKey] = [:]
    /// The last call by which the attacker set each password.
    private(set) var setPasswords: [CredentialOwner: Int] = [:]

    private static let names = [
        "CreateAccessKey", "UpdateAccessKey", "DeleteAccessKey", "CreateLoginProfile", "UpdateLoginProfile",
        "DeleteLoginProfile", "ChangePassword", "PasswordUpdated", "PasswordRecoveryCompleted",
    ]
    /// So many calls are looked through.
    private static let limit = 20_000

    /// - Parameter own: the attacker's calls.
    init(after first: Int, own: Set<Int>, in trail: Trail) {
        let index = trail.index
        let rows = index.successes(named: Self.names).intersection(index.rows(from: index.time(first), to: nil))
        for (row, record) in trail.records.trees(of: rows.rows.map { Int($0) }, limit: Self.limit) where row >= first {
            let caller = CredentialOwner(
                principal: index.text(.principal, row) ?? "", account: index.text(.account, row) ?? "")
            switch index.text(.name, row) {
            case "CreateAccessKey", "UpdateAccessKey", "DeleteAccessKey":
                seeKey(row, record, caller, isOwn: own.contains(row))
            default: seePassword(row, record, caller, isOwn: own.contains(row))
            }
        }
    }

    private mutating func seeKey(_ row: Int, _ record: JSONValue, _ caller: CredentialOwner, isOwn: Bool) {
        let issued = CredentialIssue.issuedKey(in: record)
        guard let key = issued ?? record[path: ["requestParameters", "accessKeyId"]]?.stringValue, !key.isEmpty else {
            return
        }
        let isActive = record[path: ["requestParameters", "status"]]?.stringValue == "Active"
        guard issued != nil || isActive else {
            if keys[key] == nil { keys[key] = row }
            return
        }
        keys[key] = nil
        if isOwn {
            let isMade = issued != nil || givenKeys[key]?.isMade == true
            givenKeys[key] = GivenKey(owner: Self.user(in: record, caller), row: row, isMade: isMade)
        }
    }

    private mutating func seePassword(_ row: Int, _ record: JSONValue, _ caller: CredentialOwner, isOwn: Bool) {
        let owner = Self.user(in: record, caller)
        if isOwn, record["eventName"]?.stringValue != "DeleteLoginProfile" {
            setPasswords[owner] = row
            passwords[owner] = nil
        } else if passwords[owner] == nil {
            passwords[owner] = row
        }
    }

    /// Whom a call is about: the user that it names, else who called.
    private static func user(in record: JSONValue, _ caller: CredentialOwner) -> CredentialOwner {
        let named =
            record[path: ["requestParameters", "userName"]]?.stringValue
            ?? record[path: ["responseElements", "accessKey", "userName"]]?.stringValue
        guard let named, !named.isEmpty else { return caller }
        return CredentialOwner(kind: .user, name: named, account: caller.account, partition: caller.partition)
    }
}
