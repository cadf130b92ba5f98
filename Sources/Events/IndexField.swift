/// The fields that the index answers without reading records.
public enum IndexField: Int, CaseIterable, Sendable {
    case name, service, region, account, principal, key, ip, agent, error, type, user, role, session, category
    case eventType, vpce, client, mfa, outcome, rw, source

    /// Those with lists of the rows of each value, by how long it takes to make them.
    public static let listed: [IndexField] = [.principal, .key, .name, .ip]
}
