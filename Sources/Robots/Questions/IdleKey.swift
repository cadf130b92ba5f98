internal import CloudTrail
internal import Detections
internal import Events
internal import Records

/// Whether nobody had used the key for long.
struct IdleKey: Robot {
    let id = "idle-key"
    let question = "Had nobody used the access key for long before?"
    let motive = "A key that sleeps for a month and wakes at a stranger's address was found by somebody."

    /// Issuing calls that are read, to see whether the key was just made.
    private static let mostRecords = 32

    func answer(_ subject: RobotSubject) -> RobotAnswer? {
        let index = subject.index
        guard let key = subject.text(.key) else { return nil }
        if AccessKeyKind(accessKeyID: key) == .temporary {
            return answer(
                subject, .clear, .high, "Not applicable: \(key) is temporary, and nobody had it long before.",
                evidence: [])
        }
        let days = subject.options.baselineDays
        let history = subject.history
        let uses = index.rows(.key, code: subject.value(.key).code)
        let start = subject.time.advanced(byMilliseconds: -Int64(days) * EventTime.day)
        if let owner = lastOwnersUse(subject, history), index.time(owner) >= start {
            return answer(
                subject, .clear, .high,
                "\(key) was in use: before the alert last at \(index.time(owner).iso8601), from where it is at home.",
                evidence: [owner])
        }
        guard history.isSufficient else {
            return answer(
                subject, .unknown, .unknown,
                "Insufficient history (\(Words.count(history.days, "day"))) to say whether \(key) was idle for "
                    + "\(Words.count(days, "day")).", evidence: [])
        }
        if let first = uses.first, let made = creation(of: key, before: first, subject) {
            return answer(
                subject, .clear, .high, "\(key) was not idle but new: made at \(index.time(made).iso8601).",
                evidence: [made])
        }
        if subject.isCancelled() { return nil }
        let last = uses.first.flatMap { $0 < history.window.lowerBound ? $0 : nil }.flatMap { _ in
            index.lastRow(in: 0..<history.window.lowerBound, having: [subject.value(.key)])
        }
        let since = last.map { row in
            let idle = subject.time.milliseconds - index.times[row]
            return "the last use was at \(index.time(row).iso8601), \(Words.duration(idle)) before"
        }
        let words = since ?? "not in this trail before the last \(Words.count(subject.options.recentDays, "day"))"
        return answer(
            subject, .finding, .high,
            "Nobody had used \(key) in the \(Words.count(days, "day")) before the alert: \(words).",
            evidence: [subject.row] + (last.map { [$0] } ?? []),
            reasons: [
                ScoreReason(points: 5, text: "a key that nobody had used for \(days) days", evidence: [subject.row])
            ])
    }

    /// The last use before the alert by somebody who is at home in the account: in the baseline any, in the days behind it
    /// one from an address that the account knows.
    private func lastOwnersUse(_ subject: RobotSubject, _ history: History) -> Int? {
        let index = subject.index
        let account = subject.value(.account)
        let recent = history.window.upperBound..<max(history.window.upperBound, subject.row)
        var isAtHome: [UInt32: Bool] = [subject.value(.ip).code: false]
        let late = index.lastRow(in: recent, having: [subject.value(.key)]) { row in
            let address = index.code(.ip, row)
            if let known = isAtHome[address] { return known }
            let isKnown =
                switch history.novelty(of: index.value(.ip, of: row), among: account) {
                case .rare, .usual: true
                case .new, .insufficientHistory: false
                }
            isAtHome[address] = isKnown
            return isKnown
        }
        return late ?? index.lastRow(in: history.window, having: [subject.value(.key)])
    }

    /// The call that made the key, if it is in the trail: one of the last before the key's first use.
    private func creation(of key: String, before first: Int, _ subject: RobotSubject) -> Int? {
        let index = subject.index
        guard let name = index.table(.name).code(of: "CreateAccessKey") else { return nil }
        let rows = index.rows(in: 0..<first, having: [FieldValue(.name, code: name), subject.value(.account)])
            .filter { index.flags($0).outcome == .ok }
        var made: Int?
        subject.trail.records.forEach(rows.suffix(Self.mostRecords)) { row, record in
            if CredentialIssue.issuedKey(in: record.json) == key { made = row }
        }
        return made
    }
}
