public import Events

extension Alias {
    /// The column that holds its values; nil where it is no column.
    public var indexField: IndexField? {
        switch self {
        case .name: .name
        case .service: .service
        case .ip: .ip
        case .region: .region
        case .agent: .agent
        case .error: .error
        case .type: .type
        case .category: .category
        case .account: .account
        case .source: .source
        case .vpce: .vpce
        case .key: .key
        case .principal: .principal
        case .user: .user
        case .role: .role
        case .session: .session
        case .client: .client
        case .mfa: .mfa
        case .outcome: .outcome
        case .rw: .rw
        case .id, .time, .target, .instance, .group, .bucket, .tactic, .technique, .is, .has, .tag: nil
        }
    }
}
