internal import CloudTrail
internal import Detections
internal import Events

/// Whether somebody tried out what may be done: a call denied first and allowed later, to the caller, or to another key at
/// the same address before.
struct PermissionProbe: Robot {
    let id = "permission-probe"
    let question = "Did the caller try out permissions: denied first, then allowed?"
    let motive = "Who holds keys but does not know them tries calls, key by key, and stays with the key that may."

    /// So many different calls denied are a probe, though none was allowed.
    private static let manyNames = 5

    func answer(_ subject: RobotSubject) -> RobotAnswer? {
        let index = subject.index
        let calls = subject.calls
        // What was denied as often before is how the principal works, not a probe.
        let own = probed(calls, index) { _, _ in true }.filter { isUnusual($0.value.denied, subject) }
        let key = subject.value(.key).code
        var others: [String: Probe] = [:]
        if let address = subject.address, subject.context.addressInAccount == .new, key != StringTable.missing {
            let uses = index.rows(in: subject.window, having: [subject.value(.ip)]).map { UInt32($0) }
            others = probed(RowSet(sorted: uses, universe: index.count), index) { denied, allowed in
                denied != key && allowed == key
            }
            guard !own.isEmpty || !others.isEmpty else { return denials(subject, calls) }
            return finding(subject, own, others, address)
        }
        guard !own.isEmpty else { return denials(subject, calls) }
        return finding(subject, own, others, "")
    }

    private struct Probe {
        var denied: Int
        var allowed: Int
    }

    private func finding(
        _ subject: RobotSubject, _ own: [String: Probe], _ others: [String: Probe], _ address: String
    ) -> RobotAnswer {
        var parts: [String] = []
        if !own.isEmpty {
            parts.append("denied to \(subject.caller) first and then allowed: \(Words.list(own.keys.sorted()))")
        }
        if !others.isEmpty {
            parts.append(
                "denied to other keys at \(address), then allowed to that of \(subject.caller): "
                    + Words.list(others.keys.sorted()))
        }
        let evidence = (Array(own.values) + Array(others.values)).flatMap { [$0.denied, $0.allowed] }
        return answer(
            subject, .finding, others.isEmpty ? .medium : .high,
            "Permissions were tried: " + parts.joined(separator: "; ") + ".",
            evidence: evidence,
            reasons: [ScoreReason(points: 5, text: "calls denied, then allowed", evidence: evidence.sorted())])
    }

    private func denials(_ subject: RobotSubject, _ calls: RowSet) -> RobotAnswer {
        let index = subject.index
        let denied = calls.intersection(index.rows(.outcome, equal: Outcome.denied.word))
        let names = index.values(.name, in: denied)
        let text =
            "Nothing that was denied to \(subject.caller) was allowed later: "
            + "\(Words.count(denied.count, "denial")) \(subject.coverage(of: calls))"
        if names.count >= Self.manyNames {
            return answer(
                subject, .finding, .medium, "\(text); \(names.count) different calls were tried in vain.",
                evidence: denied.rows.map { Int($0) })
        }
        let isWhole = subject.gapsAround.isEmpty
        return answer(
            subject, isWhole ? .clear : .unknown, isWhole ? .high : .low, text + ".",
            evidence: denied.rows.map { Int($0) })
    }

    private func isUnusual(_ denied: Int, _ subject: RobotSubject) -> Bool {
        let index = subject.index
        let name = index.code(.name, denied)
        switch subject.history.novelty(
            among: subject.value(.principal),
            where: { index.code(.name, $0) == name && index.flags($0).outcome == .denied })
        {
        case .new, .rare, .insufficientHistory: return true
        case .usual: return false
        }
    }

    /// The calls that were denied and allowed within a day of it, by name: the first such pair of each.
    ///
    /// - Parameter wants: asked of the keys of both.
    private func probed(
        _ rows: RowSet, _ index: EventIndex, where wants: (_ denied: UInt32, _ allowed: UInt32) -> Bool
    ) -> [String: Probe] {
        // Of each call the latest denial of each key.
        var denied: [UInt64: [UInt32: Int]] = [:]
        var found: [String: Probe] = [:]
        rows.forEach { row in
            let outcome = index.flags(row).outcome
            if outcome == .error || outcome == .ok && denied.isEmpty { return }
            let call = UInt64(index.code(.name, row)) << 32 | UInt64(index.code(.service, row))
            let key = index.code(.key, row)
            if outcome == .denied {
                denied[call, default: [:]][key] = row
                return
            }
            guard let before = denied[call], let name = index.text(.name, row), found[name] == nil else { return }
            let first = before.filter {
                index.times[row] - index.times[$0.value] <= EventTime.day && wants($0.key, key)
            }.values.min()
            if let first { found[name] = Probe(denied: first, allowed: row) }
        }
        return found
    }
}
