internal import ATTACK
internal import CloudTrail
internal import Detections
internal import Events
internal import Records

/// The calls around the alert that are rarely innocent.
struct InterestingCalls: Robot {
    let id = "interesting-calls"
    let question = "Which interesting calls did the principal make around the alert?"
    let motive = "What changes access, hides tracks or takes data tells what the caller is after."

    /// Calls of this interest and above are findings; those one below are counted.
    private static let leastInterest = 3

    private struct Call {
        var name: String
        var interest: Int
        var rows: [Int] = []
        var ok = 0
        var denied = 0
        /// Those that asked again for what was there.
        var repeated = 0
    }

    func answer(_ subject: RobotSubject) -> RobotAnswer? {
        let calls = subject.calls
        let graded = graded(calls, subject.index)
        let found = graded.filter { $0.interest >= Self.leastInterest }
        let lesser = graded.filter { $0.interest == Self.leastInterest - 1 }.reduce(0) { $0 + $1.rows.count }
        let context = lesser == 0 ? "" : "; \(Words.count(lesser, "call")) of lesser interest beside them"
        guard !found.isEmpty else {
            return answer(
                subject, subject.gapsAround.isEmpty ? .clear : .unknown, subject.gapsAround.isEmpty ? .high : .low,
                "\(subject.caller) made no interesting call \(subject.coverage(of: calls))\(context).", evidence: [])
        }
        let words = found.map { call in
            let failed = call.rows.count - call.ok - call.denied - call.repeated
            let outcomes = Words.outcomes(
                ok: call.ok, repeated: call.repeated, denied: call.denied, failed: failed)
            return "\(call.name) (\(outcomes))"
        }
        return answer(
            subject, .finding, .high,
            "\(subject.caller) made \(Words.list(words, most: 8)) around the alert\(context).",
            evidence: found.flatMap(\.rows), reasons: reasons(subject, found))
    }

    /// By interest, how often, and name.
    private func graded(_ rows: RowSet, _ index: EventIndex) -> [Call] {
        let names = index.groups(.name, in: rows).filter {
            CallTable.standard.calls(named: index.table(.name).text($0.code)).contains {
                $0.interest >= Self.leastInterest - 1
            }
        }
        guard !names.isEmpty else { return [] }
        let wanted = Set(names.map(\.code))
        var calls: [UInt64: Call] = [:]
        rows.forEach { row in
            let name = index.code(.name, row)
            guard wanted.contains(name) else { return }
            let key = UInt64(name) << 32 | UInt64(index.code(.service, row))
            var call = calls[key] ?? grade(row, index)
            call.rows.append(row)
            switch index.flags(row).outcome {
            case .ok: call.ok += 1
            case .denied: call.denied += 1
            case .error where index.isRepeat(row): call.repeated += 1
            case .error: break
            }
            calls[key] = call
        }
        return calls.values.sorted {
            ($1.interest, $1.rows.count, $0.name, $0.rows[0]) < ($0.interest, $0.rows.count, $1.name, $1.rows[0])
        }
    }

    private func grade(_ row: Int, _ index: EventIndex) -> Call {
        let name = index.text(.name, row) ?? ""
        let interest = CallTable.standard.interest(service: index.text(.service, row) ?? "", name: name) ?? 0
        return Call(name: name, interest: interest)
    }

    /// What the alert itself is about has its points from the rule's level.
    private func reasons(_ subject: RobotSubject, _ found: [Call]) -> [ScoreReason] {
        let history = subject.history
        let others = found.filter { call in
            call.ok > 0 && call.name != subject.text(.name)
                && history.novelty(of: subject.index.value(.name, of: call.rows[0]), among: subject.value(.principal))
                    == .new
        }
        guard let gravest = others.first else { return [] }
        return [
            ScoreReason(
                points: gravest.interest > Self.leastInterest ? 10 : 5,
                text: "interesting calls new to the principal: \(Words.list(others.map(\.name), most: 4))",
                evidence: others.map { $0.rows[0] })
        ]
    }
}
