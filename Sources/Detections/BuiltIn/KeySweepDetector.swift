internal import CloudTrail
internal import Events
internal import Records
internal import Sigma

/// What somebody asks who tries out what a key may do.
public enum KeySweep {
    /// The calls of the sweep, in the order of the columns that show it.
    public static let calls = ["ListBuckets", "DescribeInstances", "DescribeDBInstances"]
}

/// The same three questions asked with several keys from one address: what can these keys see?
struct KeySweepDetector: Detector {
    static let rule = Rule(
        id: "huckleberry-key-sweep", title: "Same sweep by several keys from one address", level: .high,
        tags: ["attack.discovery", "attack.t1580", "attack.t1619"],
        explanation: "ListBuckets, DescribeInstances and DescribeDBInstances by two or more access keys from one "
            + "address: somebody tries out what stolen keys may do. Inventory tools in a network behind one address do "
            + "the same: see whether the address is new.")

    static let unjudged = Rule(
        id: "huckleberry-key-sweep-unjudged", title: "Same sweep by several keys, history too short to judge",
        level: .medium, tags: ["attack.discovery", "attack.t1580", "attack.t1619"],
        explanation: "The three calls by two or more access keys from one address, in a trail that does not reach back "
            + "far enough to say whether the address is at home in the account. Load older logs.")

    var rules: [Rule] { [Self.rule, Self.unjudged] }

    func alerts(in trail: Trail, options: DetectionOptions) -> [Alert] {
        let index = trail.index
        let calls = KeySweep.calls.map { index.rows(.name, equal: $0) }
        let all = calls.reduce(RowSet.none(of: index.count)) { $0.union($1) }
        var found: [String: (rows: [Int], context: CallContext)] = [:]
        for group in index.groups(.ip, in: all) {
            guard let text = index.table(.ip)[group.code], IPAddress(text) != nil else { continue }
            let ofAddress = all.intersection(index.rows(.ip, code: group.code))
            let keys = sweepers(calls.map { $0.intersection(ofAddress) }, index)
            guard keys.count >= options.sweepKeys else { continue }
            // Judged at the last call: an address at which the account is at home has a history by then.
            let context = CallContext(of: group.last, in: index, options: options)
            guard let rule = rule(for: context.addressInAccount) else { continue }
            let rows = keys.flatMap { ofAddress.intersection(index.rows(.key, code: $0)).rows.map { Int($0) } }
            found[rule.id, default: ([], context)].rows += rows
        }
        return rules.compactMap { rule in
            guard let (rows, context) = found[rule.id] else { return nil }
            let keys = Set(rows.map { index.code(.key, $0) }).count
            let size = ScoreReason(points: 15, text: "\(keys) keys swept", evidence: [context.row])
            return Alert(rule, rows: rows.sorted(), reasons: [size] + context.reasons, in: index)
        }
    }

    private func rule(for novelty: Novelty?) -> Rule? {
        switch novelty {
        case .new: Self.rule
        case .insufficientHistory: Self.unjudged
        case .rare, .usual, nil: nil
        }
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
