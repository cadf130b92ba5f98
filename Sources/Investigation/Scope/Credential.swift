internal import CloudTrail
internal import Events

/// What an attacker may hold.
enum Credential: Hashable {
    /// An access key.
    case key(String)
    /// A principal that called without one: signed in to the console, or not yet.
    case principal(String)

    /// The key's ID or the principal's canonical name.
    var value: String {
        switch self {
        case .key(let id): id
        case .principal(let name): name
        }
    }
}

extension Credential: Comparable {
    static func < (left: Credential, right: Credential) -> Bool {
        switch (left, right) {
        case (.key, .principal): true
        case (.principal, .key): false
        default: left.value < right.value
        }
    }
}

extension EventIndex {
    /// The rows of a credential: of a principal those without a key.
    func rows(of credential: Credential) -> RowSet {
        switch credential {
        case .key(let id): rows(.key, equal: id)
        case .principal(let name): rows(.principal, equal: name).intersection(rows(.key, code: StringTable.missing))
        }
    }

    /// Whether a principal may be somebody: not a service, nor one of whom only the account is known, nor one whose name
    /// CloudTrail hides.
    func isSomebody(_ principal: UInt32) -> Bool {
        switch principalKind(principal) {
        case .root, .user, .role, .federated, .directory: true
        case .service, .account, .hidden, .unknown: false
        }
    }
}
