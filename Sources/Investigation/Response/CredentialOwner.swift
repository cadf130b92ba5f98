internal import CloudTrail

/// Whom a credential belongs to, taken from a canonical principal.
struct CredentialOwner: Hashable, Comparable {
    enum Kind: Int, Hashable {
        case user, role, root, other
    }

    var kind: Kind
    /// Without its path: commands take no other.
    var name: String
    var account: String
    var partition: String

    init(kind: Kind, name: String, account: String, partition: String) {
        self.kind = kind
        self.name = name
        self.account = account
        self.partition = partition
    }

    /// - Parameter account: where the principal names none.
    init(principal: String, account: String) {
        guard let arn = ARN(principal), arn.service == "iam" else {
            self.init(kind: .other, name: principal, account: account, partition: "aws")
            return
        }
        let kind: Kind =
            arn.resource == "root"
            ? .root : arn.resource.hasPrefix("user/") ? .user : arn.resource.hasPrefix("role/") ? .role : .other
        self.init(
            kind: kind, name: arn.name, account: arn.account.isEmpty ? account : arn.account, partition: arn.partition)
    }

    static func < (left: CredentialOwner, right: CredentialOwner) -> Bool {
        (left.account, left.kind.rawValue, left.name, left.partition)
            < (right.account, right.kind.rawValue, right.name, right.partition)
    }
}
