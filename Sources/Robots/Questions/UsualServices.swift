internal import CloudTrail
internal import Detections
internal import Events

/// Which services the principal uses otherwise, against those around the alert.
struct UsualServices: Robot {
    let id = "usual-services"
    let question = "Which services does the principal normally use?"
    let motive = "A user that only takes snapshots has no business in IAM: what it never used stands out."

    func answer(_ subject: RobotSubject) -> RobotAnswer? {
        let index = subject.index
        let history = subject.history
        let baseline = subject.baseline
        let usual = uses(baseline, index)
        let around = index.groups(.service, in: subject.calls).filter { $0.code != StringTable.missing }
        let known = Set(index.groups(.service, in: baseline).map(\.code))
        let fresh = around.filter { !known.contains($0.code) }
        let habit =
            usual.isEmpty
            ? "\(subject.caller) called nothing in the baseline"
            : "\(subject.caller) normally uses \(Words.list(usual))"
        let names = fresh.map { Self.short(index.table(.service).text($0.code)) }.sorted()
        let evidence = fresh.map(\.first)
        guard history.isSufficient else {
            let days = Words.count(history.days, "day")
            return answer(
                subject, .unknown, .unknown,
                usual.isEmpty
                    ? "Insufficient history (\(days)) to say what \(subject.caller) normally uses"
                        + (names.isEmpty ? "." : "; around the alert \(Words.list(names)).")
                    : "Insufficient history (\(days)): \(habit)"
                        + (names.isEmpty ? "." : "; around the alert also \(Words.list(names))."), evidence: evidence)
        }
        guard !fresh.isEmpty else {
            return answer(
                subject, .clear, .high, "\(habit), and nothing else around the alert.", evidence: [subject.row])
        }
        return answer(
            subject, .finding, .high,
            "\(habit); around the alert \(names.count == around.count && usual.isEmpty ? "it used" : "it also used") "
                + "\(Words.list(names)), new to it.", evidence: evidence,
            reasons: [
                ScoreReason(points: 5, text: "services new to the principal: \(Words.list(names))", evidence: evidence)
            ])
    }

    /// `ec2 (100 read, 20 write)`, most used first.
    private func uses(_ rows: RowSet, _ index: EventIndex) -> [String] {
        let writes = rows.intersection(index.rows(.rw, equal: ReadWrite.write.word))
        let written = Dictionary(uniqueKeysWithValues: index.groups(.service, in: writes).map { ($0.code, $0.count) })
        return index.groups(.service, in: rows).filter { $0.code != StringTable.missing }
            .map { (name: Self.short(index.table(.service).text($0.code)), $0.count, writes: written[$0.code] ?? 0) }
            .sorted { ($1.1, $0.name) < ($0.1, $1.name) }
            .map { "\($0.name) (\($0.1 - $0.writes) read, \($0.writes) write)" }
    }

    static func short(_ service: String) -> String {
        service.hasSuffix(".amazonaws.com") ? String(service.dropLast(".amazonaws.com".count)) : service
    }
}
