internal import CloudTrail
internal import JSON
internal import Records

/// What a record says of the session that it was made in.
struct SessionFacts: Hashable {
    /// `sessionContext.sessionIssuer.arn`.
    var issuer: String?
    /// `sessionContext.attributes.creationDate`.
    var created: EventTime
    /// `sessionContext.sourceIdentity`.
    var sourceIdentity: String?

    /// Nil where the record cannot be read, or names no creation date.
    init?(of row: Int, in trail: Trail) {
        guard let context = try? trail.record(row).json[path: ["userIdentity", "sessionContext"]],
            let date = context[path: ["attributes", "creationDate"]]?.stringValue.flatMap({ EventTime($0) })
        else { return nil }
        created = date
        issuer = context[path: ["sessionIssuer", "arn"]]?.stringValue
        sourceIdentity = context["sourceIdentity"]?.stringValue
    }
}
