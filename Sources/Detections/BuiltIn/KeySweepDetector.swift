internal import CloudTrail
internal import Events
internal import Records

/// The same three questions asked with several keys from one address: what can these keys see?
struct KeySweepDetector: Detector {
    /// The calls of the sweep, in the order of the columns that show it.
    static let calls = ["ListBuckets", "DescribeInstances", "DescribeDBInstances"]
    static let rule = Rule(
        id: "huckleberry-key-sweep", title: "Same sweep by several keys from one address", level: .high,
        tags: ["attack.discovery", "attack.t1580", "attack.t1619"],
        explanation: "ListBuckets, DescribeInstances and DescribeDBInstances by two or more access keys from one "
            + "address: somebody tries out what stolen keys may do. Inventory tools in a network behind one address do "
            + "the same: see whether the address is new.")

    var rules: [Rule] { [Self.rule] }

    func alerts(in trail: Trail, options: DetectionOptions) -> [Alert] {
        let index = trail.index
        let calls = Self.calls.map { index.rows(.name, equal: $0) }
        let all = calls.reduce(RowSet.none(of: index.count)) { $0.union($1) }
        var rows: [Int] = []
        var lead: (row: Int, context: CallContext)?
        for group in index.groups(.ip, in: all) {
            guard let text = index.table(.ip)[group.code], IPAddress(text) != nil else { continue }
            let ofAddress = all.intersection(index.rows(.ip, code: group.code))
            let keys = sweepers(calls.map { $0.intersection(ofAddress) }, index)
            guard keys.count >= options.sweepKeys else { continue }
            let context = CallContext(of: group.first, in: index, options: options)
            // An address at which the account is at home sweeps every day.
            guard context.addressInAccount == .new else { continue }
            rows += keys.flatMap { ofAddress.intersection(index.rows(.key, code: $0)).rows.map { Int($0) } }
            if (lead?.row ?? .max) > group.first { lead = (group.first, context) }
        }
        guard let lead else { return [] }
        rows.sort()
        let keys = Set(rows.map { index.code(.key, $0) }).count
        let size = ScoreReason(points: 15, text: "\(keys) keys swept", evidence: [lead.row])
        return [Alert(Self.rule, rows: rows, leadRow: lead.row, reasons: [size] + lead.context.reasons, in: index)]
    }

    /// The keys that made all three calls.
    private func sweepers(_ calls: [RowSet], _ index: EventIndex) -> [UInt32] {
        let sets = calls.map { rows in
            Set(index.groups(.key, in: rows).map(\.code).filter { $0 != StringTable.missing })
        }
        guard let first = sets.first else { return [] }
        return sets.dropFirst().reduce(first) { $0.intersection($1) }.sorted()
    }
}
