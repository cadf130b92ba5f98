internal import CloudTrail
internal import Detections
internal import Events

/// Whether the root user was used, by the alert or near it.
struct RootUse: Robot {
    let id = "root-use"
    let question = "Was the root user used, by this alert or near it in the account?"
    let motive = "Root may do everything and is needed for next to nothing: its use is rarely routine."

    func answer(_ subject: RobotSubject) -> RobotAnswer? {
        let index = subject.index
        if index.principalKind(subject.value(.principal).code) == .root {
            return answer(
                subject, .finding, .high,
                "The call \(subject.text(.name) ?? "") was made as root of \(subject.text(.account) ?? "the account").",
                evidence: [subject.row],
                reasons: [ScoreReason(points: 10, text: "made by the root user", evidence: [subject.row])])
        }
        guard let account = subject.text(.account) else {
            return answer(subject, .unknown, .unknown, "The record names no account.", evidence: [subject.row])
        }
        let rows = uses(of: account, subject)
        guard let first = rows.first else {
            let span = subject.coverageOfAccount
            let isWhole = subject.gapsAround.isEmpty
            return answer(
                subject, isWhole ? .clear : .unknown, isWhole ? .high : .low,
                "Root of \(account) was not used \(span).", evidence: [])
        }
        let failed = rows.count { index.flags($0).outcome != .ok }
        let names = Words.list(Set(rows.compactMap { index.text(.name, $0) }).sorted())
        return answer(
            subject, .finding, .medium,
            "Root of \(account) made \(Words.count(rows.count, "call")) around the alert (\(failed) failed): \(names), "
                + "first at \(index.time(first).iso8601).", evidence: rows,
            reasons: [ScoreReason(points: 5, text: "the root user was used near the alert", evidence: [first])])
    }

    /// Root's calls in an account around the alert, but for those that services make in its name.
    private func uses(of account: String, _ subject: RobotSubject) -> [Int] {
        let index = subject.index
        let principals = ["aws", "aws-us-gov", "aws-cn"].map { "arn:\($0):iam::\(account):root" } + ["root"]
        return principals.compactMap { index.table(.principal).code(of: $0) }
            .filter { index.principalKind($0) == .root }
            .flatMap {
                index.rows(in: subject.window, having: [FieldValue(.principal, code: $0), subject.value(.account)])
            }
            .filter { index.flags($0).client != .service }.sorted()
    }
}
