internal import Events

/// How a column stands in for a member of the record; those of the caller have none of their own, see `IdentityMembers`.
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
        "vpcEndpointId": IndexedField(.vpce), "userIdentity.accessKeyId": IndexedField(.key),
        // Where a record does not name the account that received it, the caller's or the path's stands in.
        "recipientAccountId": IndexedField(.account, isExact: false),
    ]
}
