internal import CloudTrail
internal import Events
internal import Query
internal import Records

/// The events that a robot found, summed up.
struct RobotResult: Sendable {
    let count: Int
    /// The times of the first and the last event, in ISO 8601; nil without events.
    let span: (first: String, last: String)?
    /// Of how many events, the last ones, the field was read.
    let readCount: Int
    /// How many values the field has.
    let distinct: Int
    /// The values that are named.
    let shown: [ValueGroup]
    /// Rows that show it, in time order.
    let evidence: [Int]

    /// So many of the first rows and of the last ones are evidence, beside those of the values that are named.
    private static let evidenceAtEachEnd = 100

    /// - Parameter readCount: the events behind the groups; nil for all.
    init(_ rows: RowSet, in trail: Trail, groups: [ValueGroup] = [], of readCount: Int? = nil, limit: Int = 0) {
        count = rows.count
        self.readCount = readCount ?? rows.count
        if let first = rows.first, let last = rows.last {
            span = (trail.index.time(first).iso8601, trail.index.time(last).iso8601)
        } else {
            span = nil
        }
        distinct = groups.count
        shown = Array(groups.prefix(limit))
        let all = rows.rows.map { Int($0) }
        if all.count <= 2 * Self.evidenceAtEachEnd {
            evidence = all
        } else {
            let named = shown.flatMap { [$0.firstRow, $0.lastRow] }
            let ends = all.prefix(Self.evidenceAtEachEnd) + all.suffix(Self.evidenceAtEachEnd)
            evidence = Set(named).union(ends).sorted()
        }
    }

    /// `12 events`.
    var events: String { count == 1 ? "1 event" : "\(count == 0 ? "no" : "\(count)") events" }
}
