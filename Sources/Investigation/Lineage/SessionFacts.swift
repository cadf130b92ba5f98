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

    /// Nil where the record names no creation date.
    private init?(_ record: JSONValue) {
        guard let context = record[path: ["userIdentity", "sessionContext"]],
            let date = context[path: ["attributes", "creationDate"]]?.stringValue.flatMap({ EventTime($0) })
        else { return nil }
        created = date
        issuer = context[path: ["sessionIssuer", "arn"]]?.stringValue
        sourceIdentity = context["sourceIdentity"]?.stringValue
    }

    /// What records say of their sessions, each read once. One thread owns it.
    struct Book {
        private let records: RecordReader
        private var known: [Int: SessionFacts?] = [:]

        init(_ trail: Trail) {
            records = trail.records
        }

        private mutating func read(_ rows: Set<Int>) {
            let unknown = rows.filter { known[$0] == nil }
            guard !unknown.isEmpty else { return }
            for row in unknown { known[row] = .some(nil) }
            records.forEach(unknown) { row, record in known[row] = .some(SessionFacts(record.json)) }
        }

        /// By row; without records that cannot be read, or name no creation date.
        mutating func facts(of rows: some Sequence<Int>) -> [Int: SessionFacts] {
            let rows = Set(rows)
            read(rows)
            var found: [Int: SessionFacts] = [:]
            for row in rows { found[row] = known[row] ?? nil }
            return found
        }
    }
}
