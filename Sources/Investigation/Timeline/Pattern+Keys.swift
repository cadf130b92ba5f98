internal import CloudTrail
internal import Events
internal import Robots

extension Pattern {
    /// Several keys were tried with the same look-ups (P1).
    static func sweep(_ scope: Scope, in index: EventIndex, _ options: PhaseOptions) -> Pattern? {
        guard let sweep = Sweep(scope, in: index, options: options), let first = sweep.rows.first,
            let last = sweep.rows.last
        else { return nil }
        let denied = sweep.rows.count { index.flags($0).outcome == .denied }
        return Pattern(
            kind: .sweep,
            text: "\(Wording.counted(sweep.keys.count, "key was", plural: "keys were")) tried with "
                + "\(Wording.list(sweep.calls)) from \(Wording.span(index.time(first), index.time(last))): "
                + "\(denied) of \(Wording.counted(sweep.rows.count, "call")) denied.",
            mark: .observed, confidence: .high, rows: sweep.rows)
    }

    /// The first key that got from look-ups and denials to a successful change (P2).
    static func pivotKey(_ scope: Scope, in index: EventIndex) -> Pattern? {
        let changes = scope.confirmedKeys.filter { $0.parent == nil }.compactMap { key -> (key: ScopedKey, row: Int)? in
            guard let first = key.attackerRows.first,
                let change = key.attackerRows.first(where: { index.isSuccessfulChange($0) }), change > first
            else { return nil }
            return (key, change)
        }
        guard let pivot = changes.min(by: { $0.row < $1.row }) else { return nil }
        let before = pivot.key.attackerRows.prefix { $0 < pivot.row }
        let denied = before.count { index.flags($0).outcome == .denied }
        let name = index.text(.name, pivot.row) ?? ""
        return Pattern(
            kind: .pivotKey,
            text:
                "The key of \(Wording.name(of: pivot.key.principal)) (\(pivot.key.accessKeyID)) was the first that could "
                + "change something: \(name) at \(Wording.moment(index.time(pivot.row))), after "
                + "\(Wording.counted(before.count, "call")) that changed nothing, "
                + "\(denied == 0 ? "none" : "\(denied)") of them denied.",
            mark: .observed, confidence: .high, rows: [pivot.row])
    }
}
