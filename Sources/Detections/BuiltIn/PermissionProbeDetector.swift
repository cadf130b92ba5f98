internal import CloudTrail
internal import Events
internal import Records
internal import Sigma

/// Calls that are denied first and then allowed for another key at the same address: somebody tries keys until one may.
struct PermissionProbeDetector: Detector {
    static let rule = Rule(
        id: "huckleberry-permission-probe", title: "Calls denied, then allowed, from one address", level: .medium,
        tags: ["attack.discovery", "attack.t1069.003"],
        explanation: "From one address that is new to the account, the same call was denied to one key and allowed to "
            + "another within a day. Read the key x call matrix.")

    var rules: [Rule] { [Self.rule] }

    func alerts(in trail: Trail, options: DetectionOptions) -> [Alert] {
        let index = trail.index
        let denied = index.rows(.outcome, equal: Outcome.denied.word)
        var rows: Set<Int> = []
        var lead: (row: Int, context: CallContext)?
        for group in index.groups(.ip, in: denied) {
            guard let text = index.table(.ip)[group.code], IPAddress(text) != nil else { continue }
            let ofAddress = index.rows(.ip, code: group.code)
            let found = probes(ofAddress, index)
            guard let first = found.min(), let last = found.max() else { continue }
            // Judged at the last call: an address at which the account is at home has a history by then.
            let context = CallContext(of: last, in: index, options: options)
            guard context.addressInAccount == .new else { continue }
            rows.formUnion(found)
            if (lead?.row ?? .max) > first { lead = (first, context) }
        }
        guard let lead else { return [] }
        return [Alert(Self.rule, rows: rows.sorted(), leadRow: lead.row, reasons: lead.context.reasons, in: index)]
    }

    /// Denied calls, each with the first call of the same name that another key was allowed within the next day.
    private func probes(_ rows: RowSet, _ index: EventIndex) -> Set<Int> {
        var denied: [UInt32: [Int]] = [:]
        var found: Set<Int> = []
        rows.forEach { row in
            let outcome = index.flags(row).outcome
            // Most calls are allowed, and where none was denied before there is nothing to look up.
            if outcome == .error || outcome == .ok && denied.isEmpty { return }
            let name = index.code(.name, row)
            let key = index.code(.key, row)
            guard key != StringTable.missing else { return }
            guard outcome == .ok else {
                denied[name, default: []].append(row)
                return
            }
            guard let before = denied.removeValue(forKey: name) else { return }
            let others = before.filter {
                index.code(.key, $0) != key && index.times[row] - index.times[$0] <= EventTime.day
            }
            if !others.isEmpty { found.formUnion(others + [row]) }
        }
        return found
    }
}
