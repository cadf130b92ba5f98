public import CloudTrail
internal import Events
internal import Sigma

/// Why an alert's score is what it is: one addend.
public struct ScoreReason: Hashable, Sendable {
    public var points: Int
    public var text: String
    /// Rows that show it; of very many some from both ends.
    public var evidence: [Int]
    /// How many rows show it.
    public var events: Int

    /// - Parameter events: how many rows show it; nil where these are all.
    public init(points: Int, text: String, evidence: [Int], of events: Int? = nil) {
        self.points = points
        self.text = text
        self.evidence = evidence
        self.events = events ?? evidence.count
    }
}

/// A match of a rule: one for a rule, of a correlation one for a group.
public struct Alert: Hashable, Sendable, Identifiable {
    /// The rule's ID, behind which a correlation puts its group; of a finding the finding's ID.
    public var id: String
    public var rule: Rule
    /// The rows that matched, in time order. A finding whose calls are not in the trail has none.
    public var rows: [Int]
    /// The match that says most: details are shown of it.
    public var leadRow: Int?
    /// How many events matched; for a finding what the finding says.
    public var count: Int
    public var first: EventTime
    public var last: EventTime
    /// Distinct values among the matches, most frequent first.
    public var principals: [String]
    public var accessKeys: [String]
    public var addresses: [String]
    public var account: String?
    public var region: String?
    /// The reasons that make the score, the level's own share first.
    public var reasons: [ScoreReason]
    /// What holds the events together; nil where each matches by itself.
    public var correlation: CorrelationMatch?

    /// Whether anybody has to look at it.
    public var standing = Standing.open

    /// Whether an alert waits for somebody. Only findings of other products can be anything but open.
    public enum Standing: String, Sendable {
        case open
        /// Somebody, or a suppression rule, has put the finding away.
        case archived
        /// The product made it up, to show what such a finding looks like.
        case sample
    }

    /// Whether a row is among those that matched.
    ///
    /// - Complexity: a binary search.
    public func holds(_ row: Int) -> Bool {
        let place = rows.frontCount { $0 < row }
        return place < rows.count && rows[place] == row
    }

    /// The sum of the reasons' points, at most 100.
    public var score: Int { min(100, reasons.reduce(0) { $0 + $1.points }) }
}

extension Alert {
    /// An alert of a rule on rows of the index.
    ///
    /// - Parameters:
    ///   - rows: in time order, at least one.
    ///   - leadRow: one of them; the first where nil.
    ///   - reasons: beyond what the level gives.
    init(
        _ rule: Rule, id: String? = nil, rows: [Int], leadRow: Int? = nil, reasons: [ScoreReason], in index: EventIndex
    ) {
        let lead = leadRow ?? rows[0]
        self.init(
            id: id ?? rule.id, rule: rule, rows: rows, leadRow: lead, count: rows.count, first: index.time(rows[0]),
            last: index.time(rows[rows.count - 1]), principals: Self.values(.principal, of: rows, in: index),
            accessKeys: Self.values(.key, of: rows, in: index), addresses: Self.values(.ip, of: rows, in: index),
            account: index.text(.account, lead), region: index.text(.region, lead),
            reasons: [ScoreReason(points: rule.level.points, text: "level \(rule.level.rawValue)", evidence: [lead])]
                + reasons)
    }

    /// The distinct values of a field among rows in time order, most frequent first; "missing" left out.
    static func values(_ field: IndexField, of rows: [Int], in index: EventIndex) -> [String] {
        let set = RowSet(sorted: rows.map { UInt32($0) }, universe: index.count)
        let table = index.table(field)
        return index.groups(field, in: set).filter { $0.code != StringTable.missing }
            .map { (count: $0.count, text: table.text($0.code)) }
            .sorted { ($1.count, $0.text) < ($0.count, $1.text) }
            .map(\.text)
    }

    /// The order in which an analyst reads alerts: those that are open first; by level, then score, count, title and ID.
    public static func precedes(_ left: Alert, _ right: Alert) -> Bool {
        if (left.standing == .open) != (right.standing == .open) { return left.standing == .open }
        if left.rule.level != right.rule.level { return left.rule.level > right.rule.level }
        if left.score != right.score { return left.score > right.score }
        return left.precedesInReport(right)
    }

    /// The order in which scripts get them: by level, count, title, ID.
    public func precedesInReport(_ other: Alert) -> Bool {
        if rule.level != other.rule.level { return rule.level > other.rule.level }
        if count != other.count { return count > other.count }
        return (rule.title, id) < (other.rule.title, other.id)
    }
}
