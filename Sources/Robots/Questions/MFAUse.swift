internal import CloudTrail
internal import Detections
internal import Events

/// Whether multi-factor authentication stood behind the call.
struct MFAUse: Robot {
    let id = "mfa"
    let question = "Was the call made with MFA?"
    let motive = "A stolen password or session rarely has the second factor; a long-lived key does not need one."

    func answer(_ subject: RobotSubject) -> RobotAnswer? {
        let index = subject.index
        let context = subject.context
        let isSignIn = subject.text(.name) == "ConsoleLogin"
        let what = isSignIn ? "The sign-in" : "The call"
        let signIns = signIns(subject)
        let evidence = [subject.row] + signIns.rows
        switch context.mfa {
        case .yes:
            return answer(
                subject, .clear, .high, "\(what) was made with MFA\(signIns.words).", evidence: evidence)
        case .no where index.principalKind(subject.value(.principal).code) == .role:
            // Sessions that services and instances take say false, as nobody stands behind them.
            return answer(
                subject, .finding, .low,
                "\(what) was made without MFA, by a session of the role \(subject.caller): for roles of services and of "
                    + "federated users that is usual\(signIns.words).", evidence: evidence, reasons: context.mfaReasons)
        case .no:
            let usual = subject.history.novelty(of: subject.value(.mfa), among: subject.value(.principal))
            return answer(
                subject, .finding, isSignIn ? .high : .medium,
                "\(what) was made without MFA (for \(subject.caller) \(Words.novelty(usual)))\(signIns.words).",
                evidence: evidence, reasons: context.mfaReasons)
        case .unrecorded:
            let isLongTerm = subject.text(.key).map { AccessKeyKind(accessKeyID: $0) } == .longTerm
            let why =
                isLongTerm
                ? "calls with long-lived keys usually carry no record of it" : "the record does not say"
            return answer(
                subject, .unknown, .unknown, "MFA is not recorded: \(why)\(signIns.words).", evidence: evidence,
                reasons: context.mfaReasons)
        }
    }

    /// The caller's console sign-ins around the alert, by what they say of MFA.
    private func signIns(_ subject: RobotSubject) -> (rows: [Int], words: String) {
        let index = subject.index
        guard subject.text(.name) != "ConsoleLogin", let name = index.table(.name).code(of: "ConsoleLogin") else {
            return ([], "")
        }
        let rows = index.rows(in: subject.window, having: [FieldValue(.name, code: name)] + subject.identity)
            .filter { index.flags($0).outcome == .ok }
        guard !rows.isEmpty else { return ([], "") }
        let with = rows.count { index.flags($0).mfa == .yes }
        return (rows, "; of \(Words.count(rows.count, "console sign-in")) around it \(with) used MFA")
    }
}
