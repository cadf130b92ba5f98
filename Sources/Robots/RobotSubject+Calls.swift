internal import CloudTrail
internal import Detections
internal import Events
internal import Records

// The alert's call and its caller, as robots look at them.
extension RobotSubject {
    var index: EventIndex { trail.index }
    var time: EventTime { index.time(row) }

    func value(_ field: IndexField) -> FieldValue { index.value(field, of: row) }
    func text(_ field: IndexField) -> String? { index.text(field, row) }

    /// The Internet address that the call came from; nil where an AWS service stands in its place, or nothing.
    var address: String? { text(.ip).flatMap { IPAddress($0) == nil ? nil : $0 } }

    var context: CallContext { CallContext(of: row, in: index, options: options) }
    var history: History { History(of: row, in: index, options: options) }

    /// The name that people say: of a user or role without account and path.
    var caller: String {
        switch index.principalKind(index.code(.principal, row)) {
        case .root: "root"
        case .role: text(.role) ?? text(.principal) ?? "none"
        default: text(.user) ?? text(.principal) ?? "none"
        }
    }

    /// The rows around the call: as many days before and behind it as the history leaves out.
    var window: Range<Int> { index.rowRange(from: around.lowerBound, to: around.upperBound) }

    /// The same in time.
    private var around: Range<EventTime> {
        let reach = Int64(options.recentDays) * EventTime.day
        return time.advanced(byMilliseconds: -reach)..<time.advanced(byMilliseconds: reach + 1)
    }

    /// The caller's calls around the alert.
    var calls: RowSet { calls(in: window) }

    /// What the caller did within a range of rows: the calls with its key, and those of its principal. Of a role only the
    /// session counts, as others may hold the same role; of a service only the account.
    ///
    /// - Complexity: the caller's rows in the range.
    func calls(in range: Range<Int>) -> RowSet {
        let found = RowSet(sorted: index.rows(in: range, having: identity).map { UInt32($0) }, universe: index.count)
        let key = value(.key)
        guard key.code != StringTable.missing else { return found }
        let byKey = index.rows(in: range, having: [key]).map { UInt32($0) }
        return found.union(RowSet(sorted: byKey, universe: index.count))
    }

    /// What makes a call one of the same caller, whatever its key.
    var identity: [FieldValue] {
        switch index.principalKind(index.code(.principal, row)) {
        case .role: [value(.principal), value(.session)]
        case .service, .unknown: [value(.principal), value(.account)]
        default: [value(.principal)]
        }
    }

    /// What the principal did in the baseline: of a role all its sessions.
    var baseline: RowSet { history.rows(of: index.rows(.principal, code: index.code(.principal, row))) }
}

// What answers of "none" rest on.
extension RobotSubject {
    /// The silences of the account around the alert.
    var gapsAround: [Gap] {
        guard let first = window.first, let last = window.last else { return [] }
        return gaps(from: index.time(first), to: index.time(last))
    }

    /// The silences of the account, and the times in which its logging was stopped, between two moments; nil for no bound.
    func gaps(from start: EventTime?, to end: EventTime?) -> [Gap] {
        guard let account = text(.account) else { return [] }
        return gaps.filter { gap in
            gap.account == account && end.map { gap.from <= $0 } ?? true && start.map { $0 <= gap.to } ?? true
        }
    }

    /// `in 335 calls from 2020-05-03T08:49:17Z to 2020-05-07T00:09:59Z`, and where the trail has gaps in it.
    func coverage(of calls: RowSet) -> String { coverage(calls.count, accountAround) }

    /// The same of all calls of the account.
    var coverageOfAccount: String {
        let account = accountAround
        return coverage(account.total, account)
    }

    private func coverage(_ calls: Int, _ account: CallCount) -> String {
        guard let first = account.first, let last = account.last else { return "in no calls" }
        let missing = gapsAround.isEmpty ? "" : ", and \(Words.gaps(gapsAround))"
        return "in \(Words.count(calls, "call")) from \(first.iso8601) to \(last.iso8601)\(missing)"
    }

    /// The calls of the account around the alert.
    private var accountAround: CallCount {
        if let known = countInTrail([.all], in: around) { return known }
        let rows = index.rows(in: window, having: [value(.account)])
        var count = CallCount()
        count.total = rows.count
        count.first = rows.first.map { index.time($0) }
        count.last = rows.last.map { index.time($0) }
        return count
    }

    /// How many such calls the account made, where the index holds a part of the trail and it is known.
    func countInTrail(_ calls: [CallQuestion.Calls], in times: Range<EventTime>) -> CallCount? {
        guard let account = text(.account) else { return nil }
        let counts = calls.map {
            index.countInTrail(CallQuestion($0, account: account, from: times.lowerBound, to: times.upperBound))
        }
        return counts.contains(nil) ? nil : counts.compactMap(\.self).reduce(CallCount(), +)
    }
}
