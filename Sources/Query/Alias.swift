/// A short name for something that is asked of events again and again. The raw value is what people write.
public enum Alias: String, CaseIterable, Sendable {
    case id, time, name, service, ip, region, agent, error, type, category, account, source, vpce
    case key, principal, user, role, session
    case client, mfa, outcome, rw
    case target, instance, group, bucket
    case tactic, technique
    case `is`, has, tag

    /// The only words that a value may be, where the set is closed.
    public var words: [String]? {
        switch self {
        case .client: ["cli", "sdk", "console", "iac", "service", "tool", "other"]
        case .mfa: ["true", "false", "unrecorded"]
        case .outcome: ["ok", "denied", "error"]
        case .rw: ["read", "write"]
        case .is: ["alerted", "scoped", "marked"]
        case .has: ["note"]
        default: nil
        }
    }

    /// What it stands for, in a few words: for completion and help.
    public var summary: String {
        switch self {
        case .id: "eventID"
        case .time: "eventTime"
        case .name: "eventName"
        case .service: "eventSource, also without .amazonaws.com"
        case .ip: "sourceIPAddress, also a network"
        case .region: "awsRegion"
        case .agent: "userAgent"
        case .error: "errorCode"
        case .type: "userIdentity.type"
        case .category: "eventCategory"
        case .account: "recipientAccountId"
        case .source: "the file it came from"
        case .vpce: "vpcEndpointId"
        case .key: "accessKeyId"
        case .principal: "the caller, as ARN or short name"
        case .user: "user name"
        case .role: "role name"
        case .session: "session name"
        case .client: "kind of program"
        case .mfa: "multi-factor authentication"
        case .outcome: "how the call ended"
        case .rw: "read or write"
        case .target: "a resource that the call names"
        case .instance: "an instance that the call names"
        case .group: "a security group that the call names"
        case .bucket: "a bucket that the call names"
        case .tactic: "ATT&CK tactic, by name or id"
        case .technique: "ATT&CK technique, by name or id"
        case .is: "alerted, scoped or marked"
        case .has: "note"
        case .tag: "a tag of yours"
        }
    }
}
