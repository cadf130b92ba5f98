internal import Events
internal import Query
internal import Records
internal import YAML

/// What a robot says of the events that it finds.
enum RobotSummary: Hashable, Sendable {
    /// How many there are.
    case count
    /// The most frequent values of a field: by count, then by value.
    case top(Field, limit: Int)
    /// When the first and the last was.
    case firstLast
    /// The values of a field, in the order of their first events, then by value.
    case list(Field, limit: Int)
    /// Whether there are so many events, or so many values of a field.
    case yesNo(threshold: Int, of: Field?)

    /// How many values are named where the author does not say.
    static let usualLimit = 5

    var field: Field? {
        switch self {
        case .count, .firstLast, .yesNo(_, nil): nil
        case .top(let field, _), .list(let field, _), .yesNo(_, let field?): field
        }
    }

    /// The finding that follows if the author does not say.
    var finding: RobotFinding {
        if case .yesNo(let threshold, _) = self { RobotFinding(bound: .atLeast(threshold)) } else { RobotFinding() }
    }

    private var limit: Int {
        switch self {
        case .top(_, let limit), .list(_, let limit): limit
        case .count, .firstLast, .yesNo: Self.usualLimit
        }
    }

    /// Of fields that only records have so many events are read, the last ones: robots answer while somebody waits.
    private static let mostRecords = 200

    /// Sums events up; nil where it was given up.
    func result(of rows: RowSet, in trail: Trail, isCancelled: () -> Bool) -> RobotResult? {
        guard let field else { return RobotResult(rows, in: trail) }
        let all = rows.rows
        let read =
            FieldReader.needsRecord(field) && all.count > Self.mostRecords
            ? RowSet(sorted: Array(all.suffix(Self.mostRecords)), universe: rows.universe) : rows
        var groups = FieldReader(trail.index).groups(by: field, in: read, of: trail, isCancelled: isCancelled)
        if isCancelled() { return nil }
        if case .list = self {
            groups.sort { $0.firstRow == $1.firstRow ? $0.value < $1.value : $0.firstRow < $1.firstRow }
        }
        return RobotResult(rows, in: trail, groups: groups, of: read.count, limit: limit)
    }

    /// The number that decides about a finding.
    func measure(of result: RobotResult) -> Int {
        if case .yesNo(_, _?) = self { result.distinct } else { result.count }
    }

    /// The answer in a sentence, where the author gives none.
    ///
    /// - Parameter window: what is said of the time behind a number of events.
    func sentence(of result: RobotResult, window: String) -> String {
        let events = "\(result.events) \(window)"
        switch self {
        case .count: return events + result.span.map { ", \($0.first) to \($0.last)" }.orNothing
        case .firstLast:
            return result.span.map { "first \($0.first), last \($0.last); " }.orNothing + events
        case .top, .list:
            if result.count == 0 { return events }
            return (result.distinct == 0 ? "nothing recorded" : values(of: result)) + "; " + events
        case .yesNo(let threshold, let field):
            let measure = measure(of: result)
            let wanted = measure < threshold && threshold > 1 ? "; \(threshold) are asked for" : ""
            let answer = measure >= threshold ? "yes: " : "no: "
            guard field != nil else { return answer + events + wanted }
            let named = result.distinct == 0 ? "" : " (\(values(of: result)))"
            return "\(answer)\(result.distinct) different\(named), \(events)\(wanted)"
        }
    }

    /// The values that are named: `s3 12, ec2 5 and 3 more`.
    func values(of result: RobotResult) -> String {
        let shown = result.shown.map { group in
            let value = Wording.cut(group.value)
            if case .top = self { return "\(value) \(group.count)" }
            return value
        }
        let more = result.distinct - shown.count
        let named = shown.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
        return result.readCount < result.count ? named + " in the last \(result.readCount)" : named
    }
}

extension String? {
    fileprivate var orNothing: String { self ?? "" }
}
