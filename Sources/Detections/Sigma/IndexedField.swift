internal import Events

/// How the index stands in for a member of the record.
struct IndexedField {
    /// Where the index has it.
    enum Source {
        case column(IndexField)
        /// What records say of their callers, for all of one caller at once.
        case caller(IdentityMembers.Member)
    }

    let source: Source
    /// Whether the index holds what the member holds, letter by letter; else it may hold a value though the member is
    /// missing.
    let isExact: Bool

    private init(_ source: Source, isExact: Bool = true) {
        self.source = source
        self.isExact = isExact
    }

    /// How the index has a field of a rule; nil where it has not.
    init?(_ path: String) {
        if let member = IdentityMembers.Member(path: path) {
            self.init(.caller(member))
        } else if let column = Self.columns[path] {
            self.init(.column(column))
        } else if path == "recipientAccountId" {
            // Where a record does not name the account that received it, the caller's or the path's stands in.
            self.init(.column(.account), isExact: false)
        } else {
            return nil
        }
    }

    private static let columns: [String: IndexField] = [
        "eventName": .name, "eventSource": .service, "awsRegion": .region, "sourceIPAddress": .ip, "userAgent": .agent,
        "errorCode": .error, "eventType": .eventType, "eventCategory": .category, "vpcEndpointId": .vpce,
        "userIdentity.accessKeyId": .key,
    ]

    /// The rows of which only the record says what the field holds.
    func openRows(in index: EventIndex) -> RowSet {
        switch source {
        case .caller(let member): index.rows(member, whereBlank: true)
        case .column: index.ambiguousRows
        }
    }
}
