internal import Events

/// How the index stands in for a member of the record.
struct IndexedField {
    let field: IndexField
    /// Whether the column holds what the member holds, letter by letter; else it may hold a value though the member is
    /// missing.
    let isExact: Bool

    private init(_ field: IndexField, isExact: Bool = true) {
        self.field = field
        self.isExact = isExact
    }

    /// The column for a field of a rule; nil where there is none.
    init?(_ path: String) {
        guard let known = Self.byPath[path] else { return nil }
        self = known
    }

    private static let byPath: [String: IndexedField] = [
        "eventName": IndexedField(.name), "eventSource": IndexedField(.service), "awsRegion": IndexedField(.region),
        "sourceIPAddress": IndexedField(.ip), "userAgent": IndexedField(.agent), "errorCode": IndexedField(.error),
        "eventType": IndexedField(.eventType), "eventCategory": IndexedField(.category),
        "vpcEndpointId": IndexedField(.vpce), "userIdentity.type": IndexedField(.type),
        "userIdentity.accessKeyId": IndexedField(.key), "userIdentity.accountId": IndexedField(.callerAccount),
        // Where a record does not name the account that received it, the caller's or the path's stands in.
        "recipientAccountId": IndexedField(.account, isExact: false),
    ]
}
