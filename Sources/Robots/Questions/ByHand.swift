internal import CloudTrail
internal import Detections
internal import Events

/// Whether a person made a call that this account leaves to infrastructure as code.
struct ByHand: Robot {
    let id = "by-hand"
    let question = "Was the call made by hand, where the account uses infrastructure as code?"
    let motive = "What a pipeline does every week and a person never does is out of place when a person does it."

    /// Calls with one purpose: a tool that uses one of them stands for the others.
    private static let alike = [["CreateKeyPair", "ImportKeyPair"]]

    func answer(_ subject: RobotSubject) -> RobotAnswer? {
        let name = subject.text(.name) ?? "the call"
        let client = subject.context.client
        switch client {
        case .iac:
            return answer(
                subject, .clear, .medium, "\(name) was made by infrastructure as code, by its user agent.",
                evidence: [subject.row])
        case .service:
            return answer(
                subject, .clear, .medium, "\(name) was made by an AWS service, not by hand.", evidence: [subject.row])
        case .cli, .sdk, .console, .tool, .other: break
        }
        let history = subject.history
        guard let (calls, habit) = habit(subject, history) else {
            let why =
                history.isSufficient
                ? "the account had not made such a call in the baseline"
                : "insufficient history (\(Words.count(history.days, "day")))"
            return answer(
                subject, .unknown, .unknown,
                "\(name) was not made by infrastructure as code (client \(client.word)), and no habit can be told: "
                    + "\(why).", evidence: [subject.row])
        }
        let were = habit.byCode == 1 ? "was" : "were"
        let share = "\(habit.byCode) of \(calls) in the account \(were) made by infrastructure as code before"
        guard habit.byCode * 2 > habit.count else {
            return answer(
                subject, .clear, habit.isSame ? .high : .medium,
                "\(name) was made by hand (client \(client.word)), as is usual: \(share).", evidence: [subject.row])
        }
        return answer(
            subject, .finding, habit.isSame ? .high : .medium,
            "\(name) was made by hand (client \(client.word)), where infrastructure as code is usual: \(share).",
            evidence: [subject.row] + habit.last,
            reasons: [
                ScoreReason(
                    points: 5, text: "by hand, where the account uses infrastructure as code", evidence: [subject.row])
            ])
    }

    private struct Habit {
        var count: Int
        var byCode: Int
        /// Whether it is the habit of this very call or of one that does the same.
        var isSame: Bool
        /// The last call by code.
        var last: [Int]
    }

    /// How the account makes this call; where it never did, how it makes changes in the service.
    private func habit(_ subject: RobotSubject, _ history: History) -> (calls: String, Habit)? {
        let index = subject.index
        let name = subject.text(.name) ?? ""
        let names = Self.alike.first { $0.contains(name) } ?? [name]
        let same = names.compactMap { index.table(.name).code(of: $0) }.map {
            [FieldValue(.name, code: $0), subject.value(.account)]
        }
        let sameInTrail = names.map { CallQuestion.Calls.named($0) }
        if let habit = habit(same, sameInTrail, isSame: true, history, subject) {
            return (Words.count(habit.count, "call") + " of \(names.joined(separator: " or "))", habit)
        }
        guard index.flags(subject.row).readWrite == .write else { return nil }
        let writes = [subject.value(.service), subject.value(.account), subject.value(.rw)]
        let writesInTrail = [CallQuestion.Calls.changes(in: subject.text(.service) ?? "")]
        return habit([writes], writesInTrail, isSame: false, history, subject).map {
            (Words.count($0.count, "change") + " in " + UsualServices.short(subject.text(.service) ?? ""), $0)
        }
    }

    /// - Parameter wanted: what `calls` are, for a trail of which the index holds a part.
    private func habit(
        _ calls: [[FieldValue]], _ wanted: [CallQuestion.Calls], isSame: Bool, _ history: History,
        _ subject: RobotSubject
    ) -> Habit? {
        let index = subject.index
        let rows = calls.flatMap { index.rows(in: history.window, having: $0) }
        // What services do on their own says nothing of how people work.
        let people = rows.filter { index.flags($0).client != .service }
        let byCode = people.filter { index.flags($0).client == .iac }
        let inTrail = subject.countInTrail(wanted, in: history.times)
        let count = inTrail?.byPeople ?? people.count
        guard count > 0 else { return nil }
        return Habit(
            count: count, byCode: inTrail?.byCode ?? byCode.count, isSame: isSame,
            last: byCode.max().map { [$0] } ?? [])
    }
}
